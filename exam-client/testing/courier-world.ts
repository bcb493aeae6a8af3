import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { paper100 } from "../e2e/fake-paper.ts";
import { createFakeServer, type FakeServerParts } from "../e2e/fake-server.ts";
import { type Courier, openCourier } from "../transport/courier.ts";
import type { Journal } from "../transport/journal.ts";
import { type Aside, type Outbox, onScreen } from "../transport/outbox.ts";
import type { Outcome } from "../transport/wire.ts";

export type Fate = "through" | "lost" | "reply-lost" | "busy";
export type DiskFate = "kept" | "failed";

const journalName = "0".repeat(32);

/** Lets everything run that waits for nothing but promises. */
async function breathe(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** What a disk holds of one journal; it outlives the page. */
function createPlatter() {
  return { head: 0, entries: new Map<number, Entry>(), aside: new Map<number, Aside>() };
}

/**
 * One candidate's page, PC and server, with every fault drawn from the lists given (in turn, over and
 * over). `check` runs whenever the page shows something new.
 */
export function createWorld(
  fates: readonly Fate[],
  diskFates: readonly DiskFate[],
  judge: NonNullable<FakeServerParts["judge"]> = () => null,
  settleFates: readonly DiskFate[] = ["kept"],
) {
  const server = createFakeServer({ paper: paper100(), now: () => 0, judge, view: { phase: "running" } });
  const platter = createPlatter();
  const log: { sent: number[][]; gone: number[]; shown: Outbox[] } = { sent: [], gone: [], shown: [] };
  let timers: (() => void)[] = [];
  let page = 0;
  let online = true;
  /** Of the last `open` that this page was told of. */
  let epoch = 0;
  let faults = true;
  let turn = 0;
  let courier: Courier | null = null;
  let box: Outbox | null = null;
  let check: (box: Outbox) => void = () => {};

  const draw = <T>(list: readonly T[], calm: T): T => (faults ? (list[turn++ % list.length] ?? calm) : calm);

  const journalOf = (mine: number): Journal => ({
    load: () =>
      Promise.resolve({
        head: platter.head,
        entries: [...platter.entries.values()].sort((a, b) => a.seq - b.seq),
        aside: [...platter.aside.values()],
      }),
    async write(entries) {
      await Promise.resolve();
      if (mine !== page || draw(diskFates, "kept") === "failed") throw new Error("not kept");
      if (platter.head >= (entries[0]?.seq ?? 0)) throw new Error("another page wrote here");
      for (const entry of entries) platter.entries.set(entry.seq, structuredClone(entry));
      platter.head = entries.at(-1)?.seq ?? platter.head;
    },
    async settle({ gone, aside }) {
      await Promise.resolve();
      if (mine !== page || draw(settleFates, "kept") === "failed") throw new Error("not settled");
      for (const entry of gone) {
        const found = platter.entries.get(entry.seq);
        if (JSON.stringify(found) === JSON.stringify(entry)) platter.entries.delete(entry.seq);
      }
      for (const one of aside) platter.aside.set(one.entry.seq, structuredClone(one));
      log.gone.push(...gone.map(({ seq }) => seq));
    },
    async replace(entries, head, former) {
      await Promise.resolve();
      if (mine !== page || draw(diskFates, "kept") === "failed") throw new Error("not kept");
      if (platter.head > former) throw new Error("another page wrote here");
      platter.entries.clear();
      for (const entry of entries) platter.entries.set(entry.seq, structuredClone(entry));
      platter.head = head;
    },
  });

  const send = async (mine: number, epoch: number, entries: Entry[]): Promise<Outcome<"entries">> => {
    const fate = draw(fates, "through");
    await Promise.resolve();
    if (!online || mine !== page || fate === "lost") return { ok: false, code: "no-answer" };
    if (fate === "busy") return { ok: false, code: "too-many-messages" };
    log.sent.push(entries.map(({ seq }) => seq));
    const reply = server.handle("entries", {
      journal: journalName,
      epoch,
      entries: structuredClone(entries),
    });
    await Promise.resolve();
    return fate === "reply-lost" || !online ? { ok: false, code: "no-answer" } : reply;
  };

  const takeLease = () => {
    const reply = server.handle("open", { journal: journalName });
    if (!reply.ok) throw new Error("the fake server refused to open");
    courier?.reopen(reply.view);
    epoch = reply.view.epoch;
    courier?.resume(reply.view.epoch);
  };

  /** The page is closed without warning and opened again. */
  const load = async () => {
    page += 1;
    const mine = page;
    timers = [];
    courier?.pause();
    courier = await openCourier({
      journal: journalOf(mine),
      keeps: true,
      send: (epoch, entries) => send(mine, epoch, entries),
      later: (_ms, act) => {
        timers.push(act);
        return () => {
          timers = timers.filter((one) => one !== act);
        };
      },
      chance: () => 0,
      changed: (next) => {
        if (mine !== page) return;
        box = next;
        check(next);
      },
      stopped: (code) => {
        throw new Error(`stopped: ${code}`);
      },
    });
    takeLease();
  };

  const passTime = () => {
    const due = timers;
    timers = [];
    for (const act of due) act();
  };

  return {
    server,
    platter,
    log,
    box: () => {
      if (box === null) throw new Error("the page was not loaded");
      return box;
    },
    screen: () => (box === null ? {} : onScreen(box).responses),
    onShow: (next: (box: Outbox) => void) => {
      check = next;
    },
    load,
    breathe,
    /** A disk that works at all answers before any timer runs out. */
    async passTime() {
      await breathe();
      passTime();
      await breathe();
    },
    respond(item: string, response: string | null) {
      courier?.write({ kind: "respond", item, response }, epoch, { made: 0, synced: 0 });
    },
    cut() {
      online = false;
      courier?.pause();
    },
    mend() {
      online = true;
      takeLease();
    },
    /** The server comes back from a backup with so many entries, made some opens ago. */
    restore(count: number, opens: number) {
      courier?.pause();
      server.restore(journalName, count, opens);
      takeLease();
    },
    /** Another seat has the attempt from now on; the line breaks and comes back `times` times. */
    async depose(times: number) {
      courier?.pause();
      server.move();
      for (let time = 0; time < times; time += 1) {
        online = true;
        courier?.surrender();
        await breathe();
        passTime();
        await breathe();
        online = false;
        courier?.pause();
      }
      faults = false;
      online = true;
      courier?.surrender();
      for (let round = 0; round < 6; round += 1) {
        await breathe();
        passTime();
      }
      await breathe();
    },
    /** No more faults: everything that can arrive arrives. */
    async calm() {
      faults = false;
      online = true;
      takeLease();
      for (let round = 0; round < 6; round += 1) {
        await breathe();
        passTime();
      }
      await breathe();
    },
  };
}

export type World = ReturnType<typeof createWorld>;
