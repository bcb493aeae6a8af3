import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { percentile } from "../../rehearsal/measures.ts";
import { openExam, papersOf } from "./exam.ts";
import { sleep } from "./figures.ts";
import { child, script } from "./processes.ts";
import { arriveAll } from "./seat.ts";
import { startSaving } from "./steady-room.ts";

const seats = 200;
const windowMs = 6000;

/** What the others feel while one seat sends 10,000 messages a second, or never reads. */
export async function neighbours(): Promise<BenchResult[]> {
  const exam = await openExam();
  const { file, forget } = await script("bad-seat.ts");
  try {
    const sitting = await exam.sitting(seats + 2);
    const papers = papersOf(exam.dataDir);
    const all = await arriveAll(exam.url, sitting.people);
    await sitting.start();
    const [flooding, deaf, ...others] = all;
    const saving = startSaving(others, (seat) => papers.get(seat.attempt) ?? [], 500);
    const p99 = async () => {
      await sleep(1000);
      saving.waits.length = 0;
      await sleep(windowMs);
      return percentile(saving.waits, 0.99);
    };
    const calm = await p99();
    const during = async (manner: string, seat: typeof flooding) => {
      if (!seat) throw new Error("too few seats");
      seat.socket.disconnect();
      const bad = await child([file, exam.url, seat.cookie, seat.journal, manner]);
      const felt = await p99();
      await bad.end("SIGKILL");
      return felt;
    };
    const flood = await during("flood", flooding);
    const unread = await during("deaf", deaf);
    await saving.stop();
    return [
      { name: "200 others: p99 while all behave", value: round(calm), unit: "ms" },
      atMost("one seat sends 10,000 messages a second: the others' p99 ÷ before", round(flood / calm), "", 2),
      atMost("one seat never reads: the others' p99 ÷ before", round(unread / calm), "", 2),
    ];
  } finally {
    forget();
    await exam.close();
  }
}
