import { expect, test } from "vitest";
import { CandidateTaken, type NewEvent, VersionConflict } from "../store.ts";
import { candidate, chain, enrolment, sitting } from "./samples.ts";
import type { Subject } from "./subject.ts";

export function rosterContract(subject: Subject): void {
  const roster = () => subject.store().roster;
  const first = () =>
    roster().prepare(
      sitting("s1"),
      [candidate(2), candidate(1)],
      [enrolment("a2", "s1", 2), enrolment("a1", "s1", 1)],
      [...chain("sitting/s1", 1), ...chain("attempt/a1", 1)],
    );

  test("a prepared sitting is read back with its candidates, seats and events, after a restart too", async () => {
    await first();
    const { roster: kept, events } = await subject.restarted();
    expect(await kept.sittings()).toEqual([sitting("s1")]);
    expect(await kept.enrolments("s1")).toEqual([enrolment("a2", "s1", 2), enrolment("a1", "s1", 1)]);
    expect(await kept.enrolment("a1")).toEqual(enrolment("a1", "s1", 1));
    expect(await kept.candidates("s1")).toEqual([candidate(2), candidate(1)]);
    expect(await kept.candidate("c-1")).toEqual(candidate(1));
    expect(await kept.byAdmissionNumber(candidate(2).admissionNumber)).toEqual(candidate(2));
    expect(await events.readAfter(0, 10)).toHaveLength(2);
  });

  test("what is not on a roster is not found", async () => {
    await first();
    expect(await roster().enrolment("a9")).toBeUndefined();
    expect(await roster().candidate("c-9")).toBeUndefined();
    expect(await roster().byAdmissionNumber("9")).toBeUndefined();
    expect(await roster().enrolments("s9")).toEqual([]);
    expect(await roster().candidates("s9")).toEqual([]);
  });

  test("a candidate of two sittings is one person, whose newest sitting comes first", async () => {
    await first();
    const later = sitting("s2", { preparedAt: 1_800_000_000_000, test: "skills", practice: false });
    const earlier = sitting("s0", { preparedAt: 1_600_000_000_000 });
    await roster().prepare(later, [candidate(1)], [enrolment("b1", "s2", 1)], []);
    await roster().prepare(earlier, [candidate(1)], [enrolment("z1", "s0", 1)], []);
    expect((await roster().enrolmentsOf("c-1")).map(({ attempt }) => attempt)).toEqual(["b1", "a1", "z1"]);
    expect((await roster().sittings()).map(({ id }) => id)).toEqual(["s0", "s1", "s2"]);
    expect((await roster().sittings()).map(({ practice }) => practice)).toEqual([true, true, false]);
  });

  const taken = { ...candidate(3), admissionNumber: candidate(1).admissionNumber };
  const renamed = { ...candidate(1), name: "别人" };
  const [begun] = chain("attempt/a1", 1) as [NewEvent];
  const refusals = [
    {
      name: "an admission number of another",
      people: [candidate(4), taken],
      of: 3,
      events: [],
      error: CandidateTaken,
    },
    {
      name: "a candidate id with other data",
      people: [candidate(4), renamed],
      of: 1,
      events: [],
      error: CandidateTaken,
    },
    {
      name: "a stream that has begun",
      people: [candidate(4)],
      of: 4,
      events: [begun],
      error: VersionConflict,
    },
    { name: "an enrolment of nobody", people: [candidate(4)], of: 9, events: [], error: Error },
  ];
  test.each(refusals)(
    "STORE-1 prepare is atomic: $name leaves nothing",
    async ({ people, of, events, error }) => {
      await first();
      const added = [...chain("sitting/s2", 1), ...events];
      const prepare = roster().prepare(sitting("s2"), people, [enrolment("b1", "s2", of)], added);
      await expect(prepare).rejects.toThrow(error);
      const store = await subject.restarted();
      expect(await store.roster.sittings()).toHaveLength(1);
      expect(await store.roster.candidate("c-4")).toBeUndefined();
      expect(await store.roster.enrolment("b1")).toBeUndefined();
      expect(await store.events.readAfter(0, 10)).toHaveLength(2);
    },
  );

  test("whoever leaves a sitting may come again with other data, unless another sitting has them", async () => {
    await first();
    await roster().prepare(sitting("s2"), [candidate(1)], [enrolment("b1", "s2", 1)], []);
    await roster().leave("s1");
    const store = await subject.restarted();
    expect(await store.roster.enrolments("s1")).toEqual([]);
    expect(await store.roster.enrolmentsOf("c-1")).toEqual([enrolment("b1", "s2", 1)]);
    expect([await store.roster.candidate("c-1"), await store.roster.candidate("c-2")]).toEqual([
      candidate(1),
      undefined,
    ]);
    expect((await store.roster.sittings()).map(({ id }) => id)).toEqual(["s1", "s2"]);
    expect(await store.events.readAfter(0, 10)).toHaveLength(2);
    const corrected = { ...candidate(2), name: "更正" };
    await store.roster.prepare(sitting("s3"), [corrected], [enrolment("c2", "s3", 2)], []);
    expect(await store.roster.candidates("s3")).toEqual([corrected]);
    await store.roster.leave("s9");
  });

  test("a sitting cannot be prepared twice, nor a candidate be enrolled twice in it", async () => {
    await first();
    await expect(roster().prepare(sitting("s1"), [], [], [])).rejects.toThrow();
    const doubled = [enrolment("b1", "s2", 4), enrolment("b2", "s2", 4)];
    await expect(roster().prepare(sitting("s2"), [candidate(4)], doubled, [])).rejects.toThrow();
    expect(await roster().sittings()).toHaveLength(1);
  });
}
