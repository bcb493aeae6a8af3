import type { z } from "zod";
import { type ChainBreak, chainBreak } from "../attempt/chain.ts";
import type { NewEvent } from "../store/store.ts";
import { type ArchiveFault, type FaultCode, fault, missingFile } from "./format.ts";
import { logEvents } from "./log-lines.ts";

/** Reads the files of an archive and keeps what is wrong with them. */
export function openReading(files: ReadonlyMap<string, Uint8Array>) {
  const faults: ArchiveFault[] = [];

  /** What a step gives; null where it throws, which is a fault of the file. */
  const attempted = <T>(code: FaultCode, file: string, what: string, step: () => T): T | null => {
    try {
      return step();
    } catch (failure) {
      faults.push(fault(code, file, `${what}：${wordsOf(failure)}`));
      return null;
    }
  };

  const read = <T>(name: string, reading: (text: string) => T): T | null => {
    const bytes = files.get(name);
    if (!bytes) {
      // A manifest that does not name it does not make it needless.
      faults.push(missingFile(name));
      return null;
    }
    const text = () => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return attempted("unreadable", name, `文件 ${name} 读不懂`, () => reading(text()));
  };

  return {
    faults,
    attempted,
    json: <T>(name: string, schema: z.ZodType<T>): T | null =>
      read(name, (text) => schema.parse(JSON.parse(text))),
    /** The events of a stream whose hash chain holds; null otherwise. `whose`: the log as people call it. */
    log(name: string, stream: string, whose: string): NewEvent[] | null {
      const events = read(name, logEvents);
      const broken = events && brokenPlace(events, stream);
      if (broken) faults.push(fault("chain", name, `${whose}（文件 ${name}）的校验链断裂：${broken}`));
      return broken ? null : events;
    },
  };
}

export type Reading = ReturnType<typeof openReading>;

const breakWords = {
  "wrong-version": "序号不对，有事件被删去、加入或调换",
  "wrong-predecessor": "与它前一个事件接不上",
  changed: "内容被改动",
} as const satisfies Record<ChainBreak["why"], string>;

function brokenPlace(events: readonly NewEvent[], stream: string): string | null {
  if (events.length === 0) return "没有事件";
  const foreign = events.findIndex((event) => event.stream !== stream);
  if (foreign >= 0) return `第 ${foreign + 1} 个事件属于别的记录`;
  const found = chainBreak(events);
  return found && `第 ${found.place} 个事件${breakWords[found.why]}`;
}

/** The first line of what went wrong: a schema's message is a page long. */
function wordsOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.replace(/\s+/g, " ").slice(0, 200);
}
