import { randomBytes } from "node:crypto";
import { failureText, loadInto } from "./commands/bank-load.ts";
import { CommandFailure } from "./commands/command.ts";
import type { Config } from "./config.ts";
import { type PracticeResult, preparePractice } from "./delivery/practice-sitting.ts";
import { shippedForm } from "./library.ts";
import type { Role } from "./protocol/http.ts";
import type { RunningServer } from "./server.ts";
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

type Open = Pick<RunningServer, "store" | "delivery" | "syllabuses">;

/** What a new data folder lacks is made: the bank, the accounts, one practice sitting. What is there stays. */
export async function completeDataFolder(server: Open, config: Config): Promise<FirstStart> {
  const { store } = server;
  if (config.bankFilesGiven || (await store.bank.count()) === 0) {
    const loaded = await loadInto(store, config.bankFiles);
    if (!loaded.ok) throw new CommandFailure(failureText(loaded));
  }
  const staff = (await store.staff.count()) === 0 ? await makeAccounts(server) : [];
  const hasSitting = (await store.roster.sittings()).length > 0;
  const practice = hasSitting ? null : await makePractice(server, config, {});
  return { staff, practice };
}

async function makeAccounts({ store }: Open): Promise<NewAccount[]> {
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
  server: Open,
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
