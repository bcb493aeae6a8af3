import { expect, test } from "vitest";
import { type Journal, journalOf, receivedAt, withEntry } from "./journal.ts";

/** The journals with an entry more, told apart by its digest. */
const more = (journals: readonly Journal[], digest: string, id = "j") =>
  withEntry(journals, journalOf(journals, id), { digest, outcome: null });

const digests = (journals: readonly Journal[], id = "j") => {
  const journal = journalOf(journals, id);
  return Array.from({ length: journal.length }, (_, index) => receivedAt(journal, index + 1)?.digest);
};

test("a journal that grows leaves the one before as it was, also when two go on from one", () => {
  const one = more([], "a");
  const two = more(one, "b");
  const other = more(one, "c");
  const three = more(two, "d");
  expect([one, two, other, three].map((journals) => digests(journals))).toEqual([
    ["a"],
    ["a", "b"],
    ["a", "c"],
    ["a", "b", "d"],
  ]);
  expect(receivedAt(journalOf(one, "j"), 2)).toBeUndefined();
});

test("journals of two PCs grow beside each other", () => {
  const both = more(more(more([], "a"), "x", "k"), "b");
  expect([digests(both), digests(both, "k"), digests(both, "l")]).toEqual([["a", "b"], ["x"], []]);
});
