import { responseFault } from "@kaochang/question-bank/item.ts";
import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { paperRenderer } from "../attempt/candidate-paper.ts";
import { candidateRules } from "../attempt/candidate-rules.ts";
import type { ResponseFault } from "../attempt/entries.ts";
import { attemptView } from "../attempt/view.ts";
import type { AttemptView, CandidatePaper, Identity } from "../protocol/messages.ts";
import type { Store } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { AttemptRecord } from "./log-stream.ts";
import type { Room } from "./room.ts";
import type { Sitting, Sittings } from "./sittings.ts";

export interface CandidateDeskParts {
  store: Pick<Store, "roster">;
  room: Room;
  sittings: Sittings;
  catalogue: Catalogue;
  clock: ExamClock;
  syllabusOf: (qualification: string) => Syllabus;
  /** 考生须知 in Markdown, with places for the sitting's numbers. */
  rulesText: string;
  remindAt: number[];
}

/** Where a candidate's page meets its attempt: which attempt is theirs, what they may see of it, what fits it. */
export function openCandidateDesk(parts: CandidateDeskParts) {
  const { store, room, sittings, catalogue, clock, syllabusOf } = parts;
  const render = paperRenderer(catalogue.itemOf, (path) => `/${path}`);
  const papers = new WeakMap<Paper, CandidatePaper>();
  const checks = new WeakMap<Paper, ResponseFault>();

  /** Items of a closed sitting are not in memory after a restart; a late entry brings them back. */
  const checkOf = async ({ items }: Paper): Promise<ResponseFault> => {
    await catalogue.need(items);
    const refs = new Map(items.map((ref) => [ref.id, ref]));
    return (id, response) => {
      const ref = refs.get(id);
      return ref ? responseFault(catalogue.itemOf(ref), response) : "不在本试卷中";
    };
  };

  const paperOf = ({ state }: AttemptRecord): CandidatePaper => {
    if (state.phase !== "running") return { sections: [], items: [] };
    const rendered = papers.get(state.paper) ?? render(state.paper);
    papers.set(state.paper, rendered);
    return rendered;
  };

  return {
    /** The attempt that a candidate who signs in now means: of the running sitting, else of the next, else the newest (its receipt). */
    async attemptOf(candidate: string): Promise<string | null> {
      const enrolments = await store.roster.enrolmentsOf(candidate);
      const inPhase = (phase: string) =>
        enrolments.filter(({ sitting }) => sittings.get(sitting)?.state.phase === phase);
      const meant = inPhase("running").at(-1) ?? inPhase("prepared").at(-1) ?? inPhase("closed")[0];
      return meant?.attempt ?? null;
    },

    /** The complete view for the page that holds `journal`; null when the attempt is on no roster. */
    view(attempt: string, record: AttemptRecord, journal: string): AttemptView | null {
      const sitting = sittings.ofAttempt(attempt);
      const place = sitting?.places.find((one) => one.attempt === attempt);
      if (!sitting || !place || record.state.phase === "none") return null;
      const { title, tests } = syllabusOf(sitting.record.qualification);
      const fullPoints = record.state.paper.items.reduce((sum, { points }) => sum + points, 0);
      const test = tests[sitting.record.test as keyof typeof tests]?.title ?? sitting.record.test;
      return attemptView(record.state, {
        attempt,
        version: record.head.version,
        closingHash: record.closingHash,
        clock: clock.now(),
        exam: {
          qualification: title,
          test,
          minutes: sitting.record.minutes,
          fullPoints,
          passMark: record.state.paper.passMark,
        },
        rulesHtml: candidateRules(parts.rulesText, record.state.terms, parts.remindAt),
        identity: identityOf(place),
        remindAt: parts.remindAt,
        journal,
        paper: paperOf(record),
      });
    },

    /** Checks responses against the items of this attempt's paper. */
    async faultsOf(attempt: string): Promise<ResponseFault> {
      const { state } = await room.record(attempt);
      if (state.phase === "none") return () => "没有试卷";
      const known = checks.get(state.paper) ?? (await checkOf(state.paper));
      checks.set(state.paper, known);
      return known;
    },
  };
}

export type CandidateDesk = ReturnType<typeof openCandidateDesk>;

function identityOf(place: Sitting["places"][number]): Identity {
  const { name, admissionNumber, idNumber } = place.person;
  return { name, admissionNumber, maskedIdNumber: mask(idNumber), room: place.room, seat: place.seat };
}

/** Enough for its owner to recognise, not enough for a neighbour to use: 3 in front, 4 behind. */
function mask(idNumber: string): string {
  if (idNumber.length <= 7) return `${idNumber.slice(0, 1)}${"*".repeat(Math.max(0, idNumber.length - 1))}`;
  return `${idNumber.slice(0, 3)}${"*".repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}
