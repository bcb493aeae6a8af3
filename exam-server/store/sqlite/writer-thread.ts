import type BetterSqlite from "better-sqlite3";

/** Rows for one statement; the rows of all statements of a job are written together or not at all. */
export interface Statement {
  sql: string;
  rows: readonly (readonly unknown[])[];
}

export type Job = readonly Statement[];

/** What became of a job: null when it is on disk. */
export type Outcome = null | { message: string; code: string };

export interface ThreadData {
  file: string;
  pragmas: readonly string[];
  /** A module beside which the database driver is found. */
  from: string;
}

/**
 * The body of the writing thread: takes jobs, writes all that came in one message in one transaction and
 * answers what became of each. When one of them breaks a constraint, each is tried alone, because that
 * is its own fault; any other failure is everybody's.
 *
 * Started from this function's text, so it may name nothing outside itself: the server is one bundled
 * file, and tests run the sources, where no file could serve both as the thread's program.
 */
export function writerThread(): void {
  const { parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
  const { file, pragmas, from } = workerData as ThreadData;
  const load = process.getBuiltinModule("node:module").createRequire(from);
  const Sqlite = load("better-sqlite3") as typeof BetterSqlite;
  const db = new Sqlite(file);
  for (const pragma of pragmas) db.pragma(pragma);
  const prepared = new Map<string, BetterSqlite.Statement>();

  const statementOf = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const write = db.transaction((jobs: readonly Job[]) => {
    for (const job of jobs) {
      for (const { sql, rows } of job) {
        const statement = statementOf(sql);
        for (const row of rows) statement.run(row);
      }
    }
  });
  const outcomeOf = (jobs: readonly Job[]): Outcome => {
    try {
      write.immediate(jobs);
      return null;
    } catch (failure) {
      const { message, code = "" } = failure as Error & { code?: string };
      return { message, code };
    }
  };

  parentPort?.on("message", (jobs: readonly Job[] | null) => {
    if (jobs === null) {
      db.close();
      parentPort.close();
      return;
    }
    const together = outcomeOf(jobs);
    const apart = jobs.length > 1 && together?.code.startsWith("SQLITE_CONSTRAINT");
    parentPort.postMessage(jobs.map((job) => (apart ? outcomeOf([job]) : together)));
  });
}
