import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fate } from "../e2e/fake-connection.ts";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom, type RoomOptions } from "../testing/room.ts";
import { type Room, sit } from "../testing/sit.ts";
import { until } from "../testing/until.ts";
import { unseenMessages } from "./read.ts";

const minute = 60_000;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

type Page = Awaited<ReturnType<typeof sit>>;

/** A page in the exam, at item-3 of which one answer is on the server. */
async function answering(options: RoomOptions = {}) {
  const room = openRoom(options);
  const page = await sit(room);
  room.server.start();
  await until(() => page.screen() === "exam");
  page.desk.respond("item-1", "A");
  page.desk.goTo("item-3");
  await pass(100);
  return { room, page, ...room };
}

const left = ({ desk }: Page) => desk.clock.store.getState().secondsLeft ?? 0;
const answers = ({ server }: Room) => server.answers().responses;

test("PAGE-5 a paused page sends what was typed before, takes nothing more, and returns to the same question", async () => {
  const { room, page, server } = await answering();
  page.desk.type("item-3", "typed and not yet written");
  server.pause("suspension");
  expect(page.screen()).toBe("suspended");
  await pass(100);
  expect(server.acknowledged()).toBe(1);
  expect(answers(room)).toEqual({ "item-1": "A", "item-3": "typed and not yet written" });
  page.desk.respond("item-2", "B");
  page.desk.type("item-3", "more");
  page.desk.flag("item-4");
  await pass(5_000);
  expect(answers(room)).toEqual({ "item-1": "A", "item-3": "typed and not yet written" });
  server.resume("suspension");
  expect(page.screen()).toBe("exam");
  expect(page.state().current).toBe("item-3");
  page.desk.respond("item-2", "B");
  await pass(100);
  expect(page.state().screen.responses).toEqual(answers(room));
  expect(answers(room)).toMatchObject({ "item-2": "B" });
});

test("PAGE-5 the clock stands still when the time is given back, and is no notice of added time afterwards", async () => {
  const { page, server } = await answering();
  server.pause("suspension");
  await pass(100);
  const before = left(page);
  await pass(7 * minute);
  expect(left(page)).toBe(before);
  server.resume("suspension");
  expect(left(page)).toBe(before);
  expect(page.state().added).toBe(0);
  await pass(minute);
  expect(before - left(page)).toBe(60);
});

test("PAGE-5 without credit the time runs on, and its end is the end", async () => {
  const { page, server } = await answering();
  server.pause("suspension", false);
  await pass(100);
  const before = left(page);
  await pass(minute);
  expect(before - left(page)).toBe(60);
  server.leave(1_000);
  await pass(2_000);
  expect(page.screen()).toBe("suspended");
  server.collect();
  expect(page.screen()).toBe("collecting");
});

test("PAGE-5 time that is added during a pause is told of, without what the clock stood still for", async () => {
  const { page, server } = await answering();
  server.pause("suspension");
  await pass(3 * minute);
  server.grant(10 * minute);
  await pass(3 * minute);
  server.resume("suspension");
  expect(page.state().added).toBe(10 * minute);
});

test("PAGE-5 a reload in a pause stays covered, says so again, and comes back with everything", async () => {
  let fate: Fate = "lost";
  const { room, page, server } = await answering({
    fate: (name) => (name === "pause-seen" ? fate : "through"),
  });
  server.pause("suspension");
  await pass(100);
  const second = await room.enter();
  page.desk.store.setState({ online: false });
  fate = "through";
  await second.desk.begin();
  await pass(5_000);
  expect(second.screen()).toBe("suspended");
  expect(server.acknowledged()).toBe(1);
  server.resume("suspension");
  await until(() => second.screen() === "exam");
  expect(second.state().screen.responses).toEqual({ "item-1": "A" });
});

