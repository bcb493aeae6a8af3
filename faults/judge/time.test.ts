import { expect, test } from "vitest";
import type { AttemptLog } from "./log.ts";
import { judgeTime, sampleError } from "./time.ts";
import type { Timeline } from "./timeline.ts";

const attempt = "a";
/** Started at 1000 for 60 s: the deadline is 61000, the grace ends at 66000. */
const plain: Timeline = {
  started: { from: 990, to: 1000 },
  duration: 60_000,
  grace: 5_000,
  grants: [],
  outages: [],
};
const outage: Timeline = { ...plain, outages: [{ from: 11_000, to: 14_000 }] };
const extended: Timeline = { ...plain, grants: [{ from: 21_000, to: 21_100, attempt, ms: 30_000 }] };

test.each([
  ["just after a step", plain, { at: 31_000, secondsLeft: 30, stepped: true }, 0],
  ["a tick late", plain, { at: 31_200, secondsLeft: 30, stepped: true }, 0],
  ["between two steps", plain, { at: 31_900, secondsLeft: 30, stepped: false }, 0],
  ["a second and a half too much", plain, { at: 31_000, secondsLeft: 32, stepped: true }, 1750],
  ["a second and a half too little", plain, { at: 31_000, secondsLeft: 28, stepped: false }, -2000],
  ["an outage credited", outage, { at: 34_000, secondsLeft: 30, stepped: true }, 0],
  ["an outage not credited", outage, { at: 34_000, secondsLeft: 27, stepped: true }, -3000],
  ["an extension under way, not there yet", extended, { at: 21_500, secondsLeft: 40, stepped: false }, 0],
  ["an extension under way, there", extended, { at: 21_050, secondsLeft: 70, stepped: false }, 0],
  ["an extension that never came", extended, { at: 31_000, secondsLeft: 30, stepped: true }, -30_000],
] as const)("%s", (_, timeline, sample, error) => {
  expect(sampleError(timeline, attempt, sample)).toBe(error);
});

const log = (collecting: number, closed: number): AttemptLog => ({
  entries: [],
  collecting,
  closed: { wall: closed, reason: "time-up" },
});
/** Named seed 867272: the server died while it collected, and collected the rest when it was back. */
const diedAtTheEnd: Timeline = { ...plain, outages: [{ from: 61_050, to: 63_000 }] };
const suiteTime = (wall: number) => wall;

test.each([
  ["in time", plain, log(61_100, 66_100), 0],
  ["collected too early", plain, log(59_500, 66_100), 1],
  ["an outage moves the end", outage, log(64_100, 69_100), 0],
  ["the server died just before it looked", diedAtTheEnd, log(63_100, 68_000), 0],
  ["the server died just after it looked", diedAtTheEnd, log(61_040, 68_000), 0],
  ["neither before nor after", diedAtTheEnd, log(65_000, 68_000), 1],
  [
    "an outage well after the end moves nothing",
    { ...plain, outages: [{ from: 61_500, to: 63_000 }] },
    log(63_100, 68_000),
    1,
  ],
  ["an extension that was forgotten", extended, log(61_100, 66_100), 2],
  ["never closed", plain, { ...log(61_100, 0), closed: null }, 1],
])("the end: %s", (_, timeline, recorded, faults) => {
  expect(judgeTime(timeline, attempt, [], recorded, suiteTime)).toHaveLength(faults);
});
