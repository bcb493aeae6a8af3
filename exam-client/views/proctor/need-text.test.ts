import { usualConduct } from "@kaochang/exam-server/protocol/conduct.ts";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { wordsIn } from "../staff/i18n/words.ts";
import { needCause, needToDo, needWho } from "./need-text.ts";
import { whoNeedsMe } from "./needs.ts";
import { aSeat } from "./seat.fixture.ts";

const t = wordsIn("zh");

function said(seats: BoardSeat[], lasted: number | null = null): string[] {
  const occasion = {
    phase: "running",
    minutes: 90,
    startedAt: 0,
    now: 4_900_000,
    layoutOf: () => 4,
    thresholds: usualConduct,
  } as const;
  return whoNeedsMe(seats, occasion).map(
    (need) => `${needWho(need, false, t)}｜${needCause(need, t)}｜${needToDo(need, lasted, t)}`,
  );
}

const row = (from: number, count: number, change: Partial<BoardSeat> = {}) =>
  Array.from({ length: count }, (_, n) => aSeat(String(from + n), { answered: 90, ...change }));
const gone: Partial<BoardSeat> = { state: "offline" };

const cases: [string, BoardSeat[], number | null, string][] = [
  [
    "a row",
    [...row(1, 8), ...row(9, 4, gone)],
    null,
    "3 号排 4 人｜网线或交换机：3 号排全部离线｜先查这一排的交换机、网线和电源",
  ],
  [
    "a room",
    row(1, 8, gone),
    null,
    "03 考场｜网络或供电：03 考场全部离线｜先查考场的交换机和供电；考生可继续答题",
  ],
  ["a seat", [...row(1, 1, gone), ...row(2, 3)], 10_000, "1座 王小明｜离线｜检查网线；必要时换机"],
  [
    "a seat for long",
    [...row(1, 1, gone), ...row(2, 3)],
    180_000,
    "1座 王小明｜离线｜已久：安排备用机（V），事后补时（E）",
  ],
  ["few answers", row(1, 1, { answered: 9 }), null, "1座 王小明｜只答了 9/100｜看看是否需要帮助"],
  [
    "text from outside",
    row(1, 1, { signals: { left: { times: 1, ms: 5_000 }, fullScreen: 0, pasted: 2 } }),
    null,
    "1座 王小明｜粘贴外来文字 2 次｜到座位旁看一看；只是事件，不是结论",
  ],
  [
    "a missed start",
    row(1, 1, { state: "unbegun", deadline: null, entryCloses: 4_000_000 }),
    null,
    "1座 王小明｜错过开始时间，等候准许｜可以让考生开始的，准予入场（A）",
  ],
  [
    "a room that missed the start",
    row(1, 8, { state: "unbegun", deadline: null, entryCloses: 4_000_000 }),
    null,
    "03 考场｜8 人错过开始时间，等候准许｜可以让考生开始的，准予入场（A）",
  ],
  [
    "a screen that should be blank",
    row(1, 1, { state: "suspended", pause: "asked" }),
    null,
    "1座 王小明｜暂停 未送达｜到座位旁请考生停止作答",
  ],
];

test.each(cases)("BOARD-1 says of %s who, why and what to do", (_name, seats, lasted, words) =>
  expect(said(seats, lasted)).toEqual([words]),
);
