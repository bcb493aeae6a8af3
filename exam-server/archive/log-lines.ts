import { z } from "zod";
import type { NewEvent } from "../store/store.ts";

const line: z.ZodType<NewEvent> = z.strictObject({
  stream: z.string(),
  version: z.int(),
  type: z.string(),
  data: z.string(),
  exam: z.number(),
  wall: z.number(),
  previous: z.string(),
  hash: z.string(),
});

/** A log as JSON lines: an event each, its data as the very text that its hash covers. */
export function logText(events: readonly NewEvent[]): string {
  const lines = events.map(({ stream, version, type, data, exam, wall, previous, hash }) =>
    JSON.stringify({ stream, version, type, data, exam, wall, previous, hash }),
  );
  return lines.map((one) => `${one}\n`).join("");
}

/** The events of a log as `logText` wrote it. Throws for any other text. */
export function logEvents(text: string): NewEvent[] {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error("末尾不完整 (no newline at the end)");
  return lines.map((one) => line.parse(JSON.parse(one)));
}
