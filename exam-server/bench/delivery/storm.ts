// A room that comes back after an outage, in a process of its own, because five hundred PCs take no time of
// whoever measures what others feel. Arguments: the server's address, a file with the seats, a file for
// the result: the milliseconds until every journal was acknowledged.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { nextEntry, openSeat, send } from "./seat.ts";

export interface LostSeat {
  cookie: string;
  journal: string;
  paper: Parameters<typeof nextEntry>[1];
}

const journalled = 50;
/** Below the server and whoever measures: in a room this is the work of other machines. */
const lowPriority = 10;

const [url = "", seatsFile = "", resultFile = ""] = process.argv.slice(2);
const seats = JSON.parse(readFileSync(seatsFile, "utf8")) as LostSeat[];
setPriority(lowPriority);

async function comeBack({ cookie, journal, paper }: LostSeat): Promise<void> {
  const seat = await openSeat(url, cookie, journal);
  await send(
    seat,
    Array.from({ length: journalled }, () => nextEntry(seat, paper)),
  );
}

process.stdout.write(`${JSON.stringify({ seats: seats.length })}\n`);
const begun = performance.now();
await Promise.all(seats.map(comeBack));
writeFileSync(`${resultFile}.part`, JSON.stringify({ ms: performance.now() - begun }));
renameSync(`${resultFile}.part`, resultFile);
// The seats stay connected until the process is ended.
setInterval(() => {}, 60_000);
