import type { Store } from "../../store/store.ts";
import type { Delivery } from "../delivery.ts";
import { openCorrections } from "./corrections.ts";
import type { MakeUpRule } from "./exam-result.ts";
import { type ExamResultsParts, openExamResults } from "./exam-results.ts";
import { openRelease } from "./release.ts";
import { openScoreCards } from "./score-cards.ts";

export interface ResultsParts {
  store: Pick<Store, "events" | "roster">;
  delivery: Pick<Delivery, "room" | "sittings" | "catalogue" | "reports" | "clock" | "syllabusOf">;
  planOf: ExamResultsParts["planOf"];
  recheckDays: number;
  makeUpRule: MakeUpRule;
}

/** Everything that is done with results after marking. */
export function openResults({ store, delivery, planOf, recheckDays, makeUpRule }: ResultsParts) {
  const { room, sittings, catalogue, reports, clock, syllabusOf } = delivery;
  const log = store.events;
  const wall = () => clock.now().wall;
  const qualificationTitle = (name: string) => syllabusOf(name).title;
  return {
    corrections: openCorrections({ log, room, sittings, catalogue }),
    release: openRelease({ log, sittings }),
    exam: openExamResults({ planOf, sittings, reports, qualificationTitle, makeUpRule }),
    scores: openScoreCards({ log, roster: store.roster, sittings, syllabusOf, wall, recheckDays }),
  };
}

export type Results = ReturnType<typeof openResults>;
