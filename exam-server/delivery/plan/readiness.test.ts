import { expect, test } from "vitest";
import { sampleHead, sampleRoom, sampleSitting } from "../../testing/plan-server.ts";
import { readinessLines } from "./readiness.ts";
import type { PlanPhase, PlanState } from "./state.ts";

const around = { bankFaults: new Map(), freeDiskBytes: 1e12, rehearsal: null, wall: 0 };

function checksOf(phases: readonly PlanPhase[], rooms: PlanState["record"]["rooms"]) {
  const sittings = phases.map((phase, place) => ({ ...sampleSitting(`a${place}`), phase }));
  const record = {
    ...sampleHead,
    id: "0123456789abcdef",
    version: 1,
    changedBy: "officer",
    changedAt: 0,
    secret: "",
    admissionPrefix: "26052901",
    sittings: sittings.map(({ phase: _, ...terms }) => ({ ...terms, seatDraw: null, repeats: null })),
    rooms: [...rooms],
    staff: [],
  };
  const state: PlanState = {
    record,
    candidates: [],
    phaseOf: (id) => sittings.find((one) => one.id === id)?.phase ?? "planned",
    isReleased: () => false,
    now: "2026-05-01T08:00",
    qualifications: [],
  };
  return readinessLines(state, around);
}

test("once every sitting has started or ended, nothing is asked for before a start", () => {
  const rooms = [sampleRoom("1", 5, 6)];
  expect(checksOf(["running", "closed"], rooms)).toEqual([]);
  const papers = checksOf(["closed", "planned"], rooms).filter(({ check }) => check === "papers");
  expect(papers).toMatchObject([{ level: "missing", sentence: "“理论 a1”的试卷还没有抽" }]);
});

test("without rooms, they are what is missing, and nothing is said of their proctors", () => {
  const lines = checksOf(["planned"], []);
  expect(lines.filter(({ check }) => check === "rooms")).toMatchObject([
    { level: "missing", link: { page: "rooms" } },
  ]);
  expect(lines.filter(({ check }) => check === "proctors")).toEqual([]);
  const furnished = checksOf(["planned"], [sampleRoom("1", 5, 6)]);
  expect(furnished.filter(({ check }) => check === "rooms" || check === "proctors")).toEqual([]);
});

test("each line says the same in both languages: none is left in Chinese", () => {
  for (const { english, sentence } of checksOf(["planned"], [])) {
    expect(sentence).toMatch(/[\u4e00-\u9fff]/);
    expect(english.replace(/“[^”]*”/g, "")).not.toMatch(/[\u4e00-\u9fff]/);
  }
});