test("PAGE-5 a page that was cut off learns of the pause, covers itself, and hands over what it wrote", async () => {
  const { room, page, line, server } = await answering();
  line.cut();
  server.pause("evacuation");
  page.desk.respond("item-2", "C");
  await pass(2_000);
  expect([page.screen(), server.acknowledged()]).toEqual(["exam", 0]);
  line.mend();
  await pass(2_000);
  expect([page.screen(), server.acknowledged()]).toEqual(["evacuated", 1]);
  expect(answers(room)).toMatchObject({ "item-2": "C" });
});

test("PAGE-5 a pause that ends while the line is down is over when it is back", async () => {
  const { page, line, server } = await answering();
  server.pause("suspension");
  await pass(100);
  line.cut();
  await pass(2_000);
  line.mend();
  await pass(2_000);
  expect(server.acknowledged()).toBe(1);
  line.cut();
  server.resume("suspension");
  await pass(minute);
  expect(page.screen()).toBe("suspended");
  line.mend();
  await pass(2_000);
  expect(page.screen()).toBe("exam");
  expect(page.state().current).toBe("item-3");
});

test("PAGE-5 an acknowledgement that is lost is sent until it is heard", async () => {
  let fate: Fate = "lost";
  const { server } = await answering({ fate: (name) => (name === "pause-seen" ? fate : "through") });
  server.pause("suspension");
  await pass(5_000);
  expect(server.acknowledged()).toBe(0);
  fate = "through";
  await pass(10_000);
  expect(server.acknowledged()).toBe(1);
});

test("PAGE-5 after an evacuation, who was suspended before it still is", async () => {
  const { page, server } = await answering();
  server.pause("suspension");
  await pass(100);
  const before = left(page);
  server.pause("evacuation");
  expect(page.screen()).toBe("evacuated");
  await pass(10 * minute);
  server.resume("evacuation");
  expect(page.screen()).toBe("suspended");
  await pass(minute);
  server.resume("suspension");
  expect([page.screen(), left(page), page.state().added]).toEqual(["exam", before, 0]);
});

test("PAGE-5 a hand-in that was under way is called off, so that nobody hands in unseen", async () => {
  const { page, line, server } = await answering();
  line.cut();
  page.desk.respond("item-2", "B");
  page.desk.handIn();
  server.pause("suspension");
  line.mend();
  await pass(2_000);
  server.resume("suspension");
  await pass(5_000);
  expect([page.screen(), page.state().handIn.kind]).toEqual(["exam", "none"]);
});

test("PAGE-5 a hand-in that crosses a pause is refused, and no word of it is left afterwards", async () => {
  const { page, server } = await answering();
  page.desk.handIn();
  server.pause("suspension");
  await pass(2_000);
  expect(page.screen()).toBe("suspended");
  server.resume("suspension");
  expect(page.state().handIn).toEqual({ kind: "none" });
});

test("PAGE-5 before the start too a page stops and goes on", async () => {
  const room = openRoom();
  const page = await sit(room);
  room.server.pause("evacuation");
  await pass(100);
  expect([page.screen(), room.server.acknowledged()]).toEqual(["evacuated", 1]);
  room.server.resume("evacuation");
  expect(page.screen()).toBe("waiting");
});

test("ACT-4 messages stay in their order until they are put away, and the receipt is sent then", async () => {
  const { page, server } = await answering();
  server.say("m1", "请保持安静");
  server.say("m2", "还有一小时");
  await pass(minute);
  expect(unseenMessages(page.state()).map(({ text }) => text)).toEqual(["请保持安静", "还有一小时"]);
  expect(server.receipts()).toEqual([]);
  page.desk.closeMessage("m1");
  expect(unseenMessages(page.state()).map(({ id }) => id)).toEqual(["m2"]);
  await pass(100);
  expect(server.receipts()).toEqual(["m1"]);
});

test("a message that stands on the screen is told, and is no receipt", async () => {
  const { page, server } = await answering();
  server.say("m1", "请保持安静");
  page.desk.messageShown("m1");
  await pass(100);
  server.say("m2", "还有一小时");
  expect(unseenMessages(page.state()).map(({ id, shown }) => [id, shown])).toEqual([
    ["m1", true],
    ["m2", false],
  ]);
  expect(server.receipts()).toEqual([]);
});

