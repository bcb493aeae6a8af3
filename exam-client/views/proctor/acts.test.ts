import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { describe, expect, test } from "vitest";
import { actIds, actOfKey, beginning, isAsked, isFinal, keyOfAct, partOf, suited } from "./acts.ts";
import { aSeat } from "./seat.fixture.ts";

const possible = (seat: Partial<BoardSeat>, phase: "prepared" | "running" | "closed" = "running") =>
  actIds.filter((id) => suited(id, [aSeat("1", seat)], phase).length > 0).join(" ");

describe("BOARD-2 what can be done to a seat", () => {
  const cases: [string, Partial<BoardSeat>, string][] = [
    ["who answers", {}, "message time suspend release irregularity misconduct hand-in void"],
    [
      "not compared yet",
      { personConfirmed: false },
      "message time suspend release confirm irregularity misconduct hand-in void",
    ],
    [
      "stopped",
      { pause: "seen", state: "suspended" },
      "message time resume release irregularity misconduct hand-in void",
    ],
    [
      "evacuated",
      { pause: "seen", evacuated: true },
      "message time release irregularity misconduct hand-in void",
    ],
    ["not arrived", { state: "not-arrived" }, "message time suspend admit irregularity misconduct"],
    ["being collected", { state: "collecting" }, "message time irregularity misconduct void"],
    ["handed in", { state: "handed-in" }, "irregularity misconduct reopen void"],
    ["taken from the candidate", { state: "forced" }, "irregularity misconduct reopen void"],
    ["closed by time", { state: "time-up", voided: true }, "irregularity misconduct unvoid"],
    [
      "waiting for the start",
      { state: "waiting", deadline: null },
      "message time release irregularity misconduct void",
    ],
  ];
  test.each(cases)("%s", (_name, seat, expected) => expect(possible(seat)).toBe(expected));
  test("nobody enters or goes on in a sitting that is closed", () => {
    expect(possible({ state: "handed-in" }, "closed")).not.toContain("reopen");
    expect(possible({ state: "not-arrived" }, "prepared")).not.toContain("admit");
  });
});

test("each act has a key of its own, and only what is final is asked", () => {
  expect(new Set(actIds.map(keyOfAct)).size).toBe(actIds.length);
  for (const id of actIds) expect(actOfKey(keyOfAct(id).toUpperCase())).toBe(id);
  expect(actOfKey("z")).toBeUndefined();
  expect(actIds.filter(isFinal)).toEqual(["hand-in", "void"]);
});

test("without seats chosen nothing is done one by one, and nothing at once", () => {
  expect(beginning("confirm", 1, true)).toBe("at-once");
  expect(beginning("confirm", 3, true)).toBe("form");
  expect(beginning("confirm", 3, false)).toBe("pick-first");
  expect(beginning("resume", 3, true)).toBe("at-once");
  expect(beginning("resume", 3, false)).toBe("form");
  expect(beginning("hand-in", 3, false)).toBe("pick-first");
  expect(beginning("hand-in", 0, true)).toBe("not-now");
  expect(beginning("suspend", 9, false)).toBe("form");
});

test("what would hit several by a slip is asked once more, as what is final always is", () => {
  expect(actIds.filter((id) => isAsked(id, 2))).toEqual([
    "time",
    "irregularity",
    "misconduct",
    "hand-in",
    "void",
  ]);
  expect(actIds.filter((id) => isAsked(id, 1))).toEqual(["hand-in", "void"]);
});

test("a button tells for how many it is, unless it cannot be used or is for all", () => {
  expect(partOf("hand-in", 8, 12, true)).toBe(8);
  expect(partOf("hand-in", 8, 12, false)).toBeNull();
  expect(partOf("suspend", 8, 12, false)).toBe(8);
  expect(partOf("suspend", 0, 12, false)).toBeNull();
  expect(partOf("suspend", 12, 12, true)).toBeNull();
});
