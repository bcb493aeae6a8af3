import { expect, test } from "vitest";
import { outageRemarks, type SeatOutage } from "./outage-lines.ts";

const outage = (seat: string, wall: number, ms: number | null, room = "一"): SeatOutage => {
  return { room, person: { seat, name: "王", admissionNumber: seat }, wall, ms };
};
const told = (outages: readonly SeatOutage[]) =>
  outageRemarks(outages).map(({ room, remark }) => [room, remark.person?.seat, remark.text, remark.wall]);

test("seats of a room that went within seconds read alike, from when the first went", () => {
  const drop = [outage("3", 9000, 90_000), outage("1", 0, 30_000), outage("2", 4000, 60_000)];
  const text = "3 个座位同时离线，最久 1 分 30 秒后恢复";
  expect(told(drop)).toEqual([
    ["一", "1", text, 0],
    ["一", "2", text, 0],
    ["一", "3", text, 0],
  ]);
});

test("seats of two rooms, or minutes apart, are told one by one, and a hiccup is not", () => {
  const apart = [outage("1", 0, 60_000), outage("2", 1000, 59_000), outage("1", 500, null, "二")];
  expect(told([...apart, outage("3", 20_000, 120_000)])).toEqual([
    ["一", "1", "离线 1 分钟后恢复", 0],
    ["一", "3", "离线 2 分钟后恢复", 20_000],
    ["二", "1", "离线，没有恢复", 500],
  ]);
});
