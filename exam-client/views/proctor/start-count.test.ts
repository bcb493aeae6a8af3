import { expect, test } from "vitest";
import { wordsIn } from "../staff/i18n/words.ts";
import { aSeat } from "./seat.fixture.ts";
import { startCount } from "./start-count.ts";

const many = (count: number, state: "waiting" | "not-arrived" | "signed-in" | "offline") =>
  Array.from({ length: count }, (_, n) => aSeat(`${state}${n}`, { state }));

test("says who is ready and who is not, and nothing that is zero", () => {
  const seats = [...many(10, "waiting"), ...many(2, "not-arrived")];
  expect(startCount(seats, wordsIn("zh"))).toBe("12 人：10 人已就绪，2 人未到。");
  expect(startCount(many(3, "waiting"), wordsIn("zh"))).toBe("3 人：3 人已就绪。");
});
test("who is signed in or offline is named apart", () => {
  const seats = [...many(1, "signed-in"), ...many(2, "offline")];
  expect(startCount(seats, wordsIn("en"))).toBe("Candidates: 3 (1 signed in, not ready yet; 2 offline).");
});
