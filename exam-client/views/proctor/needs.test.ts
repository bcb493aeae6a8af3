import { describe, expect, test } from "vitest";
import { type Need, whoNeedsMe } from "./needs.ts";
import { aSeat } from "./seat.fixture.ts";

const told = (needs: Need[]) =>
  needs.map((need) => `${need.cause} ${need.seats.map((seat) => seat.seat).join(",")}`);

describe("who needs me", () => {
  test("nobody while all answer", () => {
    expect(whoNeedsMe([aSeat("1"), aSeat("2", { state: "handed-in" })], "running", 0)).toEqual([]);
  });
  test("offline before quarantined before missing", () => {
    const seats = [
      aSeat("1", { state: "not-arrived" }),
      aSeat("2", { quarantined: 2 }),
      aSeat("3", { state: "offline", since: 9_000 }),
    ];
    expect(told(whoNeedsMe(seats, "running", 0))).toEqual(["offline 3", "quarantined 2", "missing 1"]);
  });
  test("who has been offline longest comes first", () => {
    const seats = [
      aSeat("1", { state: "offline", since: 90_000 }),
      aSeat("2", { state: "offline", since: 30_000 }),
    ];
    expect(told(whoNeedsMe(seats, "running", 0))).toEqual(["offline 2", "offline 1"]);
  });
  test("neighbours of one room that fail together are told as one, before any single one", () => {
    const seats = [
      aSeat("9", { state: "offline", since: 1_000 }),
      ...["12", "11", "10"].map((seat, n) => aSeat(seat, { state: "offline", since: 60_000 + n * 2_000 })),
      aSeat("4", { room: "04", state: "offline", since: 61_000 }),
    ];
    expect(told(whoNeedsMe(seats, "running", 0))).toEqual(["offline 10,11,12", "offline 9", "offline 4"]);
  });
  test("two at once stay two", () => {
    const seats = ["1", "2"].map((seat) => aSeat(seat, { state: "offline", since: 5_000 }));
    expect(told(whoNeedsMe(seats, "running", 0))).toEqual(["offline 1", "offline 2"]);
  });
  test("seats that are no neighbours, or went one after another, stay apart", () => {
    const scattered = ["1", "3", "5"].map((seat) => aSeat(seat, { state: "offline", since: 5_000 }));
    expect(whoNeedsMe(scattered, "running", 0)).toHaveLength(3);
    const slowly = ["1", "2", "3"].map((seat, n) => aSeat(seat, { state: "offline", since: n * 20_000 }));
    expect(whoNeedsMe(slowly, "running", 0)).toHaveLength(3);
  });
  test("more than five of a room who have not arrived are told as one", () => {
    const absent = (count: number, room: string) =>
      Array.from({ length: count }, (_, n) => aSeat(String(n + 1), { room, state: "not-arrived" }));
    expect(told(whoNeedsMe([...absent(6, "03"), ...absent(2, "04")], "running", 0))).toEqual([
      "missing 1,2,3,4,5,6",
      "missing 1",
      "missing 2",
    ]);
  });
  test("who is refused at a second PC comes first, who is not kept after the offline ones", () => {
    const seats = [
      aSeat("1", { keeps: false }),
      aSeat("2", { state: "offline" }),
      aSeat("3", { state: "offline", knocking: true }),
    ];
    expect(told(whoNeedsMe(seats, "running", 0))).toEqual(["knocking 3", "offline 2", "unkept 1"]);
    expect(told(whoNeedsMe([aSeat("1", { keeps: false, state: "handed-in" })], "running", 0))).toEqual([]);
  });
  test("answers to decide are told also of a seat that is offline", () => {
    const seats = [aSeat("1", { state: "offline", quarantined: 3 })];
    expect(told(whoNeedsMe(seats, "running", 0))).toEqual(["offline 1", "quarantined 1"]);
  });
  test("nobody is missing before the start, and the missing are missing since the start", () => {
    const seats = [aSeat("1", { state: "not-arrived", since: 0 })];
    expect(whoNeedsMe(seats, "prepared", null)).toEqual([]);
    expect(whoNeedsMe(seats, "running", 70_000)[0]?.since).toBe(70_000);
  });
  test("a dropped line matters no more once the sitting is closed; quarantined answers still do", () => {
    const seats = [aSeat("1", { state: "offline" }), aSeat("2", { state: "time-up", quarantined: 1 })];
    expect(told(whoNeedsMe(seats, "closed", 0))).toEqual(["quarantined 2"]);
  });
});
