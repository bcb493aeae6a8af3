import { expect, test } from "vitest";
import { openMemoryStore } from "../../store/memory.ts";
import { openDay } from "../../testing/exam-day.ts";
import { sittingReport } from "./room-report.ts";

test("an incident that was withdrawn stands struck out on the report of its room, and is not counted", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(2);
  const { id } = sitting.record;
  const [place] = sitting.places;
  if (!place) throw new Error("nobody");
  const { attempt, room } = place;
  const { acts, sittings } = day.delivery;
  await sittings.start(id, "p");
  const about = { sitting: id, attempt, room: null };
  await acts.recordIncident({ ...about, kind: "misconduct", category: "talking", text: "甲" }, "p");
  await acts.recordIncident({ ...about, kind: "misconduct", category: "copying", text: "乙" }, "p");
  const power = { kind: "irregularity", category: "power", text: "停电" } as const;
  await acts.recordIncident({ sitting: id, attempt: null, room, ...power }, "p");
  await acts.withdrawIncident({ ...about, number: 1, reason: "记错座位" }, "q");
  await acts.withdrawIncident({ sitting: id, attempt: null, room, number: 1, reason: "误操作" }, "q");

  const staff = { nameOf: (account: string) => `老师${account}`, ofRoom: () => "" };
  const parts = { log: store.events, labelOf: String, placeOf: () => "", staff };
  const report = await sittingReport(parts, sitting);
  const { counts, incidents } = report.of(room);
  expect(counts).toMatchObject({ misconduct: 1, irregularity: 0 });
  expect(incidents.map(({ text, struck }) => [text, struck])).toEqual([
    ["停电", { by: "老师q", reason: "误操作" }],
    ["甲", { by: "老师q", reason: "记错座位" }],
    ["乙", undefined],
  ]);
  await day.delivery.stop();
});
