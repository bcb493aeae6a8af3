import { gunzipSync } from "node:zlib";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import type { Paper, PaperItem } from "@kaochang/question-bank/paper.ts";
import { answerOf } from "../attempt/answers.ts";
import type { ItemOf } from "../attempt/candidate-paper.ts";
import { openRescueFile } from "../attempt/rescue-file.ts";
import { changeText, responseText } from "../attempt/response-text.ts";
import type { PreparedAttempt } from "../attempt/state.ts";
import type { RescueLoaded } from "../protocol/http.ts";
import type { QuarantineDecision, QuarantinedEntry } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { maxRescueBytes, type RescueFile } from "../protocol/rescue-file.ts";
import type { CandidateDesk } from "./candidate-desk.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Room } from "./room.ts";
import type { Sittings } from "./sittings.ts";

export interface QuarantineParts {
  room: Room;
  sittings: Sittings;
  catalogue: Catalogue;
  desk: Pick<CandidateDesk, "faultsOf">;
  sealingSecret: string;
}

/** Far more than a journal compresses to; a small file that grows beyond it is no journal. */
const mostJournalBytes = 64 * 1024 * 1024;

/** What is kept whole for a proctor: looked at, decided on, and added to by rescue files. */
export function openQuarantine({ room, sittings, catalogue, desk, sealingSecret }: QuarantineParts) {
  const known = (attempt: string) => sittings.ofAttempt(attempt)?.placeOf.get(attempt);

  return {
    async list(attempt: string): Promise<{ ok: true; entries: QuarantinedEntry[] } | Refusal> {
      if (!known(attempt)) return refuse("not-found");
      const { state } = await room.record(attempt);
      if (state.phase === "none") return refuse("not-found");
      await catalogue.need(state.paper.items);
      return { ok: true, entries: entriesOf(state, catalogue.itemOf) };
    },

    /** Entries that are admitted count from here on; an attempt that is closed is scored anew and gets a new receipt. */
    async decide(decision: QuarantineDecision, by: string): Promise<{ ok: true; decided: number } | Refusal> {
      const { attempt, entries, admit, reason } = decision;
      if (!known(attempt)) return refuse("not-found");
      const { state } = await room.record(attempt);
      if (state.phase !== "none") await catalogue.need(state.paper.items);
      const result = await room.execute(attempt, { kind: "decide-quarantine", entries, admit, by, reason });
      return result.ok ? { ok: true, decided: entries.length } : result;
    },

    /** Adds the claims of a rescue file; the same file again changes nothing. */
    async loadRescue(file: RescueFile, by: string): Promise<RescueLoaded | Refusal> {
      const opened = openRescueFile(file, sealingSecret, gunzip);
      if (!opened.ok) return opened;
      const { attempt, journal, entries } = opened.claims;
      const sitting = sittings.ofAttempt(attempt);
      const place = known(attempt);
      if (!sitting || !place) return refuse("rescue-invalid", "attempt");
      const fault = await desk.faultsOf(attempt);
      const usable = entries.filter(({ change }) => {
        return fault(change.item, change.kind === "respond" ? change.response : null) === null;
      });
      const digest = sha256(JSON.stringify(opened.claims));
      const command = { kind: "load-rescue", file: digest, journal, entries: usable, by } as const;
      const result = await room.execute(attempt, command);
      if (!result.ok) return result;
      const { state } = result.record;
      return {
        ok: true,
        sitting: sitting.record.id,
        attempt,
        room: place.room,
        seat: place.seat,
        name: place.person.name,
        already: result.events.length === 0,
        entries: entries.length,
        unusable: entries.length - usable.length,
        waiting: state.phase === "none" ? 0 : state.quarantine.length,
      };
    },
  };
}

export type Quarantine = ReturnType<typeof openQuarantine>;

function gunzip(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxRescueBytes) throw new Error("too large");
  return gunzipSync(bytes, { maxOutputLength: mostJournalBytes });
}

function entriesOf(state: PreparedAttempt, itemOf: ItemOf): QuarantinedEntry[] {
  const shown = numbered(state.paper);
  return state.quarantine.flatMap(({ journal, seq, digest, made, why, change }) => {
    const place = shown.get(change.item);
    if (!place) return [];
    const item = itemOf(place.ref);
    const current = answerOf(state, change.item) ?? null;
    return {
      journal,
      seq,
      digest,
      made,
      why,
      change,
      item: change.item,
      number: place.number,
      current,
      cameText: changeText(item, place.ref.options, change),
      currentText: responseText(item, place.ref.options, current),
    };
  });
}

/** The paper's items with their numbers as the candidate sees them: section after section. */
function numbered({ sections, items }: Paper): Map<string, { number: number; ref: PaperItem }> {
  const ordered = sections.flatMap(({ id }) => items.filter(({ section }) => section === id));
  return new Map(ordered.map((ref, index) => [ref.id, { number: index + 1, ref }]));
}
