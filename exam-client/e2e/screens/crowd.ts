import { readFileSync } from "node:fs";
import { fixtureFiles } from "@kaochang/exam-server/fixtures.ts";
import type { AttemptView, Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { type Seat, takeSeat } from "@kaochang/exam-server/testing/seat.ts";

/** Candidates without a browser, who fill the room around those whose pages are photographed. */

interface Keyed {
  id: string;
  key?: string | string[] | boolean | number;
  blanks?: { accept: string[] }[];
}

/** The items of the banks that ship, by id. */
function keyedItems(): ReadonlyMap<string, Keyed> {
  const files = ["theory", "skills"].flatMap((test) => fixtureFiles("banks", `ecommerce-l3-${test}`));
  const items = files.flatMap((file) => (JSON.parse(readFileSync(file, "utf8")) as { items: Keyed[] }).items);
  return new Map(items.map((item) => [item.id, item]));
}

/** A response that earns all points of an item. */
function right({ key, blanks }: Keyed): unknown {
  if (blanks) return blanks.map(({ accept }) => accept[0]);
  return typeof key === "number" ? String(key) : key;
}

/** A response that does not. */
function wrong({ key, blanks }: Keyed): unknown {
  if (blanks) return blanks.map(() => "不知道");
  if (typeof key === "number") return String(key + 7);
  if (typeof key === "boolean") return !key;
  return Array.isArray(key) ? key.slice(1) : key === "A" ? "B" : "A";
}

/** Says what a page would say of itself: that it shows the new time, and that its screen is blank. */
function acknowledging(seat: Seat): Seat {
  seat.socket.on("view", ({ epoch, clock, pause }: AttemptView) => {
    if (clock.changes > 0) void seat.ask("time-seen", { epoch, changes: clock.changes });
    if (pause !== null) void seat.ask("pause-seen", { epoch });
  });
  return seat;
}

export interface Sitter {
  readonly seat: Seat;
  /** Answers the first `count` questions, `share` of a hundred rightly. */
  answer(count: number, share: number): Promise<void>;
  handIn(): Promise<void>;
  /** Goes on with another connection of the same PC. */
  moveTo(seat: Seat): void;
}

export async function sitter(
  url: string,
  person: { admissionNumber: string; idNumber: string },
): Promise<Sitter> {
  let seat = acknowledging(await takeSeat(url, person));
  await seat.arrive();
  const known = keyedItems();
  let sent = 0;
  let paper: ReturnType<Seat["paper"]> | null = null;
  return {
    get seat() {
      return seat;
    },
    async answer(count, share) {
      paper ??= seat.paper();
      const { items } = await paper;
      const made = seat.views.at(-1)?.clock.exam ?? 0;
      const entries = items.slice(sent, count).flatMap(({ id }, place): Entry[] => {
        const item = known.get(id);
        if (item === undefined) return [];
        // Whether an item is missed depends on its place, so that some areas are harder than others.
        const response = (place * 37 + id.length * 11 + sent) % 100 < share ? right(item) : wrong(item);
        const change = { kind: "respond", item: id, response } as const;
        return [{ seq: sent + place + 1, epoch: seat.epoch(), made, synced: 0, change }];
      });
      await seat.send(entries);
      sent += entries.length;
    },
    async handIn() {
      const reply = await seat.handIn(sent);
      if (!reply.ok) throw new Error(reply.code);
    },
    moveTo(next) {
      seat = acknowledging(next);
    },
  };
}