test("ACT-4 a receipt that does not arrive is sent again, also on the next line", async () => {
  let fate: Fate = "lost";
  const { page, line, server } = await answering({
    fate: (name) => (name === "message-seen" ? fate : "through"),
  });
  server.say("m1", "请保持安静");
  page.desk.closeMessage("m1");
  await pass(3_000);
  line.cut();
  await pass(3_000);
  fate = "through";
  line.mend();
  await pass(3_000);
  expect(unseenMessages(page.state())).toEqual([]);
  expect(server.receipts()).toEqual(["m1"]);
});

test("ACT-4 a message while waiting for the start stays over the start", async () => {
  const room = openRoom();
  const page = await sit(room);
  room.server.say("m1", "开考推迟十分钟");
  expect(unseenMessages(page.state())).toHaveLength(1);
  room.server.start();
  await until(() => page.screen() === "exam");
  expect(unseenMessages(page.state())).toHaveLength(1);
});

test("a hand-in that is undone brings the paper back, and says so", async () => {
  const { page, server } = await answering();
  page.desk.handIn();
  await pass(100);
  expect([page.screen(), page.state().reopened]).toEqual(["receipt", false]);
  await pass(2 * minute);
  server.reopen();
  await until(() => page.screen() === "exam");
  expect(page.state()).toMatchObject({ reopened: true, added: 0 });
  server.grant(minute);
  expect(page.state()).toMatchObject({ reopened: true, added: minute });
  expect(page.state().screen.responses).toEqual({ "item-1": "A" });
  page.desk.dismissReopened();
  page.desk.respond("item-2", "B");
  await pass(100);
  expect(server.answers().responses).toMatchObject({ "item-2": "B" });
  expect(page.state().reopened).toBe(false);
});

test("a latecomer who is let in goes on by itself, and who was refused for another PC does not push in", async () => {
  const room = openRoom();
  room.server.hold("entry-closed");
  const page = await sit(room);
  expect(page.state().stage).toEqual({ kind: "halted", code: "entry-closed" });
  room.server.hold(null);
  room.line.letIn();
  await pass(100);
  expect(page.screen()).toBe("waiting");

  room.server.hold("lease-held");
  const other = await room.enter();
  await other.desk.begin();
  await pass(100);
  room.server.hold(null);
  room.line.cut();
  room.line.mend();
  await pass(2_000);
  expect(other.state().stage).toEqual({ kind: "halted", code: "lease-held" });
});

test("SIG-1 signals reach the server once each, with no text, and nothing is measured in a pause", async () => {
  const { page, server } = await answering();
  page.desk.conduct.away(true);
  await pass(4_000);
  page.desk.conduct.away(false);
  page.desk.conduct.pasted(42);
  await pass(1_000);
  server.pause("suspension");
  page.desk.conduct.away(true);
  await pass(4_000);
  page.desk.conduct.away(false);
  await pass(2 * minute);
  const signals = server.notes().filter(({ kind }) => kind !== "disk");
  expect(signals).toEqual([
    { kind: "left", made: expect.any(Number), times: 1, ms: expect.any(Number) },
    { kind: "pasted", made: expect.any(Number), times: 1, length: 42 },
  ]);
});

test("SIG-1 what happens while the line is down is told when it is back, as one note of each kind", async () => {
  const { page, line, server } = await answering();
  line.cut();
  for (let turn = 0; turn < 20; turn += 1) {
    page.desk.conduct.away(true);
    await pass(2_000);
    page.desk.conduct.away(false);
    await pass(20_000);
  }
  line.mend();
  await pass(2 * minute);
  const left = server.notes().filter((note) => note.kind === "left");
  expect(left.length).toBeLessThanOrEqual(3);
  expect(left.reduce((times, note) => times + note.times, 0)).toBe(20);
});
