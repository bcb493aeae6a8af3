import { beforeEach, describe, expect, test } from "vitest";
import { openPresence, type Presence } from "./presence.ts";

const [attempt, pc, other] = ["a1", "a".repeat(32), "b".repeat(32)];
let presence: Presence;
let told: string[];
beforeEach(() => {
  presence = openPresence();
  told = [];
  presence.onChange((changed) => told.push(changed));
});

describe("a page that was refused at the door", () => {
  beforeEach(() => presence.refused(attempt, pc));

  test("is told until somebody deals with it, however long that takes", () => {
    presence.tidy(3_600_000);
    expect(presence.knocking(attempt)).toBe(true);
    presence.dismissed(attempt);
    expect(presence.knocking(attempt)).toBe(false);
    expect(told).toEqual([attempt, attempt]);
    presence.refused(attempt, pc);
    expect(presence.knocking(attempt)).toBe(true);
  });

  test("is let in", () => {
    presence.admitted(attempt, other);
    expect(presence.knocking(attempt)).toBe(true);
    presence.admitted(attempt, pc);
    expect(presence.knocking(attempt)).toBe(false);
  });

  test("goes away: told for half a minute more, because its line may only have been shaken", () => {
    presence.left(attempt, pc, 100_000);
    presence.tidy(130_000);
    expect(presence.knocking(attempt)).toBe(true);
    presence.tidy(130_001);
    expect(presence.knocking(attempt)).toBe(false);
  });

  test("comes back before that, or another stands there by then", () => {
    presence.left(attempt, pc, 100_000);
    presence.refused(attempt, pc);
    presence.tidy(200_000);
    expect(presence.knocking(attempt)).toBe(true);
    presence.refused(attempt, other);
    presence.left(attempt, pc, 200_000);
    presence.tidy(300_000);
    expect(presence.knocking(attempt)).toBe(true);
  });

  test("stands there still when another that was refused after it is let in, or goes", () => {
    presence.refused(attempt, other);
    presence.admitted(attempt, other);
    expect(presence.knocking(attempt)).toBe(true);
    presence.refused(attempt, other);
    presence.left(attempt, other, 100_000);
    presence.tidy(200_000);
    expect(presence.knocking(attempt)).toBe(true);
    presence.left(attempt, pc, 200_000);
    presence.tidy(300_000);
    expect(presence.knocking(attempt)).toBe(false);
  });

  test("is not forgotten for any number of others that went again", () => {
    for (let number = 0; number < 100; number += 1) {
      presence.refused(attempt, `j${number}`);
      presence.left(attempt, `j${number}`, 100_000);
    }
    presence.tidy(200_000);
    expect(presence.knocking(attempt)).toBe(true);
    presence.admitted(attempt, pc);
    expect(presence.knocking(attempt)).toBe(false);
  });
});

test("whether anything was seen of a seat is told apart from a seat that is gone", () => {
  expect([presence.known(attempt), presence.of(attempt)]).toEqual([false, { online: false, since: 0 }]);
  presence.set(attempt, true, 5);
  presence.set(attempt, false, 9);
  expect([presence.known(attempt), presence.of(attempt)]).toEqual([true, { online: false, since: 9 }]);
});
