import type { Role } from "@kaochang/exam-server/protocol/http.ts";
import type { Plan, PlanPage, PlanSitting, Readiness } from "@kaochang/exam-server/protocol/plan.ts";
import type { Words } from "../../staff/i18n/words.ts";
import { rehearsalPath, sittingPath } from "../../staff/route.ts";
import { type PlanSection, planPath } from "./plan-route.ts";

export const stepNames = [
  "plan",
  "roster",
  "seats",
  "papers",
  "rehearsal",
  "start",
  "collect",
  "marking",
  "release",
] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
  name: StepName;
  /** done · past: its time is over, done or not · now: what is missing next · later: something before it is missing. */
  state: "done" | "past" | "now" | "later";
  /** What is there, or what is missing. */
  sentence: string;
  to: string;
  /** Whose page that is. */
  role: Role;
}

interface Told {
  /** past: not asked for any more. */
  done: boolean | "past";
  sentence: string;
  to: string;
  role?: Role;
}

const pages: Partial<Record<PlanPage, PlanSection>> = {
  rooms: "rooms",
  staff: "staff",
  roster: "roster",
  seats: "seats",
  papers: "papers",
};

/** Where a matter is put right; null: on no page. */
export function placeOf(plan: string, link: { page: PlanPage; sitting?: string }): string | null {
  if (link.page === "server") return null;
  if (link.page === "rehearsal") return rehearsalPath;
  return planPath(plan, pages[link.page] ?? "overview", link.page === "seats" ? link.sitting : undefined);
}

type Teller = (plan: Plan, sitting: PlanSitting, readiness: Readiness | null, t: Words) => Told;

function tellRoster({ id }: Plan, { candidates }: PlanSitting, t: Words): Told {
  const sentence = candidates > 0 ? t("step.roster.done", { count: candidates }) : t("step.roster.missing");
  return { done: candidates > 0, sentence, to: planPath(id, "roster") };
}

function tellSeats({ id, rooms }: Plan, { id: sitting, candidates, seated }: PlanSitting, t: Words): Told {
  if (rooms.length === 0)
    return { done: false, sentence: t("step.seats.noRooms"), to: planPath(id, "rooms") };
  const to = planPath(id, "seats", sitting);
  if (candidates === 0) return { done: false, sentence: t("step.seats.nobody"), to };
  if (seated === candidates) return { done: true, sentence: t("step.seats.done", { count: seated }), to };
  return { done: false, sentence: t("step.seats.missing", { count: candidates - seated }), to };
}

function tellPapers({ id }: Plan, { phase }: PlanSitting, t: Words): Told {
  const word = phase === "planned" ? "missing" : phase === "preparing" ? "preparing" : "done";
  return { done: word === "done", sentence: t(`step.papers.${word}`), to: planPath(id, "papers") };
}

function tellRehearsal(readiness: Readiness | null, t: Words): Told {
  const line = readiness?.lines.find(({ check }) => check === "rehearsal");
  return { done: line?.level === "ok", sentence: line?.sentence ?? t("app.loading"), to: rehearsalPath };
}

const started = (phase: PlanSitting["phase"]) => phase === "running" || phase === "closed";

const tellers: Record<StepName, Teller> = {
  plan: ({ id }, { begins, minutes, phase }, _readiness, t) => ({
    done: true,
    sentence: t(started(phase) ? "step.plan.was" : "step.plan.done", {
      begins: begins.replace("T", " "),
      minutes,
    }),
    to: planPath(id),
  }),
  roster: (plan, sitting, _readiness, t) => tellRoster(plan, sitting, t),
  seats: (plan, sitting, _readiness, t) => tellSeats(plan, sitting, t),
  papers: (plan, sitting, _readiness, t) => tellPapers(plan, sitting, t),
  rehearsal: (_plan, { phase }, readiness, t) =>
    started(phase)
      ? { done: "past", sentence: t("step.rehearsal.past"), to: rehearsalPath }
      : tellRehearsal(readiness, t),
  start: (_plan, { id, phase }, _readiness, t) =>
    started(phase)
      ? { done: true, sentence: t("step.start.done"), to: sittingPath("proctor", id), role: "proctor" }
      : { done: false, sentence: t("step.start.missing"), to: sittingPath("officer", id) },
  collect: (_plan, { id, phase }, _readiness, t) => ({
    done: phase === "closed",
    sentence: t(phase === "closed" ? "step.collect.done" : "step.collect.missing"),
    to: sittingPath("proctor", id),
    role: "proctor",
  }),
  marking: (_plan, { id, phase }, _readiness, t) => ({
    done: phase === "closed",
    sentence: t(phase === "closed" ? "step.marking.done" : "step.marking.missing"),
    to: sittingPath("officer", id),
  }),
  release: (_plan, { id, released }, _readiness, t) => ({
    done: released,
    sentence: t(released ? "step.release.done" : "step.release.missing"),
    to: sittingPath("officer", id),
  }),
};

/** The line of steps of one sitting, in their order; the first that is not done is the one that is due. */
export function stepsOf(plan: Plan, sitting: PlanSitting, readiness: Readiness | null, t: Words): Step[] {
  const told = stepNames.map((name) => ({ name, ...tellers[name](plan, sitting, readiness, t) }));
  const due = told.find(({ done }) => !done)?.name;
  return told.map(({ done, ...step }) => ({
    role: "officer",
    ...step,
    state: done === "past" ? "past" : done ? "done" : step.name === due ? "now" : "later",
  }));
}

/** Where a plan stands as a whole, once nothing is left to do on its pages. */
export type Standing =
  | { kind: "unscheduled" | "check" | "running" | "over" }
  /** The first sitting whose results wait. */
  | { kind: "release"; sitting: string };

export function standingOf({ sittings }: Pick<Plan, "sittings">): Standing {
  if (sittings.length === 0) return { kind: "unscheduled" };
  if (sittings.some(({ phase }) => !started(phase))) return { kind: "check" };
  if (sittings.some(({ phase }) => phase === "running")) return { kind: "running" };
  const waiting = sittings.find(({ released }) => !released);
  return waiting ? { kind: "release", sitting: waiting.id } : { kind: "over" };
}

/** Steps that are taken on the plan's own pages. */
const onPlan: readonly StepName[] = ["roster", "seats", "papers"];

/** What to do next on the plan's pages: of the sitting that begins first and lacks something; null: nothing. */
export function nextStep(plan: Plan, t: Words): Step | null {
  const due = plan.sittings.flatMap((sitting) =>
    stepsOf(plan, sitting, null, t).filter(({ name, state }) => state === "now" && onPlan.includes(name)),
  );
  return due[0] ?? null;
}
