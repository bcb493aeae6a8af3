import { initial } from "./0001-initial.ts";
import { secrets } from "./0002-secrets.ts";
import { log } from "./0003-log.ts";
import { plan } from "./0004-plan.ts";
import { viewShape } from "./0005-view-shape.ts";
import { staffUse } from "./0006-staff-use.ts";

/**
 * Every migration by name, oldest first by name: the SQL statements that lead to it from the one before.
 * A migration that has shipped never changes; a change of the schema is a new file and a new line here.
 */
export const migrations: Readonly<Record<string, readonly string[]>> = {
  "0001-initial": initial,
  "0002-secrets": secrets,
  "0003-log": log,
  "0004-plan": plan,
  "0005-view-shape": viewShape,
  "0006-staff-use": staffUse,
};
