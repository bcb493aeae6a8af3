import type { Database } from "better-sqlite3";
import type { PlanCandidate } from "../../protocol/plan.ts";
import {
  AdmissionNumberTaken,
  PlanMoved,
  type PlanRecord,
  type PlanStore,
  type RosterChange,
} from "../plan-store.ts";

interface PlanRow {
  id: string;
  version: number;
  json: string;
  changedBy: string;
  changedAt: number;
  secret: string;
}

type CandidateRow = Omit<PlanCandidate, "places"> & { places: string };

const candidateColumns = `id, admission_number AS "admissionNumber", name, id_type AS "idType",
  id_number AS "idNumber", extra_minutes AS "extraMinutes", photo, places`;

function rowOf({ id, version, changedBy, changedAt, secret, ...document }: PlanRecord): PlanRow {
  return { id, version, json: JSON.stringify(document), changedBy, changedAt, secret };
}

function recordOf({ json, ...rest }: PlanRow): PlanRecord {
  return { ...(JSON.parse(json) as Omit<PlanRecord, keyof typeof rest>), ...rest };
}

/** Writes a change of a plan's roster inside the caller's transaction. Throws AdmissionNumberTaken. */
function rosterWriter(db: Database): (plan: string, change: RosterChange) => void {
  const remove = db.prepare<[string, string]>("DELETE FROM plan_candidate WHERE id = ? AND plan = ?");
  const owner = db
    .prepare<[string], string>("SELECT id FROM plan_candidate WHERE admission_number = ?")
    .pluck();
  const put = db.prepare(
    `INSERT INTO plan_candidate
      (id, plan, admission_number, name, id_type, id_number, extra_minutes, photo, places)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (plan, change) => {
    // Whoever is written anew leaves first, so that two candidates can exchange their numbers.
    for (const id of [...change.remove, ...change.put.map((one) => one.id)]) remove.run(id, plan);
    for (const one of change.put) {
      if (owner.get(one.admissionNumber) !== undefined) throw new AdmissionNumberTaken(one.admissionNumber);
      const { id, admissionNumber, name, idType, idNumber, extraMinutes, photo, places } = one;
      const rest = [name, idType, idNumber, extraMinutes, photo, JSON.stringify(places)];
      put.run(id, plan, admissionNumber, ...rest);
    }
  };
}

type Changes = Pick<PlanStore, "create" | "change" | "remove">;

function changes(db: Database): Changes {
  const insert = db.prepare<PlanRow>(
    "INSERT INTO plan VALUES (@id, @version, @json, @changedBy, @changedAt, @secret)",
  );
  const update = db.prepare<PlanRow>(
    `UPDATE plan SET version = @version, json = @json, changed_by = @changedBy, changed_at = @changedAt
    WHERE id = @id AND version = @version - 1`,
  );
  const removeAll = db.prepare<[string]>("DELETE FROM plan_candidate WHERE plan = ?");
  const removePlan = db.prepare<[string, number]>("DELETE FROM plan WHERE id = ? AND version = ?");
  const writeRoster = rosterWriter(db);
  const change = db.transaction((next: PlanRecord, roster: RosterChange) => {
    if (update.run(rowOf(next)).changes === 0) throw new PlanMoved(next.id);
    writeRoster(next.id, roster);
  });
  const remove = db.transaction((plan: string, version: number) => {
    removeAll.run(plan);
    if (removePlan.run(plan, version).changes === 0) throw new PlanMoved(plan);
  });
  return {
    create: async (record) => {
      insert.run(rowOf(record));
    },
    change: async (next, roster) => change.immediate(next, roster),
    remove: async (plan, version) => remove.immediate(plan, version),
  };
}

type Photos = Pick<PlanStore, "putPhotos" | "photo" | "dropUnusedPhotos">;

function photoStore(db: Database): Photos {
  const put = db.prepare("INSERT INTO photo VALUES (?, ?) ON CONFLICT DO NOTHING");
  const photo = db.prepare<[string], Uint8Array>("SELECT bytes FROM photo WHERE sha256 = ?").pluck();
  const dropUnused = db.prepare<[number]>(
    `DELETE FROM photo WHERE sha256 IN (SELECT sha256 FROM photo
      WHERE sha256 NOT IN (SELECT photo FROM plan_candidate WHERE photo IS NOT NULL) LIMIT ?)`,
  );
  const putAll = db.transaction((photos: Parameters<PlanStore["putPhotos"]>[0]) => {
    for (const { sha256, bytes } of photos) put.run(sha256, bytes);
  });
  return {
    putPhotos: async (photos) => putAll.immediate(photos),
    photo: async (sha256) => photo.get(sha256),
    dropUnusedPhotos: async (most) => dropUnused.run(most).changes,
  };
}

export function sqlitePlans(db: Database): PlanStore {
  const plans = db.prepare<[], PlanRow>(
    `SELECT id, version, json, changed_by AS "changedBy", changed_at AS "changedAt", secret
    FROM plan ORDER BY rowid`,
  );
  const candidates = db.prepare<[string], CandidateRow>(
    `SELECT ${candidateColumns} FROM plan_candidate WHERE plan = ? ORDER BY admission_number`,
  );
  const planned = db
    .prepare<[string, string], 1>("SELECT 1 FROM plan_candidate WHERE admission_number = ? AND plan <> ?")
    .pluck();
  // Whoever is enrolled under this plan has the id that the plan gave.
  const enrolled = db
    .prepare<[string, string], 1>(
      `SELECT 1 FROM candidate WHERE admission_number = ?
      AND NOT EXISTS (SELECT 1 FROM plan_candidate WHERE plan_candidate.id = candidate.id AND plan = ?)`,
    )
    .pluck();
  return {
    ...changes(db),
    ...photoStore(db),
    plans: async () => plans.all().map(recordOf),
    candidates: async (plan) =>
      candidates.all(plan).map((row) => ({ ...row, places: JSON.parse(row.places) })),
    takenNumbers: async (plan, numbers) =>
      numbers.filter((number) => planned.get(number, plan) ?? enrolled.get(number, plan)),
  };
}
