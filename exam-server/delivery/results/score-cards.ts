import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { ReleasedScore, ScoreCard, ScoreCards } from "../../protocol/results.ts";
import type { EventLog, RosterStore } from "../../store/store.ts";
import { isRehearsal } from "../rehearsal-mark.ts";
import { areasOf, sectionsOf } from "../reports.ts";
import type { Sitting, Sittings } from "../sittings.ts";
import { namesIdNumber } from "../staff-text.ts";
import { type ClosedState, readState } from "./closed-states.ts";
import { recheckRefusal, recheckUntil } from "./release-rules.ts";

export interface ScoreCardsParts {
  log: Pick<EventLog, "read">;
  roster: Pick<RosterStore, "enrolmentsOf">;
  sittings: Pick<Sittings, "get" | "write">;
  syllabusOf: (qualification: string) => Syllabus;
  wall: () => number;
  /** For how many days after the release a re-check may be asked for. */
  recheckDays: number;
}

/** The candidate's own score page 成绩查询: their scores once they are released, and the re-check they may ask for. */
export function openScoreCards(parts: ScoreCardsParts) {
  const { log, roster, sittings, syllabusOf, wall, recheckDays } = parts;

  /** Only what is over: while an attempt runs nothing of it is here. */
  const closedSittings = async (candidate: string): Promise<{ attempt: string; sitting: Sitting }[]> => {
    const enrolments = await roster.enrolmentsOf(candidate);
    return enrolments.flatMap(({ attempt, sitting: id }) => {
      const sitting = sittings.get(id);
      const over = sitting?.state.phase === "closed" && !isRehearsal(sitting.record);
      return sitting && over ? [{ attempt, sitting }] : [];
    });
  };

  const cardOf = async (attempt: string, sitting: Sitting): Promise<ScoreCard> => {
    const { title, qualification } = sitting.record;
    if (sitting.state.released === null) return { attempt, title, score: null };
    const state = await readState(log, attempt);
    if (state?.phase !== "closed") return { attempt, title, score: null };
    return { attempt, title, score: scoreOf(attempt, sitting, state, syllabusOf(qualification)) };
  };

  const scoreOf = (
    attempt: string,
    { state: { released, rechecks } }: Sitting,
    state: ClosedState,
    syllabus: Syllabus,
  ): ReleasedScore | null => {
    const { outcome, paper, closed, proctored } = state;
    if (released === null || outcome === null) return null;
    const standing = proctored.voided ? "void" : closed.reason === "absent" ? "absent" : "scored";
    const recheck = rechecks[attempt];
    const { total, max, passed } = standing === "scored" ? outcome : { ...outcome, total: 0, passed: false };
    return {
      releasedAt: released.wall,
      standing,
      total,
      max,
      passMark: paper.passMark,
      passed,
      sections: standing === "scored" ? sectionsOf(outcome) : [],
      areas: standing === "scored" ? areasOf(outcome, syllabus) : [],
      recheckUntil: recheckUntil(released.wall, recheckDays),
      mayAsk:
        standing !== "absent" &&
        recheckRefusal({ released, rechecks }, attempt, recheckDays, { wall: wall() }) === null,
      recheck: recheck
        ? {
            asked: { text: recheck.asked.text, at: recheck.asked.wall },
            answer: recheck.answer && { text: recheck.answer.text, at: recheck.answer.wall },
          }
        : null,
    };
  };

  return {
    async cards(candidate: string): Promise<ScoreCards> {
      const closed = await closedSittings(candidate);
      return {
        ok: true,
        cards: await Promise.all(closed.map(({ attempt, sitting }) => cardOf(attempt, sitting))),
      };
    },

    async askRecheck(candidate: string, attempt: string, text: string): Promise<{ ok: true } | Refusal> {
      const mine = (await closedSittings(candidate)).find((one) => one.attempt === attempt);
      if (!mine) return refuse("not-found");
      const { sitting } = mine;
      if (namesIdNumber(text, sitting)) return refuse("id-number-in-text");
      const state = await readState(log, attempt);
      if (state?.phase === "closed" && state.closed.reason === "absent") return refuse("not-found");
      return sittings.write(
        sitting.record.id,
        (now, at) =>
          recheckRefusal(now.state, attempt, recheckDays, at) ?? {
            type: "recheck-asked",
            data: { attempt, text },
          },
      );
    },
  };
}
