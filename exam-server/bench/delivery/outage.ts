import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { percentile } from "../../rehearsal/measures.ts";
import { openExam, papersOf } from "./exam.ts";
import { sleep } from "./figures.ts";
import { child, scratch, script } from "./processes.ts";
import { arriveAll, type Seat } from "./seat.ts";
import { startSaving } from "./steady-room.ts";
import type { LostSeat } from "./storm.ts";

const lost = 500;
const others = 100;
const calmMs = 6000;
/** Often enough that the moment of the return holds hundreds of saves. */
const savingEveryMs = 200;

/** 500 seats come back at once with 50 answers each, while another room goes on. */
export async function outage(): Promise<BenchResult[]> {
  const exam = await openExam();
  try {
    const [cut, other] = [await exam.sitting(lost), await exam.sitting(others)];
    const papers = papersOf(exam.dataDir);
    const paperOf = (seat: Seat) => papers.get(seat.attempt) ?? [];
    const seats = await arriveAll(exam.url, cut.people);
    const neighbours = await arriveAll(exam.url, other.people);
    await cut.start();
    await other.start();
    const saving = startSaving(neighbours, paperOf, savingEveryMs);
    const lostSeats = seats.map((seat) => ({
      cookie: seat.cookie,
      journal: seat.journal,
      paper: paperOf(seat),
    }));
    for (const { socket } of seats) socket.disconnect();
    await sleep(1000);
    saving.waits.length = 0;
    await sleep(calmMs);
    const calm = saving.waits.splice(0);
    const ms = await comeBack(exam.url, lostSeats);
    // What was sent in the storm and waits for its reply belongs to it.
    await sleep(200);
    const during = saving.waits.splice(0);
    await saving.stop();
    const [p99Calm, p99Storm] = [percentile(calm, 0.99), percentile(during, 0.99)];
    return [
      atMost("500 seats back with 50 answers each: all acknowledged", round(ms / 1000), "s", 5),
      atMost("another room's p99, during ÷ before", round(p99Storm / p99Calm), "", 2),
      { name: "another room's p99 before", value: round(p99Calm), unit: "ms" },
      { name: "another room's p99 during", value: round(p99Storm), unit: "ms" },
    ];
  } finally {
    await exam.close();
  }
}

/** Milliseconds until all that the seats bring is acknowledged. */
async function comeBack(url: string, seats: readonly LostSeat[]): Promise<number> {
  const [{ file, forget }, { folder, forget: clear }] = [await script("storm.ts"), scratch()];
  const [seatsFile, resultFile] = [path.join(folder, "seats.json"), path.join(folder, "result.json")];
  writeFileSync(seatsFile, JSON.stringify(seats));
  const back = await child([file, url, seatsFile, resultFile]);
  while (!existsSync(resultFile)) await sleep(20);
  const { ms } = JSON.parse(readFileSync(resultFile, "utf8")) as { ms: number };
  await back.end("SIGKILL");
  forget();
  clear();
  return ms;
}
