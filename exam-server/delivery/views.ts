import { answersById } from "../attempt/answers.ts";
import { progressOf } from "../attempt/board-seat.ts";
import { deadline } from "../attempt/clock.ts";
import type { EventLog, ViewRow, ViewStore } from "../store/store.ts";
import { breath } from "./breath.ts";
import { type AttemptRecord, emptyRecord, foldAttempt } from "./log-stream.ts";
import { serialQueue } from "./serial-queue.ts";

const pageSize = 500;
/** One more whenever the rows below say something else: rows that an earlier version derived are made again. */
const rowShape = 1;
const attemptPrefix = "attempt/";

/**
 * Derived tables: papers, answers, deadlines and scores as rows, for reports. They follow the log and
 * hold nothing of their own, so they can be dropped and rebuilt at any time.
 */
export function openViews(log: Pick<EventLog, "read" | "readAfter">, views: ViewStore) {
  const derive = async (stream: string) => {
    const record = foldAttempt(emptyRecord, await log.read(stream));
    const attempt = stream.slice(attemptPrefix.length);
    return { rows: attemptRows(attempt, record), gone: goneRows(attempt, record) };
  };

  /** Names the attempts that have changed since the rows were derived. */
  const changes = async (from: number) => {
    const streams = new Set<string>();
    let position = from;
    for (;;) {
      const page = await log.readAfter(position, pageSize);
      const last = page.at(-1);
      if (!last) return { streams, position };
      for (const event of page) if (event.stream.startsWith(attemptPrefix)) streams.add(event.stream);
      position = last.position;
      await breath();
    }
  };

  const begin = (): Promise<void> => views.drop(rowShape);

  const follow = async (): Promise<void> => {
    if ((await views.shape()) !== rowShape) await begin();
    const from = await views.position();
    const { streams, position } = await changes(from);
    if (position === from) return;
    for (const stream of streams) {
      const { rows, gone } = await derive(stream);
      await views.apply(rows, gone, from);
      await breath();
    }
    // Only now: whoever is cut off before it derives the same rows again.
    await views.apply([], [], position);
  };

  // One at a time: two that ran together could put older rows over newer ones.
  const queue = serialQueue();

  return {
    catchUp: (): Promise<void> => queue.run(follow),
    /** Makes rows of an earlier version again; those of this one are left for whoever asks for reports. */
    renew: (): Promise<void> =>
      queue.run(async () => {
        if ((await views.shape()) !== rowShape) await follow();
      }),
    rebuild: (): Promise<void> =>
      queue.run(async () => {
        await begin();
        await follow();
      }),
  };
}

export type Views = ReturnType<typeof openViews>;

function attemptRows(attempt: string, { state, head }: AttemptRecord): ViewRow[] {
  if (state.phase === "none") return [];
  const { sitting, paper } = state;
  const row = (kind: ViewRow["kind"], key: string, value: unknown): ViewRow => ({
    kind,
    key,
    sitting,
    json: JSON.stringify(value),
  });
  const summary = {
    progress: progressOf(state),
    voided: state.proctored.voided !== null,
    misconduct: state.proctored.incidents.filter(({ kind, withdrawn }) => kind === "misconduct" && !withdrawn)
      .length,
    deadline: state.phase === "prepared" ? null : deadline(state),
    version: head.version,
    head: head.hash,
  };
  return [
    row("paper", attempt, paper),
    row("attempt", attempt, summary),
    ...Object.entries(answersById(state)).map(([item, response]) =>
      row("answer", `${attempt}/${item}`, { attempt, item, response }),
    ),
    ...(state.phase === "closed" && state.outcome ? [row("score", attempt, state.outcome)] : []),
  ];
}

type RowKey = Pick<ViewRow, "kind" | "key">;

/**
 * What has no row, though it may have had one: an item whose answer an entry, or a decision on one, has
 * cleared, and the score of an attempt that was reopened.
 */
function goneRows(attempt: string, { state }: AttemptRecord): RowKey[] {
  if (state.phase === "none") return [];
  const { paper, answers } = state;
  const cleared = paper.items.flatMap(({ id }, place): RowKey[] =>
    answers[place] === undefined ? [{ kind: "answer", key: `${attempt}/${id}` }] : [],
  );
  return state.phase === "closed" ? cleared : [...cleared, { kind: "score", key: attempt }];
}
