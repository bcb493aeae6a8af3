import { readFileSync } from "node:fs";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import { expect, test } from "vitest";
import { pictureName } from "../attempt/keys.ts";
import { fixture } from "../fixtures.ts";
import { shippedSyllabuses } from "../library.ts";
import { openMemoryStore } from "../store/memory.ts";
import { openDay } from "../testing/exam-day.ts";
import { picturedBank } from "../testing/pictured-bank.ts";
import { loadBank } from "./load-bank.ts";

/** A day whose pictures are not read before `letGo`. */
async function slowDay() {
  const store = openMemoryStore();
  await loadBank(store.bank, picturedBank(), [...shippedSyllabuses().values()]);
  const { media } = store.bank;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  store.bank.media = async (name) => {
    await held;
    return media(name);
  };
  return { day: await openDay(store), letGo };
}

const dot = sha256(readFileSync(fixture("samples", "banks", "media", "dot.png")));

test.each([false, true])(
  "papers that are being sealed leave nothing in memory once taken back: %s",
  async (back) => {
    const { day, letGo } = await slowDay();
    const { sittings, papers, room } = day.delivery;
    const sitting = await day.planned(5);
    const sealing = papers.prepare(sitting);
    if (back) expect(await sittings.withdraw(sitting.record.id, "名单有误", "officer")).toEqual({ ok: true });
    letGo();
    await sealing;
    const kept = sitting.places.filter(({ attempt }) => room.peek(attempt) !== null);
    expect(kept).toHaveLength(back ? 0 : 5);
    const picture = await papers.picture(pictureName(sitting.record.secret, dot));
    expect(picture === undefined).toBe(back);
  },
);
