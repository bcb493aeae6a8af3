import { candidateItem } from "@kaochang/question-bank/candidate-view.ts";
import { type Item, interaction } from "@kaochang/question-bank/item.ts";
import { itemBase } from "@kaochang/question-bank/item-base.ts";
import type { Paper } from "@kaochang/question-bank/paper.ts";
import { fold } from "@kaochang/question-bank/text.ts";
import { type Correction, correctionsIn, type KeyChange, keyFaults } from "@kaochang/scoring/correction.ts";
import { responseText } from "../../attempt/response-text.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type {
  CorrectionApplied,
  CorrectionPreview,
  KeyInvalid,
  MarkChange,
  UsedItem,
  UsedItems,
} from "../../protocol/results.ts";
import type { EventLog } from "../../store/store.ts";
import { breath } from "../breath.ts";
import type { Catalogue } from "../catalogue.ts";
import { outcomeOf } from "../closing.ts";
import type { CommandOf, Room } from "../room.ts";
import type { Sitting, Sittings } from "../sittings.ts";
import { namesIdNumber } from "../staff-text.ts";
import { statesOf } from "./closed-states.ts";
import { byGravity, markOf } from "./marks.ts";

export interface CorrectionsParts {
  log: Pick<EventLog, "read">;
  room: Pick<Room, "record" | "forget">;
  sittings: Sittings;
  catalogue: Catalogue;
}

/** Most items that a search gives at once. */
const mostFound = 20;

type Ref = Pick<Correction, "item" | "version">;

/** 更正答案: looked up, tried out, and applied to every attempt of a sitting. */
export function openCorrections({ log, room, sittings, catalogue }: CorrectionsParts) {
  /** The papers of a sitting; their items are in memory afterwards. */
  const papersOf = async (sitting: Sitting): Promise<Paper[]> => {
    const papers: Paper[] = [];
    for await (const { state } of statesOf(log, sitting)) {
      if (!state || state.phase === "none") continue;
      await catalogue.need(state.paper.items);
      papers.push(state.paper);
    }
    return papers;
  };

  /** Reads attempts one by one: all at once, in the act itself, would hold up other rooms' answers for half a second. */
  const readAhead = async ({ places }: Sitting): Promise<void> => {
    for (const { attempt } of places) {
      // One whose log does not hold is left out of the act, and reported there.
      await room.record(attempt).catch(() => null);
      await breath();
    }
  };

  /** What keeps a correction from being made; null where nothing does. */
  const faultOf = async (
    sitting: Sitting,
    { item: id, version, change }: Correction,
  ): Promise<KeyInvalid | Refusal | null> => {
    const papers = await papersOf(sitting);
    if (!papers.some((paper) => has(paper, { item: id, version }))) return refuse("item-not-used");
    if (change.kind === "full-marks") return null;
    const sentences = keyFaults(catalogue.itemOf({ id, version }), change.fields);
    return sentences.length === 0 ? null : { ok: false, code: "key-invalid", sentences };
  };

  return {
    /** Items of the sitting's papers whose id or words hold `find`. */
    async items(id: string, find: string): Promise<UsedItems | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      if (sitting.state.phase === "prepared") return refuse("not-started");
      const changeOf = correctionsIn(sitting.state.corrections);
      const used = countItems(await papersOf(sitting));
      const wanted = fold(find);
      const found = [...used.values()]
        .map(({ id: item, version, papers }) => ({ item: catalogue.itemOf({ id: item, version }), papers }))
        .filter(({ item }) => fold(`${item.id} ${item.stem}`).includes(wanted))
        .sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
      const items = found.slice(0, mostFound).map(({ item, papers }) => {
        return usedItem(item, papers, changeOf(item.id, item.version));
      });
      return { ok: true, total: found.length, items };
    },

    /** What a correction would do to each candidate whose paper has the item; nothing is written. */
    async preview(id: string, correction: Correction): Promise<CorrectionPreview | KeyInvalid | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      if (sitting.state.phase === "prepared") return refuse("not-started");
      const fault = await faultOf(sitting, correction);
      if (fault) return fault;
      const corrections = [...sitting.state.corrections, correction];
      const changes: MarkChange[] = [];
      for await (const { place, state } of statesOf(log, sitting)) {
        if (state?.phase !== "closed" || state.closed.reason === "absent") continue;
        if (!has(state.paper, correction)) continue;
        changes.push({
          attempt: place.attempt,
          name: place.person.name,
          admissionNumber: place.person.admissionNumber,
          voided: state.proctored.voided !== null,
          before: state.outcome && markOf(state.outcome),
          after: markOf(outcomeOf(state, catalogue.itemOf, corrections)),
        });
      }
      return { ok: true, changes: changes.sort(byGravity) };
    },

    /** Marks every closed attempt that has the item anew, in one transaction; what closes later is scored so too. */
    async apply(
      id: string,
      correction: Correction,
      reason: string,
      by: string,
    ): Promise<CorrectionApplied | KeyInvalid | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      if (sitting.state.phase === "prepared") return refuse("not-started");
      if (namesIdNumber(reason, sitting)) return refuse("id-number-in-text");
      const fault = await faultOf(sitting, correction);
      if (fault) return fault;
      await readAhead(sitting);
      const scored: CommandOf = (state) => {
        if (state.phase !== "closed" || !has(state.paper, correction)) return null;
        const corrections = [...sitting.state.corrections, correction];
        return { kind: "score", outcome: outcomeOf(state, catalogue.itemOf, corrections) };
      };
      const result = await sittings.actOnMany(
        id,
        null,
        scored,
        (reached) => ({ type: "key-corrected", data: { ...correction, by, reason, attempts: [...reached] } }),
        true,
      );
      if (sitting.state.phase === "closed") room.forget(sitting.places.map(({ attempt }) => attempt));
      return result.ok ? { ok: true, remarked: result.reached } : result;
    },
  };
}

function has({ items }: Paper, { item, version }: Ref): boolean {
  return items.some((placed) => placed.id === item && placed.version === version);
}

function countItems(papers: readonly Paper[]) {
  const counted = new Map<string, { id: string; version: number; papers: number }>();
  for (const { id, version } of papers.flatMap(({ items }) => items)) {
    const name = `${id} ${version}`;
    const known = counted.get(name) ?? { id, version, papers: 0 };
    known.papers += 1;
    counted.set(name, known);
  }
  return counted;
}

function usedItem(item: Item, papers: number, change: KeyChange | undefined): UsedItem {
  const { stemHtml, options = [] } = candidateItem(item, [], (path) => `/${path}`);
  const { title, keyResponse } = interaction(item.type);
  const own = Object.entries(item).filter(([name]) => !(name in itemBase.shape) && name !== "options");
  return {
    item: item.id,
    version: item.version,
    type: item.type,
    typeTitle: title,
    stemHtml,
    options,
    keyText: responseText(item, [], keyResponse(item)) ?? "",
    fields: Object.fromEntries(own),
    papers,
    correction: change === undefined ? null : asRequest(change),
  };
}

export function asRequest(change: KeyChange): UsedItem["correction"] & object {
  return change.kind === "key" ? { kind: "key", fields: { ...change.fields } } : change;
}
