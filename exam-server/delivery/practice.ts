import { checkDigit } from "../roster/id-number.ts";
import type { CandidateRecord } from "../store/store.ts";

/** A practice candidate's sign-in data as printed once. */
export interface PracticePlace {
  person: CandidateRecord;
  attempt: string;
  room: string;
  seat: string;
}

export interface PracticeNames {
  /** Wall clock, milliseconds, for the date in the numbers. */
  wall: number;
  /** How many sittings there are already, so that numbers differ between them. */
  serial: number;
  /** Random bytes in hexadecimal. */
  randomHex: (bytes: number) => string;
  /** A random integer from 0 below the bound. */
  randomBelow: (bound: number) => number;
}

/** Candidates who do not exist, for trying a sitting out: numbered names, seats 1 to `count` of one room. */
export function practicePlaces(count: number, names: PracticeNames): PracticePlace[] {
  const day = new Date(names.wall).toISOString().slice(2, 10).replaceAll("-", "");
  return Array.from({ length: count }, (_, index) => {
    const seat = String(index + 1);
    const person = {
      id: names.randomHex(10),
      admissionNumber: `9${day}${String(names.serial + 1).padStart(3, "0")}${seat.padStart(3, "0")}`,
      idNumber: practiceIdNumber(names.randomBelow),
      name: `练习考生${seat.padStart(2, "0")}`,
    };
    return { person, attempt: names.randomHex(10), room: "练习考场", seat };
  });
}

/**
 * Shaped like an 居民身份证 number with a right check digit, under a region code (990000) that is
 * assigned to nobody, so that it is no living person's.
 */
function practiceIdNumber(randomBelow: (bound: number) => number): string {
  const birth = `${1980 + randomBelow(25)}${two(1 + randomBelow(12))}${two(1 + randomBelow(28))}`;
  const body = `990000${birth}${String(randomBelow(1000)).padStart(3, "0")}`;
  return body + checkDigit(body);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
