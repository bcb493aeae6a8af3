import type { StaffPushes } from "@kaochang/exam-server/protocol/messages.ts";
import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import { expect, test, vi } from "vitest";
import type { LinkStatus, StaffConnection } from "../../transport/staff-connection.ts";
import { createBoardStore } from "./board-store.ts";
import { aSeat, aSitting } from "./seat.fixture.ts";
import { followBoard } from "./use-board.ts";

const clock = { exam: 1_000, wall: 0 };

const notFound: Refusal = { ok: false, code: "not-found" };

/** A server in one object: answers `watch` with the seats it holds at that moment. */
function fakeServer() {
  const told: {
    status?: (status: LinkStatus) => void;
    board?: StaffPushes["board"];
    withdrawn?: StaffPushes["withdrawn"];
  } = {};
  const server = { seats: [aSeat("1")], asked: [] as string[], known: true, refusal: notFound };
  const reply = (name: string) => {
    server.asked.push(name);
    if (!server.known) return server.refusal;
    return name === "watch"
      ? { ok: true, sitting: aSitting, seats: server.seats, clock, warnings: [], acts: [] }
      : { ok: true, ...clock };
  };
  const connection: StaffConnection = {
    request: async (name) => reply(name) as never,
    onBoard: (listener) => {
      told.board = listener;
      return () => delete told.board;
    },
    onWithdrawn: (listener) => {
      told.withdrawn = listener;
      return () => delete told.withdrawn;
    },
    onStatus: (listener) => {
      told.status = listener;
      return () => delete told.status;
    },
    close: () => {},
  };
  return { server, told, connection };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("watches when the link comes up, merges pushes, and watches again after a loss", async () => {
  const { server, told, connection } = fakeServer();
  const store = createBoardStore();
  const stop = followBoard(connection, store, "s-1");
  told.status?.({ kind: "connected" });
  await settled();
  expect([...store.getState().seats.keys()]).toEqual(["a-03-1"]);
  told.board?.({ sitting: aSitting, seats: [aSeat("2")], clock, warnings: [], acts: [] });
  expect(store.getState().seats.size).toBe(2);

  told.status?.({ kind: "lost" });
  expect(store.getState().link.kind).toBe("lost");
  expect(store.getState().seats.size).toBe(2);
  server.seats = [aSeat("1", { answered: 30 })];
  told.status?.({ kind: "connected" });
  await settled();
  expect(store.getState().seats.get("a-03-1")?.answered).toBe(30);
  expect(server.asked.filter((name) => name === "watch")).toHaveLength(2);
  stop();
  expect(told).toEqual({});
});

test("a refusal of the sitting is kept, to be shown", async () => {
  const { server, told, connection } = fakeServer();
  server.known = false;
  const store = createBoardStore();
  const stop = followBoard(connection, store, "gone");
  told.status?.({ kind: "connected" });
  await settled();
  expect(store.getState().problem).toBe("not-found");
  stop();
});

test("a refused watch is asked again", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { server, told, connection } = fakeServer();
  server.known = false;
  const store = createBoardStore();
  const stop = followBoard(connection, store, "s-1");
  told.status?.({ kind: "connected" });
  await settled();
  server.known = true;
  vi.advanceTimersByTime(15_000);
  await settled();
  stop();
  vi.useRealTimers();
  expect(store.getState()).toMatchObject({ problem: null, sitting: aSitting });
});

test("the clock is measured again and again", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { server, told, connection } = fakeServer();
  const stop = followBoard(connection, createBoardStore(), "s-1");
  told.status?.({ kind: "connected" });
  await settled();
  vi.advanceTimersByTime(45_000);
  stop();
  vi.advanceTimersByTime(45_000);
  vi.useRealTimers();
  expect(server.asked.filter((name) => name === "sync")).toHaveLength(4);
});

test("PLAN-8 papers that were taken back leave no board: who did it and why is all that is known", async () => {
  const { server, told, connection } = fakeServer();
  const store = createBoardStore();
  const stop = followBoard(connection, store, "s-1");
  told.status?.({ kind: "connected" });
  await settled();
  const back = { ok: false, code: "papers-withdrawn", by: "officer", reason: "名单有误" } as const;
  told.withdrawn?.({ ...back, sitting: "s-2" });
  expect(store.getState()).toMatchObject({ problem: null, sitting: aSitting });

  const gone = { problem: "papers-withdrawn", sitting: null, seats: new Map() };
  told.withdrawn?.({ ...back, sitting: "s-1" });
  expect(store.getState()).toMatchObject({ ...gone, withdrawn: { by: "officer", reason: "名单有误" } });
  told.status?.({ kind: "lost" });
  expect(store.getState()).toMatchObject(gone);

  server.refusal = back;
  server.known = false;
  told.status?.({ kind: "connected" });
  await settled();
  expect(store.getState()).toMatchObject({ ...gone, withdrawn: { by: "officer", reason: "名单有误" } });
  stop();
});
