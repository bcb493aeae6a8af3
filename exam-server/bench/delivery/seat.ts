import { randomBytes } from "node:crypto";
import type { Socket } from "socket.io-client";
import type { CandidateReplies, Entry } from "../../protocol/messages.ts";
import { connect, connected, signIn } from "../../testing/seat.ts";
import type { PaperItem, Person } from "./exam.ts";
import { inParallel } from "./figures.ts";

const patienceMs = 60_000;

/** One simulated seat: signed in, with its attempt open. */
export interface Seat {
  socket: Socket;
  cookie: string;
  attempt: string;
  journal: string;
  epoch: number;
  /** Entries written so far. */
  seq: number;
  /** Opens the paper; null before the start. */
  paperKey: string | null;
}

const answers: Record<string, unknown> = {
  "single-choice": "A",
  "multiple-choice": ["A", "B"],
  "true-false": true,
};

/** The next entry of a seat: an answer to the items of its paper in turn. */
export function nextEntry(seat: Pick<Seat, "seq" | "epoch">, paper: readonly PaperItem[]): Entry {
  seat.seq += 1;
  const { seq, epoch } = seat;
  const item = paper[seq % paper.length];
  if (!item) throw new Error("an empty paper");
  const response = answers[item.type] ?? null;
  return { seq, epoch, made: 1000 + seq, synced: 1000, change: { kind: "respond", item: item.id, response } };
}

/** Signs in, connects and waits for the start. */
export async function arrive(url: string, person: Person): Promise<Seat> {
  const { admissionNumber, idNumber } = person;
  const cookie = await signIn(url, "candidate", { admissionNumber, idNumber });
  const seat = await openSeat(url, cookie, randomBytes(16).toString("hex"));
  await ask(seat.socket, "confirm-identity", { epoch: seat.epoch });
  const { view } = await ask(seat.socket, "accept-rules", { epoch: seat.epoch });
  return { ...seat, paperKey: view.paperKey };
}

/** Connects with a cookie that is known and takes the attempt's lease. */
export async function openSeat(url: string, cookie: string, journal: string): Promise<Seat> {
  const socket = connect(url, "candidate", cookie);
  await connected(socket);
  const { view } = await ask(socket, "open", { journal });
  return {
    socket,
    cookie,
    attempt: view.attempt,
    journal,
    epoch: view.epoch,
    seq: view.lastSeq,
    paperKey: view.paperKey,
  };
}

type Asked<N extends keyof CandidateReplies> = Extract<CandidateReplies[N], { ok: true }>;

/** Throws when the server refuses. */
export async function ask<N extends keyof CandidateReplies>(
  socket: Socket,
  name: N,
  payload: unknown,
): Promise<Asked<N>> {
  const reply: CandidateReplies[N] = await socket.timeout(patienceMs).emitWithAck(name, payload);
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.code} ${reply.detail ?? ""}`);
  return reply as Asked<N>;
}

export function arriveAll(url: string, people: readonly Person[]): Promise<Seat[]> {
  return inParallel(people, 32, (person) => arrive(url, person));
}

/** Sends entries; throws unless all are accepted. */
export async function send(seat: Seat, entries: readonly Entry[]): Promise<void> {
  const { journal, epoch } = seat;
  const { replies } = await ask(seat.socket, "entries", { journal, epoch, entries });
  const accepted = replies.filter(({ result }) => result === "accepted").length;
  if (accepted !== entries.length) throw new Error(`accepted ${accepted} of ${entries.length}`);
}

/** Saves one entry; throws unless it is accepted. Resolves to the milliseconds from sending to the reply. */
export function save(seat: Seat, paper: readonly PaperItem[]): Promise<number> {
  const { journal, epoch } = seat;
  const entries = [nextEntry(seat, paper)];
  const sent = performance.now();
  return new Promise((resolve, reject) => {
    seat.socket.emit("entries", { journal, epoch, entries }, (reply: CandidateReplies["entries"]) => {
      if (reply.ok && reply.replies[0]?.result === "accepted") resolve(performance.now() - sent);
      else reject(new Error(`not accepted: ${JSON.stringify(reply)}`));
    });
  });
}
