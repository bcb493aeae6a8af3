import type { Database } from "better-sqlite3";
import { Kysely, type Migration, Migrator, SqliteDialect, sql } from "kysely";
import { migrations } from "../migrations/index.ts";

/**
 * Brings the schema up to the newest version, all or nothing. Kysely's Migrator does not wrap SQLite
 * in a transaction, and without one a crash half-way would leave tables that the next start trips over.
 */
export async function migrate(db: Database): Promise<void> {
  const known = new Set(appliedMigrations(db));
  if (Object.keys(migrations).every((name) => known.has(name))) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    await runMigrator(db);
    db.exec("COMMIT");
  } catch (failure) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw failure;
  }
}

async function runMigrator(db: Database): Promise<void> {
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: db }) });
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => asKysely() } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

function asKysely(): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, statements]) => [name, running(statements)]),
  );
}

function running(statements: readonly string[]): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/** Names of migrations that a database has had and this build does not know. */
export function unknownMigrations(db: Database): string[] {
  return appliedMigrations(db).filter((name) => !Object.hasOwn(migrations, name));
}

function appliedMigrations(db: Database): string[] {
  const kept = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kysely_migration'").get();
  if (kept === undefined) return [];
  return db.prepare<[], string>("SELECT name FROM kysely_migration ORDER BY name").pluck().all();
}
