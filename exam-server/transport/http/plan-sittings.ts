import { Router } from "express";
import { changeTakers as changeTakersRule } from "../../delivery/plan/candidate-rules.ts";
import type { Planning } from "../../delivery/plan/planning.ts";
import { type DrawOutcome, drawSittingSeats } from "../../delivery/plan/seat-draw.ts";
import type { CandidateResult } from "../../protocol/http.ts";
import {
  changeTakers,
  drawSeats,
  onlyVersion,
  type PreparationStatus,
  type SeatsDrawn,
  takersFrom,
  withdrawPapers,
} from "../../protocol/plan.ts";
import { refuse } from "../../protocol/refusal.ts";
import { asOfficer, param } from "./plan-request.ts";
import { bodyOf } from "./request.ts";

/** What is done to a plan's sittings: who takes them, seats, papers, and whether all is ready. */
export function sittingRoutes({ plans, papers, results, readiness, wall }: Planning): Router {
  const router = Router();
  router.post(
    "/:plan/sittings/:sitting/seats",
    asOfficer(async (request, by) => {
      const given = bodyOf(drawSeats, request);
      if (!given.ok) return given;
      const { version, keep } = given.body;
      let outcome: DrawOutcome = { seated: 0, without: 0 };
      const rule = drawSittingSeats(param(request, "sitting"), { keep, by, at: wall() }, (drawn) => {
        outcome = drawn;
      });
      const answer = await plans.change(param(request, "plan"), version, by, rule);
      return answer.ok ? ({ ...answer, ...outcome } satisfies SeatsDrawn) : answer;
    }),
  );
  router.post(
    "/:plan/sittings/:sitting/candidates",
    asOfficer(async (request, by) => {
      const given = bodyOf(changeTakers, request);
      if (!given.ok) return given;
      const { version, add, remove } = given.body;
      const rule = changeTakersRule(param(request, "sitting"), add, remove);
      return plans.change(param(request, "plan"), version, by, rule);
    }),
  );
  router.post(
    "/:plan/sittings/:sitting/candidates/from",
    asOfficer(async (request, by) => {
      const given = bodyOf(takersFrom, request);
      if (!given.ok) return given;
      const { version, sitting, who } = given.body;
      const state = plans.state(param(request, "plan"));
      const from = await results(sitting);
      if (!state || !from) return refuse("not-found");
      const meant = new Set(from.results.filter(chosen[who]).map(({ admissionNumber }) => admissionNumber));
      const add = state.candidates.filter((one) => meant.has(one.admissionNumber)).map(({ id }) => id);
      const rule = changeTakersRule(param(request, "sitting"), add, []);
      return plans.change(param(request, "plan"), version, by, rule);
    }),
  );
  router.post(
    "/:plan/sittings/:sitting/prepare",
    asOfficer((request, by) => {
      const given = bodyOf(onlyVersion, request);
      if (!given.ok) return given;
      return papers.begin(param(request, "plan"), param(request, "sitting"), given.body.version, by);
    }),
  );
  router.post(
    "/:plan/sittings/:sitting/prepare/cancel",
    asOfficer((request) => papers.cancel(param(request, "plan"), param(request, "sitting"))),
  );
  router.post(
    "/:plan/sittings/:sitting/withdraw",
    asOfficer((request, by) => {
      const given = bodyOf(withdrawPapers, request);
      if (!given.ok) return given;
      return papers.withdraw(param(request, "plan"), param(request, "sitting"), given.body, by);
    }),
  );
  router.get(
    "/:plan/sittings/:sitting/preparation",
    asOfficer((request): PreparationStatus => ({ ok: true, state: papers.state(param(request, "sitting")) })),
  );
  router.get(
    "/:plan/readiness",
    asOfficer((request) => readiness(param(request, "plan"))),
  );
  return router;
}

const isAbsent = ({ state }: CandidateResult) => state === "absent";
const isNotPassed = ({ passed, voided }: CandidateResult) => passed === false && !voided;

/** Whose paper is void for misconduct has no right to another one by this choice; an officer can add them by hand. */
const chosen: Record<"absent" | "not-passed" | "absent-or-not-passed", (one: CandidateResult) => boolean> = {
  absent: isAbsent,
  "not-passed": (one) => isNotPassed(one) && !isAbsent(one),
  "absent-or-not-passed": (one) => isAbsent(one) || isNotPassed(one),
};
