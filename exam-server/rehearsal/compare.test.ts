import { expect, test } from "vitest";
import type { Change } from "../protocol/messages.ts";
import type { KeptAttempt } from "../protocol/rehearsal.ts";
import { lostAnswers, type Told } from "./compare.ts";

const respond = (item: string, response: string | null): Change => ({ kind: "respond", item, response });
const entry = (seq: number, change: Change, counted = true) => ({ journal: "j", seq, change, counted });

const changes = [respond("i1", "A"), respond("i2", "B"), respond("i1", "C"), respond("i2", null)];
const told: Told = {
  journal: "j",
  acknowledged: changes.map((change, index) => ({ seq: index + 1, change, result: "accepted" })),
  head: 4,
};
const kept: KeptAttempt = {
  attempt: "a",
  answers: { i1: "C" },
  entries: changes.map((change, index) => entry(index + 1, change)),
};

test.each<[string, Told, KeptAttempt | undefined, number]>([
  ["all there", told, kept, 0],
  ["an entry missing from the log", told, { ...kept, entries: kept.entries.slice(0, 3) }, 1],
  [
    "an entry with other content",
    told,
    { ...kept, entries: kept.entries.with(0, entry(1, respond("i1", "B"))) },
    1,
  ],
  [
    "an entry that was accepted and does not count",
    told,
    { ...kept, entries: kept.entries.with(2, entry(3, respond("i1", "C"), false)) },
    1,
  ],
  [
    "entries of another journal",
    told,
    { ...kept, entries: kept.entries.map((one) => ({ ...one, journal: "k" })) },
    4,
  ],
  ["a final answer that is not the last accepted", told, { ...kept, answers: { i1: "A" } }, 1],
  ["a final answer that is gone", told, { ...kept, answers: {} }, 1],
  ["an answer that was cleared and is there", told, { ...kept, answers: { i1: "C", i2: "B" } }, 1],
  ["an answer that nobody gave", told, { ...kept, answers: { i1: "C", i9: "A" } }, 1],
  ["no attempt at all", told, undefined, 5],
  [
    "one that was not acknowledged, and arrived",
    { ...told, acknowledged: told.acknowledged.slice(0, 3) },
    kept,
    0,
  ],
])("REH-1 the comparison notices %s", (_, said, server, lost) => {
  expect(lostAnswers(said, server)).toBe(lost);
});
