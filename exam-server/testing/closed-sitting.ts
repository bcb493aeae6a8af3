import { randomBytes } from "node:crypto";
import { openDelivery } from "../delivery/delivery.ts";
import { loadBank } from "../delivery/load-bank.ts";
import { preparePractice } from "../delivery/practice-sitting.ts";
import { shippedForm, shippedSyllabuses } from "../library.ts";
import type { Store } from "../store/store.ts";
import { respond } from "./attempts.ts";
import { picturedBank } from "./pictured-bank.ts";

/**
 * A sitting that was sat and closed: one candidate hands in, is let back in and handed in by a proctor; one
 * is suspended, gets more time and answers late too (quarantined, and admitted after the close); the third
 * never comes and is void.
 */
export async function closedSitting(store: Store) {
  let mono = 0;
  const syllabuses = shippedSyllabuses();
  await loadBank(store.bank, picturedBank(), [...syllabuses.values()]);
  const delivery = await openDelivery({
    store,
    monotonic: () => mono,
    wall: () => 1_800_000_000_000 + mono,
    syllabuses,
    rulesText: "{minutes}",
    remindAt: [],
    random: randomBytes,
    report: (what, reason) => {
      throw new Error(what, { cause: reason });
    },
  });
  delivery.run();
  const { room, sittings, quarantine, acts } = delivery;
  const made = await preparePractice(store, delivery, {
    title: "档案",
    ...shippedForm("ecommerce-l3", "theory", "form-100"),
    minutes: 1,
    candidates: 3,
    terms: { duration: 60_000, extra: 0, entryCloses: 30_000, handInOpens: 0, grace: 10_000 },
  });
  if (!made.ok) throw new Error(made.message);
  const { record, places } = made.sitting;
  const [first = "", second = "", third = ""] = places.map(({ attempt }) => attempt);

  const enter = async (attempt: string) => {
    await room.execute(attempt, { kind: "open", journal: "j", holderAlive: false });
    await room.execute(attempt, { kind: "confirm-identity", epoch: 1 });
    await room.execute(attempt, { kind: "accept-rules", epoch: 1 });
  };
  const answer = async (attempt: string, from: number, made: number) => {
    const { state } = await room.record(attempt);
    if (state.phase === "none") throw new Error("no attempt");
    const choices = state.paper.items.filter(({ type }) => type === "single-choice");
    const entries = choices
      .slice(from, from + 10)
      .map(({ id }, place) => respond(from + place + 1, id, "A", made));
    await room.entries(attempt, { journal: "j", epoch: 1, entries }, () => null);
  };

  const proctored = async () => {
    const by = "proctor";
    mono = 10_000;
    await acts.reopen({ attempt: first, reason: "误交", credited: true }, by);
    await answer(first, 10, 10_000);
    await acts.suspend({ sitting: record.id, attempts: [second], credited: true, reason: "核对身份" }, by);
    await room.execute(second, { kind: "pause-seen", epoch: 1 });
    mono = 20_000;
    await acts.resume({ sitting: record.id, attempts: [second], kind: "suspension" }, by);
    await acts.forceHandIn({ attempt: first, reason: "离场" }, by);
    await acts.void({ attempt: third, reason: "缺考" }, by);
    const about = { sitting: record.id, attempt: null, room: null, text: "停电两分钟" };
    await acts.recordIncident({ kind: "irregularity", category: "power", ...about }, by);
  };

  await enter(first);
  await enter(second);
  await sittings.start(record.id, "proctor");
  mono = 1000;
  await answer(first, 0, 1000);
  await room.execute(first, { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 10 });
  const grant = { sitting: record.id, attempts: [second], ms: 30_000, kind: "credit" as const };
  await sittings.grantTime({ ...grant, reason: "网线松动" }, "proctor");
  await proctored();
  mono = 50_000;
  await answer(second, 0, 50_000);
  mono = 150_000;
  await sittings.tick();
  await answer(second, 10, 149_000);
  const waiting = await quarantine.list(second);
  const entries = waiting.ok ? waiting.entries.slice(0, 4) : [];
  await quarantine.decide({ attempt: second, entries, admit: true, reason: "断网" }, "proctor");
  await delivery.stop();
  return {
    sitting: record.id,
    attempts: places.map(({ attempt }) => attempt),
    idNumbers: places.map(({ person }) => person.idNumber),
  };
}
