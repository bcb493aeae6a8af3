import { isDeepStrictEqual } from "node:util";
import type { Database } from "better-sqlite3";
import {
  type CandidateRecord,
  CandidateTaken,
  type Enrolment,
  type NewEvent,
  type RosterStore,
  type SittingRecord,
} from "../store.ts";
import type { WriteEvents } from "./events.ts";

const candidateColumns = `candidate.id, candidate.admission_number AS "admissionNumber",
  candidate.id_number AS "idNumber", candidate.name`;
const enrolmentColumns =
  "enrolment.attempt, enrolment.sitting, enrolment.candidate, enrolment.room, enrolment.seat";

type SittingRow = Omit<SittingRecord, "practice"> & { practice: 0 | 1 };

/** Adds a candidate, or finds the same one there from an earlier sitting. Throws CandidateTaken. */
function candidateWriter(db: Database): (candidate: CandidateRecord) => void {
  const same = db.prepare<[string, string], CandidateRecord>(
    `SELECT ${candidateColumns} FROM candidate WHERE id = ? OR admission_number = ?`,
  );
  const insert = db.prepare(
    "INSERT INTO candidate (id, admission_number, id_number, name) VALUES (?, ?, ?, ?)",
  );
  return (candidate) => {
    const { id, admissionNumber, idNumber, name } = candidate;
    const [before] = same.all(id, admissionNumber);
    if (before === undefined) insert.run(id, admissionNumber, idNumber, name);
    else if (!isDeepStrictEqual({ ...before }, { id, admissionNumber, idNumber, name }))
      throw new CandidateTaken(id);
  };
}

function preparer(db: Database, write: WriteEvents): RosterStore["prepare"] {
  const putSitting = db.prepare(
    `INSERT INTO sitting (id, exam, title, qualification, test, form, practice, minutes, prepared_at, secret)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putCandidate = candidateWriter(db);
  const putEnrolment = db.prepare(
    "INSERT INTO enrolment (attempt, sitting, candidate, room, seat) VALUES (?, ?, ?, ?, ?)",
  );
  const prepare = db.transaction(
    (
      { id, exam, title, qualification, test, form, practice, minutes, preparedAt, secret }: SittingRecord,
      candidates: readonly CandidateRecord[],
      enrolments: readonly Enrolment[],
      events: readonly NewEvent[],
    ) => {
      const flag = practice ? 1 : 0;
      putSitting.run(id, exam, title, qualification, test, form, flag, minutes, preparedAt, secret);
      for (const candidate of candidates) putCandidate(candidate);
      for (const { attempt, sitting, candidate, room, seat } of enrolments) {
        putEnrolment.run(attempt, sitting, candidate, room, seat);
      }
      return write(events);
    },
  );
  return async (...parts) => prepare.immediate(...parts).stored();
}

function leaver(db: Database): (sitting: string) => void {
  const takers = db.prepare<[string], string>("SELECT candidate FROM enrolment WHERE sitting = ?").pluck();
  const remove = db.prepare("DELETE FROM enrolment WHERE sitting = ?");
  const forget = db.prepare(
    "DELETE FROM candidate WHERE id = ? AND id NOT IN (SELECT candidate FROM enrolment)",
  );
  const leave = db.transaction((sitting: string) => {
    const gone = takers.all(sitting);
    remove.run(sitting);
    for (const candidate of gone) forget.run(candidate);
  });
  return (sitting) => leave.immediate(sitting);
}

export function sqliteRoster(db: Database, write: WriteEvents): RosterStore {
  const sittings = db.prepare<[], SittingRow>(
    `SELECT id, exam, title, qualification, test, form, practice, minutes, prepared_at AS "preparedAt", secret
    FROM sitting ORDER BY prepared_at, rowid`,
  );
  const enrolments = db.prepare<[string], Enrolment>(
    `SELECT ${enrolmentColumns} FROM enrolment WHERE sitting = ? ORDER BY rowid`,
  );
  const enrolment = db.prepare<[string], Enrolment>(
    `SELECT ${enrolmentColumns} FROM enrolment WHERE attempt = ?`,
  );
  const enrolmentsOf = db.prepare<[string], Enrolment>(
    `SELECT ${enrolmentColumns} FROM enrolment JOIN sitting ON sitting.id = enrolment.sitting
    WHERE candidate = ? ORDER BY prepared_at DESC, sitting.rowid DESC`,
  );
  const candidate = db.prepare<[string], CandidateRecord>(
    `SELECT ${candidateColumns} FROM candidate WHERE id = ?`,
  );
  const candidates = db.prepare<[string], CandidateRecord>(
    `SELECT ${candidateColumns} FROM enrolment JOIN candidate ON candidate.id = enrolment.candidate
    WHERE sitting = ? ORDER BY enrolment.rowid`,
  );
  const byAdmissionNumber = db.prepare<[string], CandidateRecord>(
    `SELECT ${candidateColumns} FROM candidate WHERE admission_number = ?`,
  );
  const leave = leaver(db);
  return {
    prepare: preparer(db, write),
    leave: async (sitting) => leave(sitting),
    sittings: async () => sittings.all().map((row) => ({ ...row, practice: row.practice === 1 })),
    enrolments: async (sitting) => enrolments.all(sitting),
    enrolment: async (attempt) => enrolment.get(attempt),
    enrolmentsOf: async (id) => enrolmentsOf.all(id),
    candidate: async (id) => candidate.get(id),
    candidates: async (sitting) => candidates.all(sitting),
    byAdmissionNumber: async (admissionNumber) => byAdmissionNumber.get(admissionNumber),
  };
}
