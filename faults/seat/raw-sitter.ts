import { randomBytes } from "node:crypto";
import { indexPaper } from "@kaochang/exam-client/store/paper-index.ts";
import { noAnswers } from "@kaochang/exam-client/transport/answers.ts";
import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { takeSeat } from "@kaochang/exam-server/testing/seat.ts";
import { type Act, openLedger } from "../judge/ledger.ts";
import type { Dice } from "../run/dice.ts";
import { now, pause } from "../run/pause.ts";
import type { OpenSitter } from "../run/sitter.ts";
import { nextDeed } from "./habits.ts";

type RawSeat = Awaited<ReturnType<typeof takeSeat>>;

/** What a seat of the protocol sends in one round: whole messages, not necessarily in order nor honest. */
export type Mischief = (mail: Mail, dice: Dice) => Message[];

export interface Mail {
  /** Written and not answered yet, in order. */
  waiting: readonly Entry[];
  /** Answered before. */
  answered: readonly Entry[];
}

export interface Message {
  /** Absent: the seat's own. */
  journal?: string;
  /** Nothing of it may be accepted. */
  forged?: true;
  entries: Entry[];
}

const roundMs = [150, 450] as const;
const mostAtOnce = 3;
/** Lets the last round end before the time does. */
const stopBeforeMs = 700;

/** A candidate at a bare socket that speaks the protocol badly. */
export function rawSitter(mischief: Mischief): OpenSitter {
  return async ({ room, person, dice }) => {
    const ledger = openLedger();
    const acts = new Map<number, Act>();
    let seat: RawSeat | null = null;
    let attempt = "";

    /** Writes entries as a page would: numbered, under the lease's epoch, with rising times. */
    const write = (paper: ReturnType<typeof indexPaper>, epoch: number): Entry[] => {
      const deeds = Array.from({ length: dice.below(mostAtOnce + 1) }, () =>
        nextDeed(paper, noAnswers, dice),
      );
      return deeds.flatMap((deed) => {
        if (deed.kind === "look") return [];
        const act = ledger.intend(deed.change);
        act.made = act.order * 2;
        const seq = acts.size + 1;
        acts.set(seq, act);
        return [{ seq, epoch, made: act.made, synced: 0, change: deed.change }];
      });
    };

    /** Numbers of the entries that were accepted. */
    const post = async (own: RawSeat, message: Message): Promise<number[]> => {
      const { journal = own.journal, forged, entries } = message;
      const reply = await own.ask("entries", { journal, epoch: own.epoch(), entries }).catch(() => null);
      const accepted = reply?.ok ? reply.replies.filter(({ result }) => result === "accepted") : [];
      if (!forged) return accepted.map(({ seq }) => seq);
      if (accepted.length > 0) ledger.wasForged();
      return [];
    };

    return {
      ledger,
      samples: [],
      discarded: () => 0,
      attempt: () => attempt,
      cables: () => [],
      left: async () => ({ journals: new Map(), connected: null }),
      async arrive() {
        seat = await takeSeat(room.server.url, person);
        const reply = await seat.arrive();
        if (!reply.ok) throw new Error(`a seat was not let in: ${reply.code}`);
        attempt = reply.view.attempt;
      },
      async sit({ deadline, collected }) {
        if (!seat) throw new Error("nobody has arrived");
        const paper = indexPaper(await seat.paper());
        const answered: Entry[] = [];
        let waiting: Entry[] = [];
        while (now() < deadline() - stopBeforeMs) {
          waiting.push(...write(paper, seat.epoch()));
          const own = seat;
          const honest = waiting;
          const taken = (
            await Promise.all(mischief({ waiting, answered }, dice).map((message) => post(own, message)))
          ).flat();
          for (const entry of honest.filter(({ seq }) => taken.includes(seq))) {
            const act = acts.get(entry.seq);
            if (act) act.served ??= now();
            answered.push(entry);
          }
          waiting = waiting.filter(({ seq }) => !taken.includes(seq));
          await pause(dice.between(...roundMs));
        }
        await pause(collected() - now());
      },
      async off() {
        seat?.leave();
      },
    };
  };
}

/** The same entries in pieces, in any order, with some that were answered before. */
export const shuffledAndReplayed: Mischief = ({ waiting, answered }, dice) => {
  const old = dice.happens(0.5) ? dice.shuffled(answered).slice(0, 3) : [];
  const pieces = [...waiting, ...old].map((entry) => ({ entries: [entry] }));
  const whole = waiting.length > 0 && dice.happens(0.3) ? [{ entries: [...waiting] }] : [];
  return dice.shuffled([...pieces, ...whole]);
};

/** Numbers that go back, jump or repeat with other content, and journals of other attempts. */
export const wrongNumbersAndJournals: Mischief = ({ waiting, answered }, dice) => {
  const honest = waiting.length > 0 ? [{ entries: [...waiting] }] : [];
  const old = answered.at(-1 - dice.below(Math.max(1, answered.length)));
  const model = old ?? waiting[0];
  if (!model) return honest;
  const forged = (entry: Entry): Entry => ({ ...entry, made: entry.made + 1 });
  const last = Math.max(...[...waiting, ...answered].map(({ seq }) => seq));
  const lies: Message[] = [
    { entries: [{ ...forged(model), seq: last + 2 + dice.below(100) }] },
    { entries: [{ ...model, seq: 0 }] },
    { entries: [forged(model), forged(model)] },
    { journal: randomBytes(16).toString("hex"), entries: [{ ...forged(model), seq: 1 }] },
    { entries: [{ ...forged(model), epoch: model.epoch + 7, seq: last + 200 }] },
  ];
  const told = lies.filter(() => dice.happens(0.4)).map((lie) => ({ ...lie, forged: true as const }));
  // A forged entry under the next free number would be the seat's own; only used numbers are forged.
  return dice.shuffled([...honest, ...(old ? told : [])]);
};
