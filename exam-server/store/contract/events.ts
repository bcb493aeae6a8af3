import { expect, test } from "vitest";
import { type NewEvent, VersionConflict } from "../store.ts";
import { chain } from "./samples.ts";
import type { Subject } from "./subject.ts";

const stream = "attempt/a1";
const [one, two, three] = chain(stream, 3) as [NewEvent, NewEvent, NewEvent];

/** Whatever is wrong with one of several events, none of them is written. */
const conflicts: { name: string; events: NewEvent[] }[] = [
  { name: "a version that is taken", events: [two] },
  { name: "a version that skips one", events: [{ ...three, version: 4 }] },
  { name: "a hash that is not the head's", events: [{ ...three, previous: one.hash }] },
  { name: "a stream that begins in the middle", events: [{ ...two, stream: "attempt/new" }] },
  {
    name: "a stream that begins with a hash",
    events: [{ ...one, stream: "attempt/new", previous: two.hash }],
  },
  { name: "a second event that repeats the first", events: [three, three] },
];

export function eventsContract(subject: Subject): void {
  test("STORE-1 what was appended is read back in order, byte for byte, after a restart too", async () => {
    await subject.store().events.append([one, two]);
    await subject.store().events.append([three]);
    for (const open of [async () => subject.store(), subject.restarted]) {
      const read = await (await open()).events.read(stream);
      expect(read.map(({ position, ...event }) => event)).toEqual([one, two, three]);
      expect(read.map(({ position }) => position)).toEqual([1, 2, 3]);
    }
  });

  test("STORE-1 atomic append: of a batch over several streams all is written or nothing", async () => {
    const other = chain("sitting/s1", 2);
    await subject.store().events.append([one, ...other, two], 77);
    const late = chain("attempt/a2", 1);
    await expect(subject.store().events.append([three, ...late, two], 9999)).rejects.toThrow(VersionConflict);
    const store = await subject.restarted();
    expect(await store.events.read(stream)).toHaveLength(2);
    expect(await store.events.read("attempt/a2")).toEqual([]);
    expect(await store.events.clock()).toBe(77);
  });

  test.each(conflicts)(
    "STORE-2 version conflict: $name is refused and leaves nothing",
    async ({ events }) => {
      await subject.store().events.append([one, two]);
      const innocent = chain("attempt/innocent", 1);
      const append = subject.store().events.append([...innocent, ...events]);
      await expect(append).rejects.toThrow(VersionConflict);
      await expect(append).rejects.toMatchObject({ stream: events[0]?.stream });
      expect(await subject.store().events.readAfter(0, 100)).toHaveLength(2);
      await subject.store().events.append([three]);
      expect(await subject.store().events.read(stream)).toHaveLength(3);
    },
  );

  test("readAfter pages through all streams in the order of the store", async () => {
    const others = chain("attempt/a2", 4);
    await subject.store().events.append([one, ...others.slice(0, 2), two]);
    await subject.store().events.append([...others.slice(2), three]);
    const seen: string[] = [];
    let position = 0;
    for (;;) {
      const page = await subject.store().events.readAfter(position, 3);
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(3);
      seen.push(...page.map((event) => event.hash));
      position = page.at(-1)?.position ?? position;
    }
    const order = [one, ...others.slice(0, 2), two, ...others.slice(2), three];
    expect(seen).toEqual(order.map(({ hash }) => hash));
  });

  test("the clock keeps the highest exam time of events and readings, after a restart too", async () => {
    const clock = async () => [
      await subject.store().events.clock(),
      await (await subject.restarted()).events.clock(),
    ];
    expect(await clock()).toEqual([0, 0]);
    await subject.store().events.append([one]);
    expect(await clock()).toEqual([10.5, 10.5]);
    await subject.store().events.append([two], 500.25);
    expect(await clock()).toEqual([500.25, 500.25]);
    expect(await subject.store().events.lastWall()).toBeNull();
    await subject.store().events.keepClock(400, 8);
    expect(await clock()).toEqual([500.25, 500.25]);
    await subject.store().events.keepClock(1e9, 7);
    expect(await (await subject.restarted()).events.lastWall()).toBe(7);
    await subject.store().events.append([three], 12);
    expect(await clock()).toEqual([1e9, 1e9]);
  });

  test("an append of nothing writes nothing", async () => {
    await subject.store().events.append([]);
    expect(await subject.store().events.readAfter(0, 10)).toEqual([]);
    expect(await subject.store().events.read("attempt/unknown")).toEqual([]);
  });
}
