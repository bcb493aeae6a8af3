import express, { Router } from "express";
import { changeHead as changeHeadRule } from "../../delivery/plan/head-rules.ts";
import type { Planning } from "../../delivery/plan/planning.ts";
import { changeRooms as changeRoomsRule } from "../../delivery/plan/room-rules.ts";
import { changeSittings as changeSittingsRule } from "../../delivery/plan/sitting-rules.ts";
import { changeStaff as changeStaffRule } from "../../delivery/plan/staff-rules.ts";
import {
  changeHead,
  changeRooms,
  changeSittings,
  changeStaff,
  newPlan,
  onlyVersion,
} from "../../protocol/plan.ts";
import type { StaffStore } from "../../store/store.ts";
import type { Auth } from "../auth.ts";
import { accountRoutes } from "./plan-accounts.ts";
import { importRoutes } from "./plan-imports.ts";
import { asOfficer, changing, officersOnly, param } from "./plan-request.ts";
import { rosterRoutes } from "./plan-roster.ts";
import { sittingRoutes } from "./plan-sittings.ts";
import { bodyOf } from "./request.ts";

export interface PlanRouteParts {
  auth: Auth;
  planning: Planning;
  staff: StaffStore;
  random: (bytes: number) => Uint8Array;
  /** Folder for uploads under way. */
  uploads: string;
}

/** Two hundred rooms with their seat maps. */
const bodyLimit = 2 * 1024 * 1024;

/** `/api/staff/plans`, as protocol/plan.ts says path by path. Who asks is looked at before a body is read. */
export function planRoutes(parts: PlanRouteParts): Router {
  const router = Router();
  router.use(officersOnly(parts.auth));
  router.use(importRoutes(parts.planning, parts.uploads));
  router.use(express.json({ limit: bodyLimit }));
  router.use(accountRoutes(parts));
  router.use(editRoutes(parts));
  router.use(rosterRoutes(parts.planning));
  router.use(sittingRoutes(parts.planning));
  return router;
}

function editRoutes({ planning: { plans }, staff }: PlanRouteParts): Router {
  const router = Router();
  router.get(
    "/",
    asOfficer(() => ({ ok: true, plans: plans.list() })),
  );
  router.post(
    "/",
    asOfficer(async (request, by) => {
      const given = bodyOf(newPlan, request);
      if (!given.ok) return given;
      const { sittings, ...head } = given.body;
      return plans.create(head, sittings, by);
    }),
  );
  router.get(
    "/:plan",
    asOfficer((request) => plans.get(param(request, "plan"))),
  );
  router.put(
    "/:plan",
    changing(plans, changeHead, ({ head }) => changeHeadRule(head)),
  );
  router.put(
    "/:plan/sittings",
    changing(plans, changeSittings, ({ sittings }) => changeSittingsRule(sittings)),
  );
  router.put(
    "/:plan/rooms",
    changing(plans, changeRooms, ({ rooms }) => changeRoomsRule(rooms)),
  );
  router.put(
    "/:plan/staff",
    changing(plans, changeStaff, async (body) => {
      const accounts = await staff.list();
      const proctors = accounts
        .filter(({ roles, disabled }) => roles.includes("proctor") && !disabled)
        .map(({ username }) => username);
      return changeStaffRule(body.staff, new Set(proctors));
    }),
  );
  router.post(
    "/:plan/remove",
    asOfficer(async (request) => {
      const given = bodyOf(onlyVersion, request);
      return given.ok ? plans.remove(param(request, "plan"), given.body.version) : given;
    }),
  );
  return router;
}
