import { expect, test } from "vitest";
import { openMemoryStore } from "../store/memory.ts";
import { enter, openDay } from "../testing/exam-day.ts";
import { openArchive } from "./make.ts";
import { openSigningKey } from "./signing-key.ts";
import { verifyArchive } from "./verify.ts";

test("a sitting of own starts, which was ended while one had not come, verifies from its archive", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.planned(3, { start: "own" });
  const { room, sittings, acts } = day.delivery;
  const { id } = sitting.record;
  const [one = "", two = ""] = sitting.places.map(({ attempt }) => attempt);
  for (const attempt of [one, two]) await enter(day, attempt);
  await sittings.start(id, "p");
  await room.execute(one, { kind: "begin", epoch: 1 });
  day.pass(5000);
  await room.execute(two, { kind: "begin", epoch: 1 });
  const handIn = { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 0 } as const;
  for (const attempt of [one, two]) await room.execute(attempt, handIn);
  await acts.reopen({ attempt: two, reason: "误交", credited: true }, "p");
  await room.execute(two, handIn);
  day.pass(30_000);
  expect(await sittings.end(id, "p")).toMatchObject({ ok: true, absent: 1 });
  await day.delivery.stop();

  const key = await openSigningKey(store.secrets, Buffer.alloc(32, 7));
  const opened = await openArchive(store, id, key, 1_800_000_000_000);
  if (!opened.ok) throw new Error(opened.code);
  const parts: Uint8Array[] = [];
  for await (const part of opened.bytes) parts.push(part);
  const verified = verifyArchive(Buffer.concat(parts));
  expect(verified.faults).toEqual([]);
  expect(verified.checked).toMatchObject({ attempts: 3, papers: 3 });
});
