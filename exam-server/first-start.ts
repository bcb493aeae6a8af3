import { randomBytes } from "node:crypto";
import { failureText, loadInto } from "./commands/bank-load.ts";
import { CommandFailure } from "./commands/command.ts";
import type { Config } from "./config.ts";
import { type PracticeResult, preparePractice } from "./delivery/practice-sitting.ts";
import { shippedBanks, shippedForm } from "./library.ts";
import type { Role } from "./protocol/http.ts";
import type { OpenServer } from "./server.ts";
import { hashPassword, makePassword } from "./transport/auth/passwords.ts";

/** Sign-in data that exist in clear only in what is printed once. */
export interface NewAccount {
  username: string;
  password: string;
  roles: Role[];
}

export interface NewCandidate {
  name: string;
  admissionNumber: string;
  idNumber: string;
  room: string;
  seat: string;
}

export interface NewPractice {
  sitting: { id: string; title: string; minutes: number; form: string };
  candidates: NewCandidate[];
}

export interface FirstStart {
  staff: NewAccount[];
  practice: NewPractice | null;
}

/**
 * What a new data folder lacks is made: the bank, one practice sitting, the accounts. What is there
 * stays. The accounts come last, because their passwords are printed only once, when all has gone well.
 * `warn` hears what keeps no server from running: a bank too small for the practice paper, or, where
 * sittings are waiting or running, bank files that cannot be loaded.
 */
export async function completeDataFolder(
  server: OpenServer,
  config: Config,
  warn: (sentence: string) => void,
): Promise<FirstStart> {
  const { store } = server;
  const hasSitting = (await store.roster.sittings()).length > 0;
  for (const files of await banksToLoad(server, config)) {
    const loaded = await loadInto(store, files);
    if (!loaded.ok && !hasSitting) throw new CommandFailure(failureText(loaded));
    if (!loaded.ok) warn(failureText(loaded));
  }
  const practice = hasSitting ? null : await firstPractice(server, config, warn);
  const staff = (await store.staff.count()) === 0 ? await makeAccounts(server) : [];
  return { staff, practice };
}

/** The files that were named, or, test by test, what ships for those that have no items yet. */
async function banksToLoad({ store }: OpenServer, { bankFiles }: Config): Promise<string[][]> {
  if (bankFiles.length > 0) return [bankFiles];
  const missing: string[][] = [];
  for (const { qualification, test, files } of shippedBanks()) {
    if (!(await store.bank.hasItems(qualification, test))) missing.push(files);
  }
  return missing;
}

async function firstPractice(
  server: OpenServer,
  config: Config,
  warn: (sentence: string) => void,
): Promise<NewPractice | null> {
  try {
    return await makePractice(server, config, {});
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure;
    warn(`没有准备练习场次：${failure.message}`);
    return null;
  }
}

async function makeAccounts({ store }: OpenServer): Promise<NewAccount[]> {
  const accounts: NewAccount[] = (["officer", "proctor"] as const).map((role) => {
    return { username: role, password: makePassword(randomBytes), roles: [role] };
  });
  for (const { username, password, roles } of accounts) {
    await store.staff.put({ username, roles, passwordHash: await hashPassword(password) });
  }
  return accounts;
}

export interface PracticeOptions {
  minutes?: number | undefined;
  candidates?: number | undefined;
  form?: string | undefined;
}

/** A practice sitting of the Level 3 theory test with new candidates. Throws CommandFailure when the bank is short. */
export async function makePractice(
  server: OpenServer,
  config: Config,
  options: PracticeOptions,
): Promise<NewPractice> {
  const syllabus = server.syllabuses.get("ecommerce-l3");
  if (!syllabus) throw new CommandFailure("没有三级的考核大纲");
  const form = options.form ?? "form-100";
  const minutes = options.minutes ?? config.practiceMinutes;
  const result: PracticeResult = await preparePractice(server.store, server.delivery, {
    title: `${syllabus.title} · ${syllabus.tests.theory?.title ?? ""}（练习）`,
    ...shippedForm(syllabus.qualification, "theory", form),
    minutes,
    candidates: options.candidates ?? 12,
    terms: practiceTerms(minutes, config),
  });
  if (!result.ok) throw new CommandFailure(result.message);
  const { record } = result.sitting;
  const candidates = result.places.map(({ person, room, seat }) => {
    const { name, admissionNumber, idNumber } = person;
    return { name, admissionNumber, idNumber, room, seat };
  });
  return { sitting: { id: record.id, title: record.title, minutes, form }, candidates };
}

function practiceTerms(minutes: number, config: Config) {
  const minute = 60_000;
  return {
    duration: Math.round(minutes * minute),
    extra: 0,
    entryCloses: config.entryClosesMinutes * minute,
    handInOpens: config.practiceHandInOpensMinutes * minute,
    grace: config.graceMs,
  };
}
