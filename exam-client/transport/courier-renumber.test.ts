import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { openCourier } from "./courier.ts";
import type { Outbox } from "./outbox.ts";
import type { Outcome } from "./wire.ts";

const breathe = () => new Promise((resolve) => setImmediate(resolve));
const told = (lastSeq: number) => ({ answers: {}, flags: [], lastSeq });
const entry: Entry = {
  seq: 5,
  epoch: 1,
  made: 0,
  synced: 0,
  change: { kind: "respond", item: "item-1", response: "A" },
};

/** A courier that found entry 5 on disk; `replace` is the disk's answer to numbering anew. */
async function courierWith(replace: () => Promise<void>) {
  const sent: number[][] = [];
  let timers: (() => void)[] = [];
  const shown: Outbox[] = [];
  const courier = await openCourier({
    journal: {
      load: () => Promise.resolve({ head: 5, entries: [entry], aside: [] }),
      write: () => Promise.resolve(),
      settle: () => Promise.resolve(),
      replace,
    },
    keeps: true,
    send: async (_epoch, entries): Promise<Outcome<"entries">> => {
      sent.push(entries.map(({ seq }) => seq));
      return {
        ok: true,
        replies: entries.map(({ seq }) => ({ seq, result: "accepted" })),
        expected: (entries[entries.length - 1]?.seq ?? 0) + 1,
      };
    },
    later: (_ms, act) => {
      timers.push(act);
      return () => {
        timers = timers.filter((one) => one !== act);
      };
    },
    chance: () => 0,
    changed: (box) => shown.push(box),
    stopped: () => {},
  });
  const passTime = async () => {
    await breathe();
    const due = timers;
    timers = [];
    for (const act of due) act();
    await breathe();
  };
  return { courier, sent, passTime, pending: () => shown[shown.length - 1]?.pending ?? [] };
}

test("ANS-1 what is on disk under its old number is not sent under a new one before the disk has it", async () => {
  let refuses = true;
  const { courier, sent, passTime, pending } = await courierWith(() =>
    refuses ? Promise.reject(new Error("full")) : Promise.resolve(),
  );
  courier.reopen(told(0));
  courier.resume(1);
  for (let round = 0; round < 4; round += 1) await passTime();
  expect(sent).toEqual([]);
  expect(pending()).toEqual([{ entry, kept: "disk" }]);
  refuses = false;
  await passTime();
  expect(sent).toEqual([[1]]);
  expect(pending()).toEqual([]);
});

test("nothing is under way while numbers change, though the line breaks and comes back meanwhile", async () => {
  let finish = () => {};
  const { courier, sent } = await courierWith(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  courier.reopen(told(0));
  courier.resume(1);
  courier.pause();
  courier.reopen(told(4));
  courier.resume(2);
  await breathe();
  expect(sent).toEqual([]);
  finish();
  await breathe();
  expect(sent).toHaveLength(1);
});
