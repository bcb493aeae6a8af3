import path from "node:path";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { openSqliteStore } from "../../store/sqlite.ts";
import { signIn } from "../../testing/seat.ts";
import { openExam, papersOf, startServer } from "./exam.ts";
import { eventsEach, fillSitting, journal } from "./filled-log.ts";
import { openSeat, save } from "./seat.ts";

const attempts = 1000;
const finishedSittings = 4;

/** From kill -9 to the first saved answer, with 1,000 attempts under way, without and with finished sittings. */
export async function restart(): Promise<BenchResult[]> {
  const alone = await secondsToSave(0);
  const among = await secondsToSave(finishedSittings);
  return [
    atMost(`kill -9 to saving, 1,000 attempts of ${eventsEach} events`, round(alone), "s", 3),
    atMost(`the same beside ${finishedSittings} finished sittings of that size`, round(among), "s", 3),
    { name: "with ÷ without finished sittings", value: round(among / alone), unit: "" },
  ];
}

async function secondsToSave(finished: number): Promise<number> {
  const exam = await openExam();
  try {
    const running = await exam.sitting(attempts);
    const over: string[] = [];
    for (let count = 0; count < finished; count += 1) over.push((await exam.sitting(attempts)).id);
    await exam.server.end("SIGKILL");
    await fill(exam.dataDir, running.id, over);
    const [person] = running.people;
    if (!person) throw new Error("a sitting without candidates");
    // Killed once more with everything in its log, as a server in the middle of an exam is.
    await (await startServer(exam.dataDir)).end("SIGKILL");
    const papers = papersOf(exam.dataDir);
    const begun = performance.now();
    const server = await startServer(exam.dataDir);
    const { url } = server.said;
    const { admissionNumber, idNumber } = person;
    const cookie = await signIn(url, "candidate", { admissionNumber, idNumber });
    const seat = await openSeat(url, cookie, journal);
    await save(seat, papers.get(seat.attempt) ?? []);
    const seconds = (performance.now() - begun) / 1000;
    seat.socket.disconnect();
    await server.end();
    return seconds;
  } finally {
    await exam.close();
  }
}

async function fill(dataDir: string, running: string, over: readonly string[]): Promise<void> {
  const store = await openSqliteStore(path.join(dataDir, "kaochang.sqlite"));
  const papers = papersOf(dataDir);
  for (const sitting of over) await fillSitting(store, sitting, papers, true);
  await fillSitting(store, running, papers, false);
  await store.close();
}
