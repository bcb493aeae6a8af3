import type { FailureCode } from "../transport/wire.ts";

type Answer = Promise<{ ok: boolean; code?: FailureCode }>;

/** One thing to tell: sends it, and says how to strike it off. */
export interface Report {
  send: (epoch: number) => Answer;
  told: () => void;
}

/** What a page has to tell of one kind. */
export interface Teller<T> {
  tell(value: T): void;
  /** The next thing; the same one until it is struck off. */
  next(): Report | null;
  /** The line is another one. */
  renew(): void;
}

/** Of a value that stands only the latest counts, and each new line is told it again. `rest`: what needs no word. */
export function standing<T>(rest: T, send: (epoch: number, value: T) => Answer): Teller<T> {
  let now = rest;
  let told = rest;
  return {
    tell(value) {
      now = value;
    },
    next() {
      if (now === told || now === rest) return null;
      const value = now;
      return {
        send: (epoch) => send(epoch, value),
        told: () => {
          told = value;
        },
      };
    },
    renew() {
      told = rest;
    },
  };
}

/**
 * Happenings wait for the line and are told once each. `add` may join them, to keep their number small;
 * what has been offered to the server is joined with nothing more.
 */
export function queued<T>(
  add: (waiting: readonly T[], value: T) => readonly T[],
  send: (epoch: number, value: T) => Answer,
): Teller<T> {
  let waiting: readonly T[] = [];
  let offered: readonly T[] = [];
  return {
    tell(value) {
      waiting = add(waiting, value);
    },
    next() {
      if (offered.length === 0) {
        offered = waiting.slice(0, 1);
        waiting = waiting.slice(1);
      }
      const [value] = offered;
      if (value === undefined) return null;
      return {
        send: (epoch) => send(epoch, value),
        told: () => {
          offered = [];
        },
      };
    },
    renew() {},
  };
}
