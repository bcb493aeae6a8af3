import { Router } from "express";
import type { Planning } from "../../delivery/plan/planning.ts";
import { newAccount } from "../../protocol/plan.ts";
import { refuse } from "../../protocol/refusal.ts";
import type { StaffStore } from "../../store/store.ts";
import { hashPassword, makePassword } from "../auth/passwords.ts";
import { asOfficer, param } from "./plan-request.ts";
import { bodyOf } from "./request.ts";

/** What there is to choose from, and proctors' accounts. An officer makes no officers. */
export function accountRoutes(
  { qualifications }: Planning,
  staff: StaffStore,
  random: (bytes: number) => Uint8Array,
): Router {
  const router = Router();
  const withPassword = async (username: string) => {
    const password = makePassword(random);
    await staff.put({ username, roles: ["proctor"], passwordHash: await hashPassword(password) });
    return { ok: true as const, username, password };
  };
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
      const given = bodyOf(newAccount, request);
      if (!given.ok) return given;
      const { username } = given.body;
      if (await staff.byUsername(username)) return invalidName(`已经有名为“${username}”的账号`);
      return withPassword(username);
    }),
  );
  router.post(
    "/accounts/:username/password",
    asOfficer(async (request) => {
      const account = await staff.byUsername(param(request, "username"));
      if (!account) return refuse("not-found");
      const onlyProctor = account.roles.every((role) => role === "proctor");
      return onlyProctor ? withPassword(account.username) : refuse("wrong-role");
    }),
  );
  return router;
}

function invalidName(sentence: string) {
  return { ...refuse("plan-invalid"), faults: [{ where: "username", sentence }] };
}
