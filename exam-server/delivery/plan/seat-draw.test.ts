import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanRoom } from "../../protocol/plan.ts";
import { capacityOf } from "../../protocol/seat-map.ts";
import { assignSeats, drawableSeats, seatSeed } from "./seat-draw.ts";

const room = (id: string, rows: number, columns: number, spare: number[] = []): PlanRoom => ({
  id,
  name: id,
  place: "",
  map: {
    rows,
    columns,
    missing: [{ row: 1, column: 1 }],
    numbering: "snake",
    spare,
    doors: [],
    platform: "front",
  },
});
const takers = (count: number, bound: string | null = null) =>
  Array.from({ length: count }, (_, index) => ({
    candidate: { admissionNumber: String(1000 + index) },
    room: index % 3 === 0 ? bound : null,
  }));
const secret = "ab".repeat(32);
const seedOf = (draw: number) => seatSeed(secret, "p1", "s1", draw);
const rooms = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 6 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((sizes) => sizes.map(([rows, columns], index) => room(`r${index}`, rows, columns, [1])));

describe("PLAN-3 the draw of seats", () => {
  test("nobody shares a seat, none is spare or missing, rooms asked for are kept, and nobody stands while a seat of theirs is free", () => {
    fc.assert(
      fc.property(rooms, fc.nat(80), fc.nat(1000), (all, count, draw) => {
        const seats = drawableSeats(all);
        expect(seats).toHaveLength(all.reduce((sum, { map }) => sum + capacityOf(map), 0));
        const people = takers(count, "r0");
        const { seated, without } = assignSeats(people, seats, seedOf(draw));
        const given = seated.map(([, seat]) => `${seat.room}/${seat.seat}`);
        expect(new Set(given).size).toBe(given.length);
        expect(given.every((seat) => seats.some((one) => `${one.room}/${one.seat}` === seat))).toBe(true);
        expect(given.some((seat) => seat.endsWith("/1"))).toBe(false);
        expect(seated.length + without.length).toBe(count);
        const free = seats.filter((one) => !given.includes(`${one.room}/${one.seat}`));
        for (const one of without) {
          const { room: bound } = people.find(({ candidate }) => candidate === one) ?? { room: null };
          expect(free.some((seat) => bound === null || seat.room === bound)).toBe(false);
        }
        for (const [one, seat] of seated) {
          const { room: bound } = people.find(({ candidate }) => candidate === one) ?? { room: null };
          expect(bound ?? seat.room).toBe(seat.room);
        }
      }),
    );
  });

  test("the same seed gives the same seats in whatever order candidates come; another number, sitting or secret another seed", () => {
    const seats = drawableSeats([room("r0", 6, 6)]);
    const people = takers(20);
    const seatsOf = (all: typeof people) =>
      new Map(
        assignSeats(all, seats, seedOf(1)).seated.map(([one, seat]) => [one.admissionNumber, seat.seat]),
      );
    expect(seatsOf([...people].reverse())).toEqual(seatsOf(people));
    const seeds = [
      seedOf(1),
      seedOf(2),
      seatSeed(secret, "p1", "s2", 1),
      seatSeed(secret, "p2", "s1", 1),
      seatSeed("cd".repeat(32), "p1", "s1", 1),
    ];
    expect(new Set(seeds).size).toBe(5);
  });

  /** χ² over 6 seats of one candidate; 5 degrees of freedom, 0.001 beyond 20.5. The seeds are fixed, so it never flickers. */
  test("each seat is equally likely for a candidate", () => {
    const seats = drawableSeats([room("r0", 1, 7)]);
    const draws = 6000;
    const counts = new Map<number, number>();
    for (let draw = 1; draw <= draws; draw += 1) {
      const [found] = assignSeats(takers(4), seats, seedOf(draw)).seated.filter(
        ([one]) => one.admissionNumber === "1002",
      );
      const seat = found?.[1].seat ?? 0;
      counts.set(seat, (counts.get(seat) ?? 0) + 1);
    }
    const expected = draws / 6;
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(6);
    expect(chi).toBeLessThan(20.5);
  });
});
