import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { expect, test } from "vitest";
import { wordsIn } from "../../staff/i18n/words.ts";
import { aPlan, aRoom, aSitting } from "./plan.fixture.ts";
import { rosterColumns, rosterMatching, rosterRows } from "./roster-columns.tsx";

const plan = aPlan({ sittings: [aSitting()], rooms: [aRoom()] });
const candidate = (name: string, places: PlanCandidate["places"]): PlanCandidate => ({
  id: name,
  name,
  admissionNumber: "202611230001",
  idType: "resident",
  idNumber: "110101200001010011",
  extraMinutes: 20,
  photo: null,
  places,
});
const sitting = aSitting().id;

test("exports the rows shown with their places, and tells no seat from not taking it", () => {
  const columns = rosterColumns(plan, wordsIn("zh"));
  const shown = [
    candidate("甲", [{ sitting, room: aRoom().id, seat: 12 }]),
    candidate("乙", [{ sitting, room: null, seat: null }]),
    candidate("丙", []),
  ];
  const [header, ...rows] = rosterRows(columns, shown);
  expect(header).toEqual(["准考证号", "姓名", "证件类型", "证件号", "理论知识考试", "加时"]);
  expect(rows[0]).toEqual(["202611230001", "甲", "居民身份证", "110101200001010011", "第 1 考场 12座", 20]);
  expect(rows.map((row) => row[4])).toEqual(["第 1 考场 12座", "", "—"]);
});
test("a search looks into the name and both numbers", () => {
  const all = [candidate("王小明", []), candidate("李雷", [])];
  expect(rosterMatching(all, " 王 ").map(({ name }) => name)).toEqual(["王小明"]);
  expect(rosterMatching(all, "0101")).toHaveLength(2);
  expect(rosterMatching(all, "x")).toEqual([]);
});
