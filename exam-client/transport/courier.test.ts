import fc from "fast-check";
import { expect, test } from "vitest";
import type { FakeServerParts } from "../e2e/fake-server.ts";
import { createWorld, type DiskFate, type Fate, type World } from "../testing/courier-world.ts";
import { type Outbox, onScreen, refusedItems } from "./outbox.ts";

type Step =
  | { kind: "respond"; item: string; response: string | null }
  | { kind: "cut" | "mend" | "reload" | "time" | "breathe" }
  | { kind: "restore"; count: number; opens: number };

const items = ["item-1", "item-2", "item-3"];
const refusedResponse = "Z";

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: respondWith("A", "B", "C", null) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ kind: "time" }, { kind: "breathe" }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ kind: "cut" }, { kind: "mend" }, { kind: "reload" }) },
);
const steps = fc.array(step, { minLength: 1, maxLength: 30 });
const fates = fc.array(fc.constantFrom<Fate>("through", "through", "lost", "reply-lost", "busy"), {
  minLength: 1,
  maxLength: 6,
});

function respondWith(...responses: (string | null)[]): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constant("respond" as const),
    item: fc.constantFrom(...items),
    response: fc.constantFrom(...responses),
  });
}

async function play(world: World, plan: readonly Step[]): Promise<void> {
  await world.load();
  for (const one of plan) {
    if (one.kind === "respond") world.respond(one.item, one.response);
    else if (one.kind === "reload") await world.load();
    else if (one.kind === "restore") world.restore(one.count, one.opens);
    else if (one.kind === "time") await world.passTime();
    else if (one.kind === "breathe") await world.breathe();
    else world[one.kind]();
  }
}

function expectTruth(world: World, box: Outbox): void {
  const pending = new Set(box.pending.map(({ entry }) => entry.change.item));
  for (const item of items.filter((one) => !pending.has(one))) {
    expect(onScreen(box).responses[item]).toEqual(world.server.answers().responses[item]);
  }
}

const diskFates = fc.array(fc.constantFrom<DiskFate>("kept", "failed"), { minLength: 1, maxLength: 6 });

const runs = { numRuns: 150 };

test("ANS-1 an answer shown as on the server is on the server, whatever is lost and however often the page reloads", () =>
  fc.assert(
    fc.asyncProperty(steps, fates, diskFates, async (plan, network, settling) => {
      const refuseC: FakeServerParts["judge"] = ({ change }) =>
        change.kind === "respond" && change.response === "C"
          ? { result: "refused", code: "response-invalid" }
          : null;
      const world = createWorld(network, ["kept"], refuseC, settling);
      world.onShow((box) => expectTruth(world, box));
      await play(world, plan);
      await world.calm();
      expect(world.box().pending).toEqual([]);
      expectTruth(world, world.box());
    }),
    runs,
  ));

test("ANS-2 an entry leaves the journal only on a reply to it", () =>
  fc.assert(
    fc.asyncProperty(steps, fates, async (plan, network) => {
      const world = createWorld(network, ["kept"]);
      await play(world, plan);
      const received = world.server.received("0".repeat(32)).length;
      for (const seq of world.log.gone) expect(seq).toBeLessThanOrEqual(received);
      const kept = [...world.platter.entries.keys()];
      const left = Array.from({ length: world.platter.head }, (_, at) => at + 1).filter(
        (seq) => !kept.includes(seq),
      );
      for (const seq of left) expect(world.log.gone).toContain(seq);
      await world.calm();
      expect(world.server.received("0".repeat(32))).toHaveLength(world.platter.head);
      expect(world.platter.entries.size).toBe(0);
    }),
    runs,
  ));

test("ANS-3 after a reload entries are resent in order and pending answers win on screen", () =>
  fc.assert(
    fc.asyncProperty(steps, fates, async (plan, network) => {
      const world = createWorld(network, ["kept"]);
      await play(world, plan);
      await world.breathe();
      const expected = { ...world.screen() };
      world.cut();
      world.log.sent = [];
      await world.load();
      expect(world.screen()).toEqual(expected);
      expect(world.box().pending.map(({ entry }) => entry.seq)).toEqual(
        [...world.platter.entries.keys()].sort((a, b) => a - b),
      );
      await world.calm();
      for (const batch of world.log.sent) expect(batch).toEqual(batch.map((_, at) => (batch[0] ?? 0) + at));
      expect(world.screen()).toEqual(expected);
      expect(world.server.answers().responses).toEqual(expected);
    }),
    runs,
  ));

