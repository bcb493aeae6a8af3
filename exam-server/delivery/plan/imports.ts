import { rm } from "node:fs/promises";
import { type GoodRow, type ImportState, maxRosterRows } from "../../protocol/plan.ts";
import { refuse } from "../../protocol/refusal.ts";
import { openReader, type Reader } from "../../roster/read-file.ts";
import { checkImport, type Draft, goodRow } from "./import-check.ts";
import { previewOf, type Reading, readUpload, sourceOf, type Upload } from "./import-reading.ts";
import type { PlanAnswer, Plans } from "./plans.ts";
import { invalid, type PlanRule } from "./state.ts";

export interface ImportsParts {
  plans: Plans;
  /** Whether a real sitting is being sat: then photos are made smaller one at a time. */
  busy: () => boolean;
  monotonic: () => number;
  report: (what: string, reason: unknown) => void;
}

interface Running {
  id: string;
  upload: Upload;
  state: ImportState;
  /** There once it is ready. */
  reading: Reading | null;
  reader: Reader;
  begun: number;
}

const keepMs = 3_600_000;
const lookEveryMs = 60_000;

/** Reads rosters, and holds what was read until the officer has looked at it: one import for each plan. */
export function openImports({ plans, busy, monotonic, report }: ImportsParts) {
  const imports = new Map<string, Running>();

  const drop = (plan: string): void => {
    const running = imports.get(plan);
    if (!running) return;
    imports.delete(plan);
    void running.reader.close();
    rm(running.upload.folder, { recursive: true, force: true }).catch((reason) =>
      report("an upload stays", reason),
    );
  };
  const timer = setInterval(() => {
    for (const [plan, { begun }] of imports) if (monotonic() - begun > keepMs) drop(plan);
  }, lookEveryMs);
  timer.unref();

  const find = (plan: string, id: string): Running | undefined => {
    const running = imports.get(plan);
    return running?.id === id ? running : undefined;
  };

  const work = async (plan: string, running: Running): Promise<void> => {
    const { upload, reader } = running;
    try {
      const state = plans.state(plan);
      if (!state) return;
      const progress = (done: number, total: number) => {
        running.state = { phase: "photos", done, total };
      };
      const atOnce = busy() ? 1 : 2;
      const takenNumbers = (numbers: readonly string[]) => plans.takenNumbers(plan, numbers);
      const { hex } = plans;
      const reading = await readUpload({ reader, upload, state, hex, takenNumbers, atOnce, progress });
      const present = plans.state(plan);
      if (!present) return;
      running.reading = reading;
      const checked = checkImport(present, reading.table, upload.mode, reading.idOfRow);
      running.state = { phase: "ready", preview: previewOf(upload.roster.name, reading, checked) };
    } finally {
      await reader.close();
    }
  };

  return {
    /** Begins to read; an earlier import of the plan is dropped. */
    begin(plan: string, upload: Upload): string {
      drop(plan);
      const id = plans.hex(8);
      const reader = openReader(sourceOf(upload));
      const begun = monotonic();
      const running: Running = { id, upload, state: { phase: "reading" }, reading: null, reader, begun };
      imports.set(plan, running);
      work(plan, running).catch((reason) => {
        running.state = { phase: "failed", sentence: sentenceOf(reason, report) };
      });
      return id;
    },
    state: (plan: string, id: string): ImportState | undefined => find(plan, id)?.state,
    /** Rows that can be taken, as they stand now. */
    rows(plan: string, id: string, offset: number, limit: number): GoodRow[] | undefined {
      const reading = find(plan, id)?.reading;
      const state = plans.state(plan);
      if (!reading || !state) return undefined;
      const { drafts } = checkImport(state, reading.table, reading.mode, reading.idOfRow);
      const hasPhoto = ({ row, candidate }: Draft) => reading.photos.has(row) || candidate.photo !== null;
      return drafts.slice(offset, offset + limit).map((draft) => goodRow(state, draft, hasPhoto(draft)));
    },
    /** Writes everything that can be taken in one transaction, or nothing. */
    async confirm(
      plan: string,
      id: string,
      version: number,
      leaveOutBad: boolean,
      by: string,
    ): Promise<PlanAnswer> {
      const running = find(plan, id);
      if (!running) return refuse("not-found");
      const { reading } = running;
      if (!reading) return refuse("import-not-ready");
      const none = new Map<number, string>();
      // Looked at before the photos are written, which nobody would have if it is refused.
      const refusal = plans.refusal(plan, version, importRule(reading, none, leaveOutBad));
      if (refusal) return refusal;
      const answer = await plans.withPhotos(async () => {
        const names = await plans.keepPhotoFiles([...reading.photos.values()]);
        const named = new Map([...reading.photos.keys()].map((row, index) => [row, names[index] ?? ""]));
        return plans.change(plan, version, by, importRule(reading, named, leaveOutBad));
      });
      if (answer.ok) drop(plan);
      return answer;
    },
    discard(plan: string, id: string): boolean {
      if (!find(plan, id)) return false;
      drop(plan);
      return true;
    },
    stop(): void {
      clearInterval(timer);
      for (const plan of [...imports.keys()]) drop(plan);
    },
  };
}

export type Imports = ReturnType<typeof openImports>;

/** Writes what can be taken. `photos`: row → name of its photo. */
function importRule(reading: Reading, photos: ReadonlyMap<number, string>, leaveOutBad: boolean): PlanRule {
  return (state) => {
    const { drafts, faults, badRows } = checkImport(state, reading.table, reading.mode, reading.idOfRow);
    if (faults.length > 0) return invalid(faults);
    if (badRows > 0 && !leaveOutBad) return refuse("import-faulty");
    const put = drafts.map(({ row, candidate }) => ({
      ...candidate,
      photo: photos.get(row) ?? candidate.photo,
    }));
    const coming = new Set(put.map(({ id }) => id));
    const others = state.candidates.filter(({ id }) => !coming.has(id));
    const left = reading.mode === "replace" ? others : [];
    const total = others.length - left.length + put.length;
    if (total <= maxRosterRows) return { ok: true, put, remove: left.map(({ id }) => id) };
    const sentence = `名单一共会有 ${total} 名考生，最多 ${maxRosterRows} 名，请分成几个认定计划`;
    return invalid([{ where: "", sentence }]);
  };
}

/** Whatever is not a sentence for the officer is a fault of ours and goes to the log. */
function sentenceOf(reason: unknown, report: ImportsParts["report"]): string {
  if (reason instanceof Error && /[\u4e00-\u9fff]/.test(reason.message)) return reason.message;
  report("a roster could not be read", reason);
  return "文件读不出来，请另存为 .xlsx 后再试";
}
