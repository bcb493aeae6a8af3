import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { wordsIn } from "../staff/i18n/words.ts";
import { aSeat } from "./seat.fixture.ts";
import { marksOf } from "./seat-marks.ts";
import { holdsAnswers, unsentShort, unsentText } from "./unsent.ts";

const t = wordsIn("zh");

const cases: [string, Partial<BoardSeat>, { mark: string; cell: string; said: string | null }][] = [
  ["all has come", {}, { mark: "", cell: "", said: null }],
  [
    "cut off with answers on the way",
    { state: "offline", unsent: 2 },
    {
      mark: "断线前 2 题未送到",
      cell: "断线前 2 题",
      said: "断线前有 2 题未送到；断线后作答的也只在本机",
    },
  ],
  [
    "cut off after all had come",
    { state: "offline" },
    { mark: "", cell: "", said: "断线前都已送到；断线后作答的只在本机" },
  ],
  ["gone before the start", { state: "offline", deadline: null }, { mark: "", cell: "", said: null }],
  [
    "back and sending",
    { unsent: 37 },
    { mark: "37 题只在本机", cell: "37 题", said: "补传中：还有 37 题只在本机" },
  ],
  [
    "collected while it was cut off",
    { state: "time-up", unheard: true },
    { mark: "先别关机", cell: "可能有", said: "收卷时离线，还没有联上：不知道有没有" },
  ],
];

test.each(cases)(
  "BOARD-1 what is only on a PC is told as far as it is known: %s",
  (_name, seat, expected) => {
    const shown = aSeat("1", seat);
    const [mark] = marksOf(shown).map(({ words, values }) => t(words, values));
    expect({ mark: mark ?? "", cell: unsentShort(shown, t), said: unsentText(shown, t) }).toEqual(expected);
    expect(holdsAnswers(shown)).toBe(seat.unheard === true);
  },
);
