import { expect, test } from "vitest";
import type { LostSpan, LostTime } from "../protocol/ledger.ts";
import { lostReason } from "./lost-reason.ts";

const minute = 60_000;
const morning = new Date(2026, 4, 1, 9, 0).getTime();

const span = (from: number, minutes: number, part: Partial<LostSpan> = {}): LostSpan => ({
  kinds: ["offline"],
  fromWall: morning + from * minute,
  toWall: morning + (from + minutes) * minute,
  ms: minutes * minute,
  open: false,
  answered: 0,
  lost: minutes * minute,
  unpaid: minutes * minute,
  ...part,
});
const lost = (spans: LostSpan[], part: Partial<LostTime> = {}): LostTime => ({
  spans,
  lost: 0,
  credited: 0,
  proposed: 6 * minute,
  limited: false,
  ...part,
});

test("LOST-1 the reason tells what happened, what was answered meanwhile, and the sum", () => {
  expect(lostReason(lost([span(10, 6)]))).toBe("09:10 起离线 6 分钟，建议补时 6 分钟");
  const worked = span(10, 6, { answered: 12, lost: 0, unpaid: 0 });
  expect(lostReason(lost([worked], { proposed: 0 }))).toBe(
    "09:10 起离线 6 分钟，其间仍作答 12 题，建议补时 0 分钟",
  );
});

test("LOST-1 what was given back before is told as a sum, and the limit where it binds", () => {
  const before = span(0, 4, { unpaid: 0 });
  const moved = span(10, 6, { kinds: ["offline", "moving"] });
  expect(lostReason(lost([before, moved], { credited: 4 * minute, limited: true }))).toBe(
    "09:10 起离线、换机 6 分钟，已补时 4 分钟，建议补时 6 分钟（已到补时上限）",
  );
});

test("LOST-1 a reason of any length fits where reasons stand", () => {
  const all = span(10, 700, {
    kinds: ["offline", "moving", "suspended", "closed"],
    answered: 100,
    lost: minute,
  });
  const long = lostReason(lost([all, all, all, all, all], { credited: 999 * minute, limited: true }));
  expect(long.length).toBeLessThanOrEqual(200);
  expect(long).toContain("等");
});