test("ANS-4 a refused entry is set aside and does not block later ones", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(respondWith("A", refusedResponse), { minLength: 1, maxLength: 20 }),
      fates,
      async (plan, network) => {
        const world = createWorld(network, ["kept"], ({ change }) =>
          change.kind === "respond" && change.response === refusedResponse
            ? { result: "refused", code: "response-invalid" }
            : null,
        );
        await play(world, plan);
        await world.calm();
        const written = plan.flatMap((one) => (one.kind === "respond" ? [one] : []));
        expect(world.platter.aside.size).toBe(
          written.filter(({ response }) => response === refusedResponse).length,
        );
        expect(world.platter.entries.size).toBe(0);
        const last = new Map(written.map(({ item, response }) => [item, response]));
        expect([...refusedItems(world.box())].sort()).toEqual(
          [...last]
            .filter(([, response]) => response === refusedResponse)
            .map(([item]) => item)
            .sort(),
        );
        for (const { item } of written.filter(({ response }) => response === "A")) {
          expect(world.server.answers().responses[item]).toBe("A");
        }
      },
    ),
    runs,
  ));

test("ANS-1 a disk that fails now and then is never called kept, and what it holds has no gap", () =>
  fc.assert(
    fc.asyncProperty(
      steps,
      fates,
      fc.array(fc.constantFrom<DiskFate>("kept", "failed"), { minLength: 1 }),
      async (plan, network, disk) => {
        const world = createWorld(network, disk);
        world.onShow((box) => {
          for (const { entry, kept } of box.pending) {
            if (kept === "disk") expect(world.platter.entries.get(entry.seq)).toEqual(entry);
          }
        });
        await play(world, plan);
        await world.calm();
        expect(world.box().pending).toEqual([]);
        expectTruth(world, world.box());
      },
    ),
    runs,
  ));

test("ANS-3 a server laid back from a backup takes everything that it had not acknowledged", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { weight: 5, arbitrary: step },
          {
            weight: 1,
            arbitrary: fc.record({
              kind: fc.constant("restore" as const),
              count: fc.nat(4),
              opens: fc.nat(3),
            }),
          },
        ),
        { minLength: 1, maxLength: 30 },
      ),
      fates,
      diskFates,
      async (plan, network, disk) => {
        const world = createWorld(network, disk);
        world.onShow((box) => expectTruth(world, box));
        await play(world, plan);
        await world.breathe();
        const wanted = { ...world.screen() };
        await world.calm();
        expect(world.box().pending).toEqual([]);
        expect(world.box().aside).toEqual([]);
        expect(world.screen()).toEqual(wanted);
        expect(world.server.answers().responses).toEqual(wanted);
        expect(world.box().head).toBe(world.server.received("0".repeat(32)).length);
      },
    ),
    runs,
  ));

test("ANS-2 what an old PC still has is handed over whole and once, whatever the line does, and nothing of it counts", () =>
  fc.assert(
    fc.asyncProperty(steps, fates, diskFates, fc.nat(3), async (plan, network, disk, losses) => {
      const world = createWorld(network, disk);
      await play(world, plan);
      await world.breathe();
      const before = structuredClone(world.server.answers());
      const had = world.server.received("0".repeat(32)).length;
      const left = world
        .box()
        .pending.map(({ entry }) => entry)
        .filter(({ seq }) => seq > had);
      await world.depose(losses);
      expect(world.box().pending).toEqual([]);
      expect(world.server.claims()).toEqual(left);
      expect(world.server.answers()).toEqual(before);
    }),
    runs,
  ));

test("ANS-2 without a disk answers still reach the server", async () => {
  const world = createWorld(["through"], ["failed"]);
  await world.load();
  world.respond("item-1", "A");
  world.respond("item-2", "B");
  await world.breathe();
  expect(world.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B" });
  expect(world.platter.entries.size).toBe(0);
});

test("a server that keeps refusing is asked again and the tries are counted", async () => {
  const world = createWorld(["busy"], ["kept"]);
  await world.load();
  world.respond("item-1", "A");
  await world.breathe();
  await world.passTime();
  await world.passTime();
  expect(world.box().pending).toHaveLength(1);
  await world.calm();
  expect(world.box().pending).toEqual([]);
});
