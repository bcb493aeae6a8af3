import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import type { AttemptView } from "../../protocol/messages.ts";
import { percentile } from "../../rehearsal/measures.ts";
import { openPaper } from "../../rehearsal/open-paper.ts";
import { openExam, type Person } from "./exam.ts";
import { inParallel, sleep } from "./figures.ts";
import { arrive, arriveAll, ask, type Seat } from "./seat.ts";

const candidates = 1000;

/** A thousand seats at the moment of the start, and a thousand that arrive within a second. */
export async function start(): Promise<BenchResult[]> {
  const waiting = await startTogether();
  const late = await arriveTogether();
  return [
    atMost("1,000 waiting seats: start to first item, p99", round(percentile(waiting, 0.99)), "ms", 300),
    {
      name: "1,000 waiting seats: start to first item, p50",
      value: round(percentile(waiting, 0.5)),
      unit: "ms",
    },
    atMost("1,000 seats in a second: sign-in to first item, p99", round(percentile(late, 0.99)), "ms", 3000),
    {
      name: "1,000 seats in a second: sign-in to first item, p50",
      value: round(percentile(late, 0.5)),
      unit: "ms",
    },
  ];
}

/** Milliseconds that opening the paper takes this seat: on a PC of its own, so it waits for no other seat's. */
function openingMs(sealed: Uint8Array, key: string | null): number {
  const begun = performance.now();
  if (key === null) throw new Error("the start has brought no key");
  if (openPaper(sealed, key).paper.items.length === 0) throw new Error("an empty paper");
  return performance.now() - begun;
}

/** From the proctor's click to the key at each seat, and the seat's own opening of the paper. */
async function startTogether(): Promise<number[]> {
  const exam = await openExam();
  try {
    const sitting = await exam.sitting(candidates);
    const seats = await arriveAll(exam.url, sitting.people);
    const papers = await inParallel(seats, 32, ({ socket }) => ask(socket, "paper", {}));
    const keys = Promise.all(seats.map(keyArrives));
    const asked = await sitting.start();
    const first = (await keys).map(({ at, key }, place) => {
      return at - asked + openingMs(papers[place]?.sealed ?? new Uint8Array(), key);
    });
    leave(seats);
    return first;
  } finally {
    await exam.close();
  }
}

function keyArrives({ socket }: Seat): Promise<{ at: number; key: string | null }> {
  return new Promise((resolve) => {
    socket.once("view", ({ paperKey }: AttemptView) => resolve({ at: performance.now(), key: paperKey }));
  });
}

/** Seats that come during one second after the start, each from its sign-in to its first item. */
async function arriveTogether(): Promise<number[]> {
  const exam = await openExam();
  try {
    const sitting = await exam.sitting(candidates);
    await sitting.start();
    const came = await Promise.all(
      sitting.people.map(async (person, place) => {
        await sleep((place * 1000) / candidates);
        return firstItem(exam.url, person);
      }),
    );
    leave(came.map(({ seat }) => seat));
    return came.map(({ ms }) => ms);
  } finally {
    await exam.close();
  }
}

async function firstItem(url: string, person: Person): Promise<{ seat: Seat; ms: number }> {
  const begun = performance.now();
  const seat = await arrive(url, person);
  const { sealed } = await ask(seat.socket, "paper", {});
  const ms = performance.now() - begun;
  return { seat, ms: ms + openingMs(sealed, seat.paperKey) };
}

function leave(seats: readonly Seat[]): void {
  for (const { socket } of seats) socket.disconnect();
}
