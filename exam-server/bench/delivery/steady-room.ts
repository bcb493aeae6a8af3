import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { percentile } from "../../rehearsal/measures.ts";
import { openExam, papersOf } from "./exam.ts";
import { sleep } from "./figures.ts";
import { cpuMs, residentKb } from "./processes.ts";
import { arriveAll, type Seat, save } from "./seat.ts";

const saveEveryMs = 5000;
const windowMs = 20_000;

/** 2,000 candidates who each save every 5 s, and what one of them costs more than one of 200. */
export async function steadyRoom(): Promise<BenchResult[]> {
  const few = await room(200);
  const many = await room(2000);
  return [
    atMost("2,000 candidates: save to acknowledgement, p99", round(many.p99), "ms", 50),
    { name: "2,000 candidates: save to acknowledgement, p50", value: round(many.p50), unit: "ms" },
    { name: "2,000 candidates: saves a second", value: round(many.perSecond), unit: "/s" },
    atMost("2,000 candidates: share of a core used", round(many.busy), "", 0.6),
    atMost("2,000 candidates: memory a candidate", round(many.seatKb), "kB", 80),
    {
      name: "2,000 candidates: server CPU a save, heartbeats and all",
      value: round(many.saveUs),
      unit: "µs",
    },
    { name: "200 candidates: server CPU a save, heartbeats and all", value: round(few.saveUs), unit: "µs" },
    atMost("cost of a save at 2,000 ÷ at 200", round(many.saveUs / few.saveUs), "", 1.3),
  ];
}

async function room(candidates: number) {
  const exam = await openExam();
  const { pid } = exam.server;
  try {
    const sitting = await exam.sitting(candidates);
    const papers = papersOf(exam.dataDir);
    const before = residentKb(pid);
    const seats = await arriveAll(exam.url, sitting.people);
    await sitting.start();
    const saving = startSaving(seats, (seat) => papers.get(seat.attempt) ?? []);
    await sleep(saveEveryMs);
    saving.waits.length = 0;
    const [cpuBefore, begun] = [cpuMs(pid), performance.now()];
    await sleep(windowMs);
    const [cpu, ms, waits] = [cpuMs(pid) - cpuBefore, performance.now() - begun, [...saving.waits]];
    const seatKb = (residentKb(pid) - before) / candidates;
    await saving.stop();
    return {
      p50: percentile(waits, 0.5),
      p99: percentile(waits, 0.99),
      perSecond: (waits.length * 1000) / ms,
      busy: cpu / ms,
      saveUs: (cpu * 1000) / waits.length,
      seatKb,
    };
  } finally {
    await exam.close();
  }
}

/**
 * Every seat saves every 5 s, each at its own moment. `waits`: milliseconds to each acknowledgement, of which
 * `saved` hears as well.
 */
export function startSaving(
  seats: readonly Seat[],
  paperOf: (seat: Seat) => Parameters<typeof save>[1],
  everyMs = saveEveryMs,
  saved: (seat: Seat, ms: number) => void = () => {},
) {
  const waits: number[] = [];
  const underWay = new Set<Promise<void>>();
  const timers = seats.map((seat, place) => {
    const once = () => {
      const saving = save(seat, paperOf(seat)).then((ms) => {
        waits.push(ms);
        saved(seat, ms);
      });
      underWay.add(saving);
      void saving.finally(() => underWay.delete(saving));
    };
    let timer: NodeJS.Timeout = setTimeout(
      () => {
        once();
        timer = setInterval(once, everyMs);
      },
      (place * everyMs) / seats.length,
    );
    return () => clearInterval(timer);
  });
  return {
    waits,
    async stop() {
      for (const stop of timers) stop();
      await Promise.all(underWay);
      for (const { socket } of seats) socket.disconnect();
    },
  };
}
