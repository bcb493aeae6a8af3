import { type Request, Router } from "express";
import type { Planning, Plans } from "../../delivery/plan/planning.ts";
import { serialQueue } from "../../delivery/serial-queue.ts";
import { type AccountSlip, accountName, newAccounts, type PlanFault } from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { KeptStaff, StaffRecord, StaffStore } from "../../store/store.ts";
import { hashPassword, makePassword, type RandomBytes } from "../auth/passwords.ts";
import type { Auth } from "../auth.ts";
import { asOfficer, param } from "./plan-request.ts";
import { bodyOf } from "./request.ts";

interface AccountParts {
  auth: Pick<Auth, "endStaff">;
  planning: Planning;
  staff: StaffStore;
  random: RandomBytes;
}

/** What there is to choose from, and proctors' accounts. An officer makes no officers. */
export function accountRoutes({ auth, planning, staff, random }: AccountParts): Router {
  const { qualifications, plans } = planning;
  const router = Router();
  const creation = serialQueue();
  const create = async (usernames: readonly string[]) => {
    const faults = takenNames(usernames, await staff.list());
    if (faults.length > 0) return { ...refuse("plan-invalid"), faults };
    const accounts: AccountSlip[] = [];
    const records: StaffRecord[] = [];
    // One after the other: a hash takes memory that answers may need.
    for (const username of usernames) {
      const password = makePassword(random);
      accounts.push({ username, password });
      records.push({ username, roles: ["proctor"], passwordHash: await hashPassword(password) });
    }
    if (await staff.add(records)) return { ok: true as const, accounts };
    return { ...refuse("plan-invalid"), faults: takenNames(usernames, await staff.list()) };
  };
  /** Does something to the proctor's account that the path names. */
  const toProctor = <T extends { ok: true }>(act: (account: KeptStaff) => Promise<T | Refusal>) =>
    asOfficer(async (request: Request) => {
      const account = await staff.byUsername(param(request, "username"));
      if (!account) return refuse("not-found");
      return account.roles.every((role) => role === "proctor") ? act(account) : refuse("wrong-role");
    });
  router.get(
    "/choices",
    asOfficer(async () => ({
      ok: true,
      qualifications,
      accounts: await staff.list(),
    })),
  );
  router.post(
    "/accounts",
    asOfficer(async (request) => {
      const given = bodyOf(newAccounts, request);
      if (!given.ok) return given;
      const faults = wrongNames(given.body.usernames);
      if (faults.length > 0) return { ...refuse("plan-invalid"), faults };
      // In turn, so that of two officers who name one account the later is told.
      return creation.run(() => create(given.body.usernames));
    }),
  );
  router.post(
    "/accounts/:username/password",
    toProctor(async ({ username }) => {
      const password = makePassword(random);
      if (!(await staff.setPassword(username, await hashPassword(password)))) return refuse("not-found");
      await auth.endStaff(username);
      return { ok: true, username, password };
    }),
  );
  router.post(
    "/accounts/:username/remove",
    toProctor(async ({ username, used }) => {
      const plan = neededBy(username, used, plans);
      if (plan !== null) return neededFault(username, plan);
      if (!(await staff.removeUnused(username))) await staff.setDisabled(username, true);
      await auth.endStaff(username);
      return { ok: true };
    }),
  );
  router.post(
    "/accounts/:username/enable",
    toProctor(async ({ username }) => {
      await staff.setDisabled(username, false);
      return { ok: true };
    }),
  );
  return router;
}

function wrongNames(usernames: readonly string[]): PlanFault[] {
  return usernames.flatMap((username, place) => {
    if (accountName.test(username)) return [];
    const sentence = `第 ${place + 1} 个“${username}”不能作账号名：只能用字母、数字或汉字，1 至 64 个字`;
    return [{ where: `usernames.${place}`, sentence }];
  });
}

function takenNames(usernames: readonly string[], known: readonly { username: string }[]): PlanFault[] {
  const taken = new Set(known.map(({ username }) => username));
  return usernames.flatMap((username, place) => {
    const where = `usernames.${place}`;
    if (taken.has(username)) return [{ where, sentence: `已经有名为“${username}”的账号` }];
    return usernames.indexOf(username) < place ? [{ where, sentence: `账号名“${username}”写了两次` }] : [];
  });
}

/** Title of a plan that still counts on the account: of one that was used, its closed sittings are past. */
function neededBy(username: string, used: boolean, { records, phaseOf }: Plans): string | null {
  const needing = records().find(
    ({ staff, sittings }) =>
      staff.some((one) => one.username === username) &&
      (!used || sittings.length === 0 || sittings.some(({ id }) => phaseOf(id) !== "closed")),
  );
  return needing?.title ?? null;
}

function neededFault(username: string, title: string) {
  const sentence = `“${username}”还安排在认定计划“${title}”里：请先在该计划的“监考”页移除安排`;
  return { ...refuse("plan-invalid"), faults: [{ where: "username", sentence }] };
}
