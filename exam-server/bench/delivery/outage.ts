import { atMost, type BenchResult } from "@kaochang/question-bank/bench/result.ts";
import { openExam, papersOf } from "./exam.ts";
import { percentile, round, sleep } from "./figures.ts";
import { arriveAll, nextEntry, openSeat, type Seat, send } from "./seat.ts";
import { startSaving } from "./steady-room.ts";

const lost = 500;
const others = 100;
const journalled = 50;
const calmMs = 6000;

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
    const saving = startSaving(neighbours, paperOf, 1000);
    for (const { socket } of seats) socket.disconnect();
    await sleep(1000);
    saving.waits.length = 0;
    await sleep(calmMs);
    const calm = saving.waits.splice(0);
    const begun = performance.now();
    const back = await Promise.all(seats.map((seat) => comeBack(exam.url, seat, paperOf(seat))));
    const ms = performance.now() - begun;
    // What was sent in the storm and waits for its reply belongs to it.
    await sleep(200);
    const storm = saving.waits.splice(0);
    await saving.stop();
    for (const { socket } of back) socket.disconnect();
    const [p99Calm, p99Storm] = [percentile(calm, 0.99), percentile(storm, 0.99)];
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

async function comeBack(url: string, { cookie, journal }: Seat, paper: Parameters<typeof nextEntry>[1]) {
  const seat = await openSeat(url, cookie, journal);
  await send(
    seat,
    Array.from({ length: journalled }, () => nextEntry(seat, paper)),
  );
  return seat;
}
