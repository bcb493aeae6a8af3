import { describe, expect, test } from "vitest";
import { usualConduct } from "../../protocol/conduct.ts";
import type { PlanCandidate, PlanSittingRequest } from "../../protocol/plan.ts";
import { sampleHead, sampleSitting } from "../../testing/plan-server.ts";
import { readinessLines, type Surroundings } from "./readiness.ts";
import { changeSittings } from "./sitting-rules.ts";
import { overlap, type PlanState } from "./state.ts";

const kept = (sitting: PlanSittingRequest) => ({ ...sitting, seatDraw: null, repeats: null });

function planWith(
  sittings: readonly PlanSittingRequest[],
  candidates: readonly PlanCandidate[] = [],
): PlanState {
  return {
    record: {
      ...sampleHead,
      id: "0123456789abcdef",
      version: 1,
      changedBy: "officer",
      changedAt: 0,
      secret: "5".repeat(64),
      admissionPrefix: "2026",
      sittings: sittings.map(kept),
      rooms: [],
      staff: [],
    },
    candidates,
    phaseOf: () => "planned",
    isReleased: () => false,
    now: "2026-05-01T08:00",
    qualifications: [
      {
        qualification: sampleHead.qualification,
        title: "",
        tests: [
          { test: "theory", title: "", minutes: 90, forms: [{ form: "form-100", title: "", items: 100 }] },
        ],
      },
    ],
  };
}

const around: Surroundings = { bankFaults: new Map(), freeDiskBytes: 1e12, rehearsal: null, wall: 0 };

function faultsOf(...sittings: PlanSittingRequest[]) {
  const edit = changeSittings(sittings)(planWith([]));
  return "faults" in edit ? edit.faults : edit.ok;
}

describe("own starts", () => {
  const own = sampleSitting("a", { start: "own", entryCloses: 120 });

  test("may be begun later than a paper lasts, but not without a last moment", () => {
    expect(faultsOf(own)).toBe(true);
    expect(faultsOf({ ...own, entryCloses: null })).toEqual([
      { where: "sittings.0.entryCloses", sentence: expect.stringContaining("最晚开始的时间") },
    ]);
    expect(faultsOf({ ...own, start: "common" })).toEqual([
      { where: "sittings.0.entryCloses", sentence: expect.stringContaining("停止入场") },
    ]);
  });

  test("make a sitting as long as its last candidate", () => {
    const next = kept(sampleSitting("b", { begins: "2026-05-29T12:00" }));
    expect(overlap(kept(own), next)).toBe(true);
    expect(overlap({ ...kept(own), start: "common", entryCloses: 30 }, next)).toBe(false);
  });
});

describe("terms for the board", () => {
  const conduct = { leftTimes: 5, leftMs: 30_000, fullScreen: 2, pasted: 4 };
  const old = sampleSitting("a");
  const edit = (asked: PlanSittingRequest) => {
    const answer = changeSittings([asked])({ ...planWith([old]), phaseOf: () => "prepared" });
    return "faults" in answer ? answer.faults.map(({ sentence }) => sentence) : answer.ok;
  };

  test("of a plan of before, which does not name them, are the usual ones", () => {
    expect(edit({ ...old, conduct: usualConduct, confirmPerson: false })).toBe(true);
    expect(edit(old)).toBe(true);
  });

  test("do not change any more once the papers are drawn under them", () => {
    for (const change of [{ conduct }, { confirmPerson: true }])
      expect(edit({ ...old, ...change })).toEqual([expect.stringContaining("不能再改")]);
    expect(faultsOf({ ...old, conduct, confirmPerson: true })).toBe(true);
  });
});

describe("the window's end", () => {
  const late = sampleSitting("a", { title: "第三场", begins: "2026-05-29T17:00" });
  const windowLines = (sitting: PlanSittingRequest, candidates: readonly PlanCandidate[] = []) =>
    readinessLines(planWith([sitting], candidates), around).filter(({ check }) => check === "window");

  test("a sitting that would end after it is planned, and readiness says until when", () => {
    expect(faultsOf(late)).toBe(true);
    expect(windowLines(late)).toMatchObject([
      {
        check: "window",
        level: "advice",
        sentence:
          "“第三场”最晚考到 2026-05-29 18:30，晚于考试时间的结束 2026-05-29 18:00，到时不会提前收卷，请确认考场能用到那时",
        link: { page: "sittings", sitting: late.id },
      },
    ]);
    expect(windowLines({ ...late, begins: "2026-05-29T16:30" })).toEqual([]);
  });

  test("personal extra time and own starts count", () => {
    const fits = { ...late, begins: "2026-05-29T16:30" };
    const slow: PlanCandidate = {
      id: "c",
      name: "",
      admissionNumber: "1",
      idType: "other",
      idNumber: "",
      photo: null,
      extraMinutes: 15,
      places: [{ sitting: fits.id, room: null, seat: null }],
    };
    const [extra] = windowLines(fits, [slow]);
    expect(extra?.sentence).toContain("最晚考到 2026-05-29 18:15（含个人加时）");
    const [own] = windowLines({ ...fits, start: "own" });
    expect(own?.sentence).toContain("最晚考到 2026-05-29 18:30");
  });

  test("a beginning outside it is refused", () => {
    expect(faultsOf({ ...late, begins: "2026-05-29T18:00" })).toMatchObject([
      { where: "sittings.0.begins", sentence: expect.stringContaining("不在考试时间") },
    ]);
  });
});
