import { hash, verify } from "@node-rs/argon2";

/** The library's default algorithm is argon2id; the costs are OWASP's first choice for it (19 MiB, 2 passes). */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id, encoded with its parameters and a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, costs);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

/** Random bytes of the given number. */
export type RandomBytes = (count: number) => Uint8Array;

/** No 0 o 1 l i: these are read aloud and copied from paper. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 3;
const groupLength = 5;

/** A new password such as `k7mqp-x3hrt-w9ncd`: 15 of 31 characters, 74 bits. */
export function makePassword(random: RandomBytes): string {
  return Array.from({ length: groups }, () => makeGroup(random)).join("-");
}

function makeGroup(random: RandomBytes): string {
  return Array.from({ length: groupLength }, () => letters.charAt(below(letters.length, random))).join("");
}

/** Bytes of the last, incomplete round are thrown away, because they would favour the first letters. */
function below(bound: number, random: RandomBytes): number {
  const limit = 256 - (256 % bound);
  for (;;) {
    const [byte = limit] = random(1);
    if (byte < limit) return byte % bound;
  }
}
