import { toIndexEntry } from "@kaochang/question-bank/index-entry.ts";
import { expect, test } from "vitest";
import { VersionReused } from "../store.ts";
import { head, item } from "./samples.ts";
import type { Subject } from "./subject.ts";

const picture = { sha256: "f".repeat(64), type: "image/png", bytes: new Uint8Array([0, 255, 13, 10]) };
const { qualification, test: testName } = head;

export function bankContract(subject: Subject): void {
  const bank = () => subject.store().bank;
  const indexed = async () =>
    (await bank().index(qualification, testName)).map(({ id, version }) => [id, version]);

  test("items are loaded once and read back as they were, after a restart too", async () => {
    const items = [item("b-2", { enemies: ["b-1"] }), item("b-1", { stem: "𠮷 “引号” ½\n第二行" })];
    expect(await bank().load(head, items, [picture])).toBe(2);
    expect(await bank().load(head, items, [picture])).toBe(0);
    const store = await subject.restarted();
    expect(await store.bank.items([{ id: "b-1", version: 1 }])).toEqual([items[1]]);
    expect(await store.bank.index(qualification, testName)).toEqual(
      [items[1], items[0]].map((i) => i && toIndexEntry(i)),
    );
    const found = await store.bank.media(picture.sha256);
    expect(found && { ...found, bytes: new Uint8Array(found.bytes) }).toEqual(picture);
  });

  test("the index holds the newest version of each active item of the test asked for", async () => {
    await bank().load(head, [item("i-1"), item("i-2"), item("i-3"), item("i-4", { status: "draft" })], []);
    await bank().load({ ...head, id: "skills", test: "skills" }, [item("s-1")], []);
    await bank().load(head, [item("i-1", { version: 3, stem: "新的题干" })], []);
    await bank().load(
      head,
      [item("i-1", { version: 2 }), item("i-2", { version: 2, status: "retired" })],
      [],
    );
    expect(await indexed()).toEqual([
      ["i-1", 3],
      ["i-3", 1],
    ]);
    expect(await bank().index(qualification, "skills")).toHaveLength(1);
    expect(await bank().index("ecommerce-l4-merchant", testName)).toEqual([]);
  });

  test("a test has items as soon as one is active", async () => {
    const has = () => bank().hasItems(qualification, testName);
    expect(await has()).toBe(false);
    await bank().load({ ...head, id: "skills", test: "skills" }, [item("s-1")], []);
    await bank().load(head, [item("i-1", { status: "retired" })], []);
    expect(await has()).toBe(false);
    await bank().load(head, [item("i-2")], []);
    expect(await has()).toBe(true);
  });

  test("an old version stays readable beside the new one", async () => {
    const [old, renewed] = [item("i-1"), item("i-1", { version: 2, stem: "新的题干" })];
    await bank().load(head, [old], []);
    await bank().load(head, [renewed], []);
    expect(
      await bank().items([
        { id: "i-1", version: 1 },
        { id: "i-1", version: 2 },
      ]),
    ).toEqual([old, renewed]);
  });

  test("BANK-5 what was loaded before stays when a load is refused", async () => {
    const before = [item("i-1"), item("i-2")];
    await bank().load(head, before, []);
    const changed = [item("i-0"), item("i-1", { key: "B" }), item("i-2", { stem: "改了" }), item("i-3")];
    const load = bank().load({ ...head, title: "改了" }, changed, [picture]);
    await expect(load).rejects.toThrow(VersionReused);
    await expect(load).rejects.toMatchObject({ ids: ["i-1", "i-2"] });
    const store = await subject.restarted();
    expect(await indexed()).toEqual([
      ["i-1", 1],
      ["i-2", 1],
    ]);
    expect(await store.bank.items(before)).toEqual(before);
    expect(await store.bank.media(picture.sha256)).toBeUndefined();
  });

  test("the same version under another qualification is other content", async () => {
    await bank().load(head, [item("i-1")], []);
    const moved = bank().load(
      { ...head, id: "other", qualification: "ecommerce-l4-merchant" },
      [item("i-1")],
      [],
    );
    await expect(moved).rejects.toThrow(VersionReused);
  });

  test("asking for an item that is not there fails and names it", async () => {
    await bank().load(head, [item("i-1")], []);
    await expect(bank().items([{ id: "i-1", version: 2 }])).rejects.toThrow("i-1");
    expect(await bank().media("0".repeat(64))).toBeUndefined();
  });
}
