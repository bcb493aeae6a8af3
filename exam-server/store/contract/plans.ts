import { expect, test } from "vitest";
import type { PlanCandidate } from "../../protocol/plan.ts";
import { AdmissionNumberTaken, PlanMoved, type PlanRecord } from "../plan-store.ts";
import { candidate, enrolment, sitting } from "./samples.ts";
import type { Subject } from "./subject.ts";

export function samplePlan(id: string, changes: Partial<PlanRecord> = {}): PlanRecord {
  return {
    id,
    version: 1,
    changedBy: "officer",
    changedAt: 1_700_000_000_000,
    secret: "cd".repeat(32),
    admissionPrefix: "26052901",
    title: "电子商务师三级 2026 年第 1 批",
    qualification: "ecommerce-l3",
    opens: "2026-05-29T08:00",
    closes: "2026-05-29T18:00",
    site: "第一考点",
    address: "",
    notes: "",
    sittings: [],
    rooms: [],
    staff: [],
    ...changes,
  };
}

function planned(number: number, changes: Partial<PlanCandidate> = {}): PlanCandidate {
  return {
    id: `c${number}`,
    name: `考生${number}𠮷`,
    admissionNumber: `26052901${String(number).padStart(4, "0")}`,
    idType: "resident",
    idNumber: `11010119900101${String(number).padStart(3, "0")}X`,
    extraMinutes: 7.5,
    photo: null,
    places: [{ sitting: "s1", room: "r1", seat: number }],
    ...changes,
  };
}

const unchanged = { remove: [], put: [] };

export function plansContract(subject: Subject): void {
  const plans = () => subject.store().plans;
  const first = async () => {
    await plans().create(samplePlan("p1"));
    await plans().change(samplePlan("p1", { version: 2 }), { remove: [], put: [planned(2), planned(1)] });
  };

  test("a plan and its roster are read back, by admission number, after a restart too", async () => {
    await first();
    const kept = (await subject.restarted()).plans;
    expect(await kept.plans()).toEqual([samplePlan("p1", { version: 2 })]);
    expect(await kept.candidates("p1")).toEqual([planned(1), planned(2)]);
    expect(await kept.candidates("p9")).toEqual([]);
  });

  test("PLAN-4 a change of a version that is no more is refused whole", async () => {
    await first();
    const late = samplePlan("p1", { version: 2, title: "another" });
    await expect(plans().change(late, { remove: ["c1"], put: [planned(3)] })).rejects.toThrow(PlanMoved);
    await expect(plans().remove("p1", 1)).rejects.toThrow(PlanMoved);
    const kept = (await subject.restarted()).plans;
    expect(await kept.plans()).toEqual([samplePlan("p1", { version: 2 })]);
    expect(await kept.candidates("p1")).toHaveLength(2);
  });

  test("candidates may exchange their numbers in one change", async () => {
    await first();
    const [one, two] = [planned(1), planned(2)];
    const put = [
      { ...one, admissionNumber: two.admissionNumber, idNumber: two.idNumber },
      { ...two, admissionNumber: one.admissionNumber, idNumber: one.idNumber },
    ];
    await plans().change(samplePlan("p1", { version: 3 }), { remove: [], put });
    expect((await plans().candidates("p1")).map(({ id }) => id)).toEqual(["c2", "c1"]);
  });

  const twice = [
    { name: "an admission number", put: planned(3, { admissionNumber: planned(1).admissionNumber }) },
    { name: "an ID number", put: planned(3, { idNumber: planned(1).idNumber }) },
  ];
  test.each(twice)("PLAN-1 a change is atomic: $name that comes twice leaves nothing", async ({ put }) => {
    await first();
    const change = { remove: ["c2"], put: [planned(4), put] };
    await expect(plans().change(samplePlan("p1", { version: 3 }), change)).rejects.toThrow();
    const kept = (await subject.restarted()).plans;
    expect((await kept.plans()).map(({ version }) => version)).toEqual([2]);
    expect(await kept.candidates("p1")).toEqual([planned(1), planned(2)]);
  });

  test("numbers of other plans and of prepared sittings are taken, one's own are not", async () => {
    await first();
    await plans().create(samplePlan("p2"));
    const { admissionNumber } = planned(1);
    await subject.store().roster.prepare(sitting("s1"), [candidate(8)], [enrolment("a1", "s1", 8)], []);
    const asked = [admissionNumber, candidate(8).admissionNumber, "free"];
    expect(await plans().takenNumbers("p1", asked)).toEqual([candidate(8).admissionNumber]);
    expect(await plans().takenNumbers("p2", asked)).toEqual([admissionNumber, candidate(8).admissionNumber]);
    const change = { remove: [], put: [planned(1, { id: "d1" })] };
    await expect(plans().change(samplePlan("p2", { version: 2 }), change)).rejects.toThrow(
      AdmissionNumberTaken,
    );
  });

  test("a plan is removed with its roster, and photos that nobody has go", async () => {
    await first();
    const photos = [
      { sha256: "1".repeat(64), bytes: Buffer.from("one") },
      { sha256: "2".repeat(64), bytes: Buffer.from("two") },
      { sha256: "3".repeat(64), bytes: Buffer.from("three") },
    ];
    await plans().putPhotos(photos);
    await plans().putPhotos([{ sha256: "1".repeat(64), bytes: Buffer.from("other") }]);
    const put = [planned(1, { photo: "1".repeat(64) })];
    await plans().change(samplePlan("p1", { version: 3 }), { remove: [], put });
    expect([await plans().dropUnusedPhotos(1), await plans().dropUnusedPhotos(9)]).toEqual([1, 1]);
    const kept = (await subject.restarted()).plans;
    expect(Buffer.from((await kept.photo("1".repeat(64))) ?? []).toString()).toBe("one");
    expect(await kept.photo("2".repeat(64))).toBeUndefined();
    expect(await kept.photo("3".repeat(64))).toBeUndefined();
    await kept.remove("p1", 3);
    expect(await kept.plans()).toEqual([]);
    expect(await kept.candidates("p1")).toEqual([]);
    await expect(kept.change(samplePlan("p1", { version: 4 }), unchanged)).rejects.toThrow(PlanMoved);
  });
}
