import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { io, type Socket } from "socket.io-client";
import type { BoardSeat, StaffReplies } from "../protocol/messages.ts";
import { connect, connected, signIn } from "../testing/seat.ts";
import { type Exam, openExam, papersOf } from "./delivery/exam.ts";
import { median, sleep } from "./delivery/figures.ts";
import { type Child, child, cpuMs, script } from "./delivery/processes.ts";
import { arriveAll } from "./delivery/seat.ts";
import { startSaving } from "./delivery/steady-room.ts";

const candidates = 1000;
const proctors = 20;
const saveEveryMs = 5000;
const rounds = 4;
const windowMs = 7000;
/** The whole board that a page gets first is not what it gets from then on. */
const settleMs = 1500;

/** What a server used and sent in a window of time. */
interface Used {
  /** Share of one core. */
  busy: number;
  /** To the page that was sent most. */
  bytesPerSecond: number;
}

type Way = "unwatched" | "watched" | "naive";
type Turns = Record<Way, Used[]>;

/** What 20 proctors who each watch all of 1,000 candidates cost, against nobody who watches. */
export async function bench(): Promise<BenchResult[]> {
  const exam = await openExam();
  try {
    const sitting = await exam.sitting(candidates);
    const papers = papersOf(exam.dataDir);
    const seats = await arriveAll(exam.url, sitting.people);
    await sitting.start();
    const saving = startSaving(seats, ({ attempt }) => papers.get(attempt) ?? [], saveEveryMs);
    await sleep(2 * saveEveryMs);
    const turns = await inTurn(exam, sitting.id);
    await saving.stop();
    return told(turns);
  } finally {
    await exam.close();
  }
}

function told({ unwatched, watched, naive }: Turns): BenchResult[] {
  const what = `board: ${proctors} proctors × ${candidates} candidates saving every ${saveEveryMs / 1000} s`;
  const busy = (used: readonly Used[]) => round(median(used.map((one) => one.busy)));
  const kilobytes = (used: readonly Used[]) => round(median(used.map((one) => one.bytesPerSecond)) / 1000);
  const added = median(watched.map((one, turn) => one.busy - (unwatched[turn]?.busy ?? 0)));
  return [
    atMost(`${what}: share of a core for the board`, round(added), "", 0.2),
    { name: `${what}: the same, an emit for each change instead`, value: busy(naive), unit: "" },
    { name: `${what}: share of a core in all`, value: busy(watched), unit: "" },
    { name: `${what}: the same while nobody watches`, value: busy(unwatched), unit: "" },
    atMost(`${what}: sent to each proctor`, kilobytes(watched), "kB/s", 10),
    { name: `${what}: the same, an emit for each change`, value: kilobytes(naive), unit: "kB/s" },
  ];
}

/** All ways in turn and then backwards: the machine's moods and a server that warms up meet all alike. */
async function inTurn(exam: Exam, sitting: string): Promise<Turns> {
  const { seat, watch } = await desk(exam, sitting);
  const naive = await naiveBoard(seat);
  const none = async () => [];
  const ways = {
    unwatched: () => used(exam.server.pid, none),
    watched: () => used(exam.server.pid, watch),
    naive: () => used(naive.pid, () => barePages(naive.said.url)),
  };
  const turns: Turns = { unwatched: [], watched: [], naive: [] };
  const order: Way[] = ["unwatched", "watched", "naive"];
  try {
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const way of order) turns[way].push(await ways[way]());
      order.reverse();
    }
    return turns;
  } finally {
    await naive.end();
  }
}

/** How all proctors come to the board, and one seat as they see it. */
async function desk({ url, proctor }: Exam, sitting: string) {
  const { username, password } = proctor;
  const cookie = await signIn(url, "staff", { username, password });
  const one = async (): Promise<{ page: Socket; seats: BoardSeat[] }> => {
    const page = connect(url, "staff", cookie);
    await connected(page);
    const reply: StaffReplies["watch"] = await page.timeout(10_000).emitWithAck("watch", { sitting });
    if (!reply.ok) throw new Error(`the board was refused: ${reply.code}`);
    return { page, seats: reply.seats };
  };
  const { page, seats } = await one();
  page.disconnect();
  const watch = async () =>
    (await Promise.all(Array.from({ length: proctors }, one))).map(({ page }) => page);
  return { seat: seats[0], watch };
}

async function naiveBoard(seat: BoardSeat | undefined): Promise<Child<{ url: string }>> {
  const { file, forget } = await script("naive-board.ts");
  try {
    return await child([file, JSON.stringify(seat), String((candidates * 1000) / saveEveryMs)]);
  } finally {
    forget();
  }
}

async function barePages(url: string): Promise<Socket[]> {
  const pages = Array.from({ length: proctors }, () =>
    io(url, { transports: ["websocket"], forceNew: true, reconnection: false }),
  );
  await Promise.all(pages.map(connected));
  return pages;
}

/** Lets the pages in, measures when they have settled, and sends them away. */
async function used(pid: number, letIn: () => Promise<Socket[]>): Promise<Used> {
  const pages = await letIn();
  await sleep(settleMs);
  const [cpuBefore, bytesBefore, begun] = [cpuMs(pid), pages.map(bytesRead), performance.now()];
  await sleep(windowMs);
  const [cpu, bytes, ms] = [cpuMs(pid) - cpuBefore, pages.map(bytesRead), performance.now() - begun];
  for (const page of pages) page.disconnect();
  const most = Math.max(0, ...bytes.map((now, page) => now - (bytesBefore[page] ?? 0)));
  return { busy: cpu / ms, bytesPerSecond: (most * 1000) / ms };
}

/** Bytes that came over a page's TCP connection, frames and all. */
function bytesRead({ io: { engine } }: Socket): number {
  // Only the connection under the WebSocket counts them.
  const { transport } = engine as unknown as { transport: { ws: { _socket: { bytesRead: number } } } };
  return transport.ws._socket.bytesRead;
}
