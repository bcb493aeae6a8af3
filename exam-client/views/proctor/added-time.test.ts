import { expect, test } from "vitest";
import { addedSpan, timeSeen } from "./added-time.ts";
import { aSeat } from "./seat.fixture.ts";
import { marksOf } from "./seat-marks.ts";

test("only seats whose time was changed and still runs are counted", () => {
  const seats = [
    aSeat("1"),
    aSeat("2", { changes: 1, changesSeen: 1 }),
    aSeat("3", { changes: 2, changesSeen: 1, state: "offline" }),
    aSeat("4", { changes: 1, state: "handed-in" }),
  ];
  const { all, shown, unseen } = timeSeen(seats);
  expect([all, shown, unseen.map(({ seat }) => seat)]).toEqual([2, 1, ["3"]]);
});

test("whoever never came waits for no new time: it is there when they come", () => {
  const away = aSeat("1", { changes: 1, state: "not-arrived" });
  expect(timeSeen([away, aSeat("2", { changes: 1, changesSeen: 1 })])).toEqual({
    all: 1,
    shown: 1,
    unseen: [],
  });
  expect(marksOf({ ...away, unseenMessages: 1 })).toEqual([]);
});

test("whole minutes are told without seconds, others with them", () => {
  const words = { "span.wholeMinutes": "{{minutes}}分", "span.minutes": "{{minutes}}分{{seconds}}秒" };
  const t = (key: string, values: Record<string, string | number> = {}) =>
    Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`{{${name}}}`, String(value)),
      words[key as keyof typeof words],
    );
  expect([600_000, 72_000].map((granted) => addedSpan({ granted }, t))).toEqual(["10分", "1分12秒"]);
});
