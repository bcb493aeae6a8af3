import type { Namespace, Socket } from "socket.io";
import type { Batch } from "../attempt/entries.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import { receiptOf } from "../attempt/view.ts";
import type { CandidateDesk } from "../delivery/candidate-desk.ts";
import type { ExamClock } from "../delivery/exam-clock.ts";
import type { Guards } from "../delivery/guards-watch.ts";
import type { AttemptRecord } from "../delivery/log-stream.ts";
import type { Presence } from "../delivery/presence.ts";
import type { Room } from "../delivery/room.ts";
import { candidateRequests } from "../protocol/messages.ts";
import { refuse } from "../protocol/refusal.ts";
import { answerRequests, type Reporter } from "./request.ts";

/** How long the page that holds a lease has to say that it is alive before another may take its place. */
const aliveWithinMs = 1500;

export interface CandidateSocketParts {
  room: Room;
  desk: CandidateDesk;
  presence: Presence;
  clock: ExamClock;
  guards: Pick<Guards, "shedding">;
  monotonic: () => number;
  report: Reporter;
}

interface Page {
  socket: Socket;
  journal: string;
}

/** Candidates' connections. `socket.data.candidate` and `.attempt` were set when the connection was let in. */
export function serveCandidates(namespace: Namespace, parts: CandidateSocketParts): void {
  const { room, desk, presence, clock, guards } = parts;
  /** The page that holds each attempt's lease now. */
  const pages = new Map<string, Page>();
  /** Pages that were refused and may be let in by a proctor, with their journals. */
  const outside = new Map<string, Map<Socket, string>>();

  const wait = (attempt: string, { socket, journal }: Page): void => {
    outside.set(attempt, (outside.get(attempt) ?? new Map()).set(socket, journal));
  };
  const goIn = (attempt: string, socket: Socket): void => {
    const waiting = outside.get(attempt);
    waiting?.delete(socket);
    if (waiting?.size === 0) outside.delete(attempt);
  };
  /** A page that is loaded anew stands there with its new connection before the old one is found dead. */
  const goAway = (attempt: string, socket: Socket): void => {
    const journal = outside.get(attempt)?.get(socket);
    goIn(attempt, socket);
    const others = [...(outside.get(attempt)?.values() ?? [])];
    if (journal !== undefined && !others.includes(journal)) {
      presence.left(attempt, journal, clock.now().exam);
    }
  };

  const leave = (attempt: string, socket: Socket): void => {
    if (pages.get(attempt)?.socket !== socket) return;
    pages.delete(attempt);
    presence.set(attempt, false, clock.now().exam);
  };

  const holderAlive = async (attempt: string, asking: Socket): Promise<boolean> => {
    const holder = pages.get(attempt)?.socket;
    if (!holder || holder === asking) return false;
    try {
      await holder.timeout(aliveWithinMs).emitWithAck("alive");
      return true;
    } catch {
      holder.disconnect(true);
      return false;
    }
  };

  const take = (attempt: string, page: Page): void => {
    const before = pages.get(attempt);
    pages.set(attempt, page);
    if (before) before.socket.data.holdsLease = false;
    page.socket.data.holdsLease = true;
    if (before && before.socket !== page.socket) before.socket.emit("fenced", refuse("fenced"));
    presence.set(attempt, true, clock.now().exam);
  };

  const shown = (attempt: string, record: AttemptRecord, journal: string) => {
    const view = desk.view(attempt, record, journal);
    return view ? { ok: true as const, view } : refuse("not-found");
  };

  room.onChange(({ attempt, record, events }) => {
    if (events.some(opensDoor)) {
      for (const socket of outside.get(attempt)?.keys() ?? []) socket.emit("let-in");
    }
    const page = pages.get(attempt);
    if (page && events.some(({ type }) => type === "paper-withdrawn")) page.socket.disconnect(true);
    if (!page || !events.some(({ type }) => pushed.has(type))) return;
    const view = desk.view(attempt, record, page.journal);
    if (view) page.socket.emit("view", view);
  });

  namespace.on("connection", (socket) => {
    const attempt: string = socket.data.attempt;
    const journalHere = () => {
      const page = pages.get(attempt);
      return page?.socket === socket ? page.journal : null;
    };
    const admit = async (kind: "confirm-identity" | "accept-rules" | "begin", epoch: number) => {
      const journal = journalHere();
      if (journal === null) return refuse("fenced");
      const result = await room.execute(attempt, { kind, epoch });
      return result.ok ? shown(attempt, result.record, journal) : result;
    };
    /** Of another attempt, which this line is not about: the page does not know the lease's epoch there. */
    const leftBehind = async (other: string, batch: Batch) => {
      if (!(await desk.owns(socket.data.candidate, other))) return refuse("not-found");
      const { state } = await room.record(other);
      const lease = state.phase === "none" ? null : state.lease;
      const epoch = lease?.journal === batch.journal ? lease.epoch : batch.epoch;
      return room.entries(other, { ...batch, epoch }, await desk.faultsOf(other));
    };
    answerRequests(
      socket,
      candidateRequests,
      {
        async open({ journal }) {
          if (outside.get(attempt)?.get(socket) !== journal) goAway(attempt, socket);
          const alive = await holderAlive(attempt, socket);
          // A page that went while it waited must not take the place of the one that came after it.
          if (!socket.connected) return refuse("lease-held");
          const from = addressOf(socket);
          const result = await room.execute(attempt, { kind: "open", journal, holderAlive: alive, from });
          if (result.ok) presence.admitted(attempt, journal);
          else if (knocks.has(result.code) && socket.connected) presence.refused(attempt, journal);
          if (result.ok || !socket.connected) goIn(attempt, socket);
          else wait(attempt, { socket, journal });
          // Which attempt it was, so that the page can hand over what its PC still keeps of it.
          if (!result.ok) return result.code === "fenced" ? refuse("fenced", attempt) : result;
          if (socket.connected) take(attempt, { socket, journal });
          return shown(attempt, result.record, journal);
        },
        async paper() {
          const paper = await desk.paper(attempt);
          return paper ? { ok: true, ...paper } : refuse("attempt-closed");
        },
        "confirm-identity": ({ epoch }) => admit("confirm-identity", epoch),
        "accept-rules": ({ epoch }) => admit("accept-rules", epoch),
        begin: ({ epoch }) => admit("begin", epoch),
        entries({ attempt: other = attempt, ...batch }) {
          if (other !== attempt) return leftBehind(other, batch);
          const fault = desk.knownFaultsOf(attempt);
          return fault
            ? room.entries(attempt, batch, fault)
            : desk.faultsOf(attempt).then((read) => room.entries(attempt, batch, read));
        },
        async "doubt-identity"({ epoch, wrong }) {
          const journal = journalHere();
          if (journal === null) return refuse("fenced");
          const result = await room.execute(attempt, { kind: "doubt-identity", epoch, wrong });
          return result.ok ? shown(attempt, result.record, journal) : result;
        },
        async "hand-in"({ journal, epoch, lastSeq }) {
          const result = await room.execute(attempt, { kind: "hand-in", journal, epoch, lastSeq });
          if (!result.ok) return result;
          return { ok: true, receipt: receiptOf(result.record.state, result.record.closingHash) };
        },
        async "time-seen"({ epoch, changes }) {
          const result = await room.execute(attempt, { kind: "time-seen", epoch, changes });
          return result.ok ? { ok: true } : result;
        },
        async "pause-seen"({ epoch }) {
          const result = await room.execute(attempt, { kind: "pause-seen", epoch });
          return result.ok ? { ok: true } : result;
        },
        async "message-shown"({ epoch, id }) {
          const result = await room.execute(attempt, { kind: "message-shown", epoch, id });
          return result.ok ? { ok: true } : result;
        },
        async "message-seen"({ epoch, id }) {
          const result = await room.execute(attempt, { kind: "message-seen", epoch, id });
          return result.ok ? { ok: true } : result;
        },
        async note({ epoch, note }) {
          if (guards.shedding()) return { ok: true, kept: false };
          const result = await room.execute(attempt, { kind: "note", epoch, note });
          return result.ok ? { ok: true, kept: result.events.length > 0 } : result;
        },
        async unsent({ journal, head, answers }) {
          if (guards.shedding() || journalHere() !== journal) return { ok: true };
          presence.tell(attempt, { journal, head, answers, at: clock.now().exam });
          return { ok: true };
        },
        sync: async () => ({ ok: true, ...clock.now() }),
      },
      parts,
    );
    socket.on("disconnect", () => {
      goAway(attempt, socket);
      leave(attempt, socket);
    });
  });
}

/** Changes that a page must show at once; its own entries it knows from their replies. */
const pushed = new Set<string>([
  "doors-opened",
  "started",
  "entry-admitted",
  "identity-doubt-ended",
  "time-granted",
  "quarantine-decided",
  "suspended",
  "resumed",
  "reopened",
  "message-sent",
  "seat-moved",
  "collecting",
  "closed",
]);

/** After these a page that was refused may try again; one that came too late, for good, then learns that. */
function opensDoor(event: AttemptEvent): boolean {
  if (event.type === "closed") return event.data.reason === "absent";
  return event.type === "lease-released" || event.type === "entry-admitted";
}

/** Whoever is refused for one of these stands before a proctor, who can let them in. */
const knocks = new Set<string>(["lease-held", "entry-closed"]);

/** As proctors know it: an IPv4 address without the prefix that a socket for both families gives it. */
function addressOf({ handshake }: Socket): string {
  return handshake.address.replace(/^::ffff:/, "");
}
