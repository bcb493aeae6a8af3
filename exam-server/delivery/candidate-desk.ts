import { responseFault } from "@kaochang/question-bank/item.ts";
import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { candidateRules } from "../attempt/candidate-rules.ts";
import type { ResponseFault } from "../attempt/entries.ts";
import type { Terms } from "../attempt/events.ts";
import { paperKey } from "../attempt/keys.ts";
import { attemptView } from "../attempt/view.ts";
import type { SpareSeat } from "../protocol/acts.ts";
import type { AttemptView, Identity, SealedPaper } from "../protocol/messages.ts";
import { foldNumber } from "../store/fold-number.ts";
import type { Enrolment, Store } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { AttemptRecord } from "./log-stream.ts";
import { isPastRehearsal, isRehearsal } from "./rehearsal-mark.ts";
import type { Room } from "./room.ts";
import type { SealedPapers } from "./sealed-papers.ts";
import { type Place, type Sittings, seatOf } from "./sittings.ts";

export interface CandidateDeskParts {
  store: Pick<Store, "roster">;
  room: Room;
  sittings: Sittings;
  catalogue: Catalogue;
  papers: SealedPapers;
  clock: ExamClock;
  syllabusOf: (qualification: string) => Syllabus;
  /** 考生须知 in Markdown, with places for the sitting's numbers. */
  rulesText: string;
  remindAt: number[];
}

/** Where a candidate's page meets its attempt: which attempt is theirs, what they may see of it, what fits it. */
export function openCandidateDesk(parts: CandidateDeskParts) {
  const { store, room, sittings, catalogue, papers, clock, syllabusOf } = parts;
  const rules = new Map<string, string>();
  const checks = new WeakMap<Paper, ResponseFault>();

  /** Items of a closed sitting are not in memory after a restart; a late entry brings them back. */
  const checkOf = async ({ items }: Paper): Promise<ResponseFault> => {
    await catalogue.need(items);
    const known = new Map(items.map((ref) => [ref.id, catalogue.itemOf(ref)]));
    return (id, response) => {
      const item = known.get(id);
      return item ? responseFault(item, response) : "不在本试卷中";
    };
  };

  /** Rendered once for all who sit under the same terms: a room signs in within a minute. */
  const rulesOf = (terms: Terms): string => {
    const key = JSON.stringify(terms);
    const known = rules.get(key) ?? candidateRules(parts.rulesText, terms, parts.remindAt);
    rules.set(key, known);
    return known;
  };

  /** Without those of rehearsals that are over and of papers that were taken back. */
  const enrolmentsOf = async (candidate: string) => {
    const past = (id: string) => {
      const sitting = sittings.get(id);
      return sitting ? isPastRehearsal(sitting) : sittings.withdrawalOf(id) !== undefined;
    };
    return (await store.roster.enrolmentsOf(candidate)).filter(({ sitting }) => !past(sitting));
  };

  /** Of the newest first: the one whose sitting begins first by its plan, whichever was drawn first; else the oldest. */
  const first = (enrolments: readonly Enrolment[]) => {
    const beginsOf = ({ sitting }: Enrolment) => sittings.get(sitting)?.begins ?? "9999";
    return enrolments.toReversed().toSorted((a, b) => beginsOf(a).localeCompare(beginsOf(b)))[0];
  };

  return {
    /** Whether the candidate is on a roster that may be signed in to. */
    mayEnter: async (candidate: string): Promise<boolean> => (await enrolmentsOf(candidate)).length > 0,

    /** Whether an admission number is a simulated candidate's, of a rehearsal that is not over. */
    async rehearses(admissionNumber: string): Promise<boolean> {
      const person = await store.roster.byAdmissionNumber(foldNumber(admissionNumber));
      const enrolments = person === undefined ? [] : await enrolmentsOf(person.id);
      const found = enrolments.map(({ sitting }) => sittings.get(sitting));
      return found.length > 0 && found.every((one) => one !== undefined && isRehearsal(one.record));
    },

    /** Whether this attempt is the candidate's. */
    owns: async (candidate: string, attempt: string): Promise<boolean> =>
      (await enrolmentsOf(candidate)).some((one) => one.attempt === attempt),

    /**
     * The attempt that a candidate's line is about: the one that the page belongs to, if it names one of theirs,
     * because its journal is of that one and what comes late is kept there. Who signs in names none, and means one
     * that still runs, else that of the sitting which begins next, though the one before it may not be over yet;
     * else the newest (its receipt). null where there is none, or where the one named is theirs no more: papers
     * that were taken back send their candidates away and not into another test.
     */
    async attemptOf(candidate: string, named?: string): Promise<string | null> {
      const enrolments = await enrolmentsOf(candidate);
      const shown = enrolments.find(({ attempt }) => attempt === named);
      if (named !== undefined && !shown) return null;
      if (shown && sittings.get(shown.sitting)) return shown.attempt;
      const inPhase = (phase: string) =>
        enrolments.filter(({ sitting }) => sittings.get(sitting)?.state.phase === phase);
      const running = inPhase("running");
      const open = running.filter(({ attempt }) => room.peek(attempt)?.state.phase !== "closed");
      const meant = open.at(-1) ?? first(inPhase("prepared")) ?? running.at(-1) ?? inPhase("closed")[0];
      return meant?.attempt ?? null;
    },

    /** The complete view for the page that holds `journal`; null when the attempt is on no roster. */
    view(attempt: string, record: AttemptRecord, journal: string): AttemptView | null {
      const sitting = sittings.ofAttempt(attempt);
      const place = sitting?.placeOf.get(attempt);
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
          begins: sitting.begins,
          fullPoints,
          passMark: record.state.paper.passMark,
        },
        rulesHtml: rulesOf(record.state.terms),
        identity: identityOf(place, seatOf(place, record.state)),
        remindAt: parts.remindAt,
        journal,
        paperKey: paperKey(sitting.record.secret, attempt),
      });
    },

    /** The paper as the seat keeps it before the start; null once its sitting is over. */
    async paper(attempt: string): Promise<SealedPaper | null> {
      const sitting = sittings.ofAttempt(attempt);
      return sitting && sitting.state.phase !== "closed" ? papers.fetch(sitting, attempt) : null;
    },

    /** As `faultsOf`, at once; null when something must be read first. */
    knownFaultsOf(attempt: string): ResponseFault | null {
      const state = room.peek(attempt)?.state;
      return (state && state.phase !== "none" && checks.get(state.paper)) || null;
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

function identityOf({ person }: Place, { room, seat }: SpareSeat): Identity {
  const { name, admissionNumber, idNumber } = person;
  return { name, admissionNumber, maskedIdNumber: mask(idNumber), room, seat };
}

/** Enough for its owner to recognise, not enough for a neighbour to use: 3 in front, 4 behind. */
function mask(idNumber: string): string {
  if (idNumber.length <= 7) return `${idNumber.slice(0, 1)}${"*".repeat(Math.max(0, idNumber.length - 1))}`;
  return `${idNumber.slice(0, 3)}${"*".repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}
