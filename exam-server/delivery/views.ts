import { progressOf } from "../attempt/board-seat.ts";
import { deadline } from "../attempt/clock.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import type { EventLog, StoredEvent, ViewRow, ViewStore } from "../store/store.ts";
import { type AttemptRecord, attemptEvent, emptyRecord, foldAttempt } from "./log-stream.ts";
import { serialQueue } from "./serial-queue.ts";

const pageSize = 500;
const attemptPrefix = "attempt/";

/**
 * Derived tables: papers, answers, deadlines and scores as rows, for reports. They follow the log and
 * hold nothing of their own, so they can be dropped and rebuilt at any time.
 */
export function openViews(log: Pick<EventLog, "read" | "readAfter">, views: ViewStore) {
  const rowsOf = async (stream: string): Promise<ViewRow[]> =>
    attemptRows(stream.slice(attemptPrefix.length), foldAttempt(emptyRecord, await log.read(stream)));

  /** Names what has changed since the rows were derived: whole attempts, and answers that were cleared. */
  const changes = async (from: number) => {
    const streams = new Set<string>();
    const remove: Pick<ViewRow, "kind" | "key">[] = [];
    let position = from;
    for (;;) {
      const page = await log.readAfter(position, pageSize);
      const last = page.at(-1);
      if (!last) return { streams, remove, position };
      for (const event of page) if (event.stream.startsWith(attemptPrefix)) streams.add(event.stream);
      remove.push(...page.flatMap(cleared));
      position = last.position;
      await breath();
    }
  };

  const follow = async (): Promise<void> => {
    const from = await views.position();
    const { streams, remove, position } = await changes(from);
    if (position === from) return;
    await views.apply([], remove, from);
    for (const stream of streams) {
      await views.apply(await rowsOf(stream), [], from);
      await breath();
    }
    // Only now: whoever is cut off before it derives the same rows again.
    await views.apply([], [], position);
  };

  // One at a time: two that ran together could put older rows over newer ones.
  const queue = serialQueue();

  return {
    catchUp: (): Promise<void> => queue.run(follow),
    rebuild: (): Promise<void> =>
      queue.run(async () => {
        await views.drop();
        await follow();
      }),
  };
}

/** Lets answers that have arrived go first: reports are read while exams are sat. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export type Views = ReturnType<typeof openViews>;

function attemptRows(attempt: string, { state, head }: AttemptRecord): ViewRow[] {
  if (state.phase === "none") return [];
  const { sitting, paper, answers } = state;
  const row = (kind: ViewRow["kind"], key: string, value: unknown): ViewRow => ({
    kind,
    key,
    sitting,
    json: JSON.stringify(value),
  });
  const summary = {
    progress: progressOf(state),
    deadline: state.phase === "prepared" ? null : deadline(state),
    version: head.version,
    head: head.hash,
  };
  return [
    row("paper", attempt, paper),
    row("attempt", attempt, summary),
    ...Object.entries(answers).map(([item, response]) =>
      row("answer", `${attempt}/${item}`, { attempt, item, response }),
    ),
    ...(state.phase === "closed" && state.outcome ? [row("score", attempt, state.outcome)] : []),
  ];
}

/** An answer that an event cleared has no row, unless a later event of the same page wrote it again (put wins). */
function cleared(stored: StoredEvent): Pick<ViewRow, "kind" | "key">[] {
  if (stored.type !== "answered") return [];
  const event = attemptEvent(stored) as Extract<AttemptEvent, { type: "answered" }>;
  const { change } = event.data;
  if (change.kind !== "respond" || change.response !== null) return [];
  return [{ kind: "answer", key: `${stored.stream.slice(attemptPrefix.length)}/${change.item}` }];
}
