import fc from "fast-check";
import { expect, test } from "vitest";
import { chain, emptyHead } from "../delivery/log-stream.ts";
import { chainFault, rootOf } from "./chain.ts";

const stored = () =>
  chain(
    "attempt/x",
    emptyHead,
    [1, 2, 3, 4].map((at) => ({ type: "started" as const, data: { at } })),
    { exam: 5, wall: 6 },
  ).events;

test("EVID-1 a chain as written holds", () => {
  expect(chainFault(stored())).toBeNull();
});

test("EVID-1 changing, dropping or swapping any event breaks the chain", () => {
  const fields = ["stream", "version", "type", "data", "exam", "wall", "previous", "hash"] as const;
  fc.assert(
    fc.property(fc.nat(3), fc.constantFrom(...fields), (index, field) => {
      const events = stored().map((event, place) => (place === index ? { ...event, [field]: "0" } : event));
      expect(chainFault(events as ReturnType<typeof stored>)).not.toBeNull();
    }),
  );
  for (const index of [0, 1, 2]) {
    expect(chainFault(stored().filter((_, place) => place !== index))).not.toBeNull();
  }
});

test("EVID-2 the root depends on every head and not on their order", () => {
  const root = rootOf({ a: "1", b: "2" });
  expect(rootOf({ b: "2", a: "1" })).toBe(root);
  expect(rootOf({ a: "1", b: "3" })).not.toBe(root);
  expect(rootOf({ a: "1" })).not.toBe(root);
});
