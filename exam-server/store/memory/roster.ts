import { isDeepStrictEqual } from "node:util";
import {
  type CandidateRecord,
  CandidateTaken,
  type Enrolment,
  type RosterStore,
  type SittingRecord,
} from "../store.ts";
import type { WriteEvents } from "./events.ts";

interface Tables {
  sittings: SittingRecord[];
  candidates: CandidateRecord[];
  enrolments: Enrolment[];
}

export function memoryRoster(write: WriteEvents): RosterStore {
  let tables: Tables = { sittings: [], candidates: [], enrolments: [] };
  const preparedAt = ({ sitting }: Enrolment) =>
    tables.sittings.find(({ id }) => id === sitting)?.preparedAt ?? 0;

  const prepare: RosterStore["prepare"] = async (sitting, candidates, enrolments, events) => {
    const next = structuredClone(tables);
    addSitting(next, sitting);
    for (const candidate of candidates) addCandidate(next, candidate);
    for (const enrolment of enrolments) addEnrolment(next, enrolment);
    write(events);
    tables = next;
  };

  return {
    prepare,
    async leave(sitting) {
      const gone = tables.enrolments.filter((row) => row.sitting === sitting);
      const enrolments = tables.enrolments.filter((row) => row.sitting !== sitting);
      const leaves = ({ id }: CandidateRecord) =>
        gone.some((row) => row.candidate === id) && !enrolments.some((row) => row.candidate === id);
      tables = { ...tables, enrolments, candidates: tables.candidates.filter((one) => !leaves(one)) };
    },
    sittings: async () => structuredClone(tables.sittings).sort((a, b) => a.preparedAt - b.preparedAt),
    enrolments: async (sitting) =>
      structuredClone(tables.enrolments.filter((row) => row.sitting === sitting)),
    enrolment: async (attempt) => structuredClone(tables.enrolments.find((row) => row.attempt === attempt)),
    enrolmentsOf: async (candidate) =>
      structuredClone(tables.enrolments.filter((row) => row.candidate === candidate))
        .reverse()
        .sort((a, b) => preparedAt(b) - preparedAt(a)),
    candidate: async (id) => structuredClone(tables.candidates.find((row) => row.id === id)),
    candidates: async (sitting) => structuredClone(candidatesOf(tables, sitting)),
    byAdmissionNumber: async (admissionNumber) =>
      structuredClone(tables.candidates.find((row) => row.admissionNumber === admissionNumber)),
  };
}

function candidatesOf({ candidates, enrolments }: Tables, sitting: string): CandidateRecord[] {
  return enrolments
    .filter((row) => row.sitting === sitting)
    .flatMap((row) => candidates.filter(({ id }) => id === row.candidate));
}

function addSitting({ sittings }: Tables, sitting: SittingRecord): void {
  if (sittings.some(({ id }) => id === sitting.id))
    throw new Error(`the sitting ${sitting.id} is there already`);
  sittings.push({ ...sitting });
}

function addCandidate({ candidates }: Tables, candidate: CandidateRecord): void {
  const before = candidates.find(
    ({ id, admissionNumber }) => id === candidate.id || admissionNumber === candidate.admissionNumber,
  );
  if (before === undefined) candidates.push({ ...candidate });
  else if (!isDeepStrictEqual(before, candidate)) throw new CandidateTaken(candidate.id);
}

function addEnrolment({ sittings, candidates, enrolments }: Tables, enrolment: Enrolment): void {
  const { attempt, sitting, candidate } = enrolment;
  const known = sittings.some(({ id }) => id === sitting) && candidates.some(({ id }) => id === candidate);
  const doubled = enrolments.some(
    (row) => row.attempt === attempt || (row.sitting === sitting && row.candidate === candidate),
  );
  if (!known || doubled) throw new Error(`the attempt ${attempt} has no sitting or candidate, or is doubled`);
  enrolments.push({ ...enrolment });
}
