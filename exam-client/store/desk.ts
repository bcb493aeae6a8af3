import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { type ClockSample, type Monotonic, measureClock } from "../transport/clock-sync.ts";
import type { Connection } from "../transport/connection.ts";
import { type Courier, openCourier } from "../transport/courier.ts";
import type { Disk } from "../transport/journal.ts";
import type { SignInDesk, SignInOutcome } from "../transport/sign-in.ts";
import type { Later } from "../transport/timers.ts";
import type { FailureCode, Response } from "../transport/wire.ts";
import { type AttemptStore, beginning, createAttemptStore, isStale, withBox, withView } from "./attempt.ts";
import { type Clock, createClock } from "./clock.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createHandIn, type HandInDesk } from "./hand-in.ts";
import { createLease } from "./lease.ts";
import { neighbour } from "./paper-index.ts";

const tickMs = 200;
const syncRounds = 5;
const syncEveryMs = 60_000;

export interface DeskParts {
  connection: Connection;
  disk: Disk;
  signIn: SignInDesk;
  monotonic: Monotonic;
  later: Later;
  /** In [0, 1). */
  chance: () => number;
  /** Whether no other window of this browser has the exam open. */
  claimWindow: () => Promise<boolean>;
}

/** Everything that a candidate can do, and the two stores that show what stands. */
export interface Desk extends Drafts, HandInDesk {
  store: AttemptStore;
  clock: Clock;
  /** Whether this PC can keep answers at all. */
  keepsAnswers: boolean;
  begin(): Promise<void>;
  signIn(admissionNumber: string, idNumber: string): Promise<SignInOutcome>;
  signOut(): Promise<void>;
  /** The two steps before answering; null, or why not. */
  confirmIdentity(): Promise<FailureCode | null>;
  acceptRules(): Promise<FailureCode | null>;
  respond(item: string, response: Response): void;
  /** Sets the flag, or takes it away. */
  flag(item: string): void;
  goTo(item: string): void;
  move(step: number): void;
  /** Measures the clock again, as after a sleep. */
  sync(): void;
}

/** The candidate's side of one exam: wires the line, the journal and the clock to the stores. */
export function createDesk(parts: DeskParts): Desk {
  const { connection, disk, later, monotonic, chance } = parts;
  const { ask } = connection;
  const store = createAttemptStore();
  const clock = createClock(monotonic);
  const { getState, setState } = store;
  let candidate: string | null = null;
  let journal = "";
  let courier: Courier | null = null;

  const halt = (code: FailureCode | "other-window") => {
    courier?.pause();
    lease.drop();
    connection.stop();
    setState({ stage: code === "not-signed-in" ? { kind: "sign-in" } : { kind: "halted", code } });
  };

  const hire = (attempt: string): Promise<Courier> =>
    openCourier({
      journal: disk.journal(attempt),
      send: (epoch, entries) => ask("entries", { journal, epoch, entries }),
      later,
      chance,
      changed(box, tries) {
        const took = box.tail !== getState().box.tail;
        setState({ ...withBox(getState(), box, tries), ...(took ? { savedAt: clock.wall() } : {}) });
      },
      stopped: halt,
    });

  const show = (view: AttemptView) => {
    if (isStale(getState(), view)) return;
    clock.setTimes(view.clock);
    courier?.adopt(view);
    setState(withView(getState(), view));
  };

  const opened = async (view: AttemptView, sample: ClockSample) => {
    if (getState().view?.attempt !== view.attempt) {
      setState({ ...beginning });
      courier = await hire(view.attempt);
    }
    clock.adopt(sample);
    show(view);
    setState({ online: true, savedAt: clock.wall() });
    courier?.resume(view.epoch);
    sync();
  };

  const lease = createLease({
    ask,
    journal: () => journal,
    monotonic,
    later,
    chance,
    opened: (view, sample) => void opened(view, sample),
    refused: halt,
  });

  const sync = () => {
    if (!getState().online) return;
    void measureClock(ask, monotonic, syncRounds).then((best) => best && clock.adopt(best));
  };

  const connect = () => {
    connection.stop();
    setState({ stage: { kind: "connecting" } });
    connection.start({
      connected: lease.open,
      lost() {
        lease.drop();
        courier?.pause();
        setState({ online: false });
      },
      turnedAway: halt,
      // Before `open` was answered the journal is not read, and a view would show answers without it.
      view: (view) => getState().view?.attempt === view.attempt && show(view),
      fenced: () => halt("fenced"),
    });
  };

  const admit = async (name: "confirm-identity" | "accept-rules") => {
    const reply = await ask(name, { epoch: getState().view?.epoch ?? 1 });
    if (!reply.ok) return reply.code;
    show(reply.view);
    return null;
  };

  const write: Parameters<typeof createDrafts>[0]["write"] = (change, made) => {
    const { view } = getState();
    if (view) courier?.write(change, view.epoch, made);
  };
  const mayAnswer = () => getState().view?.phase === "running" && !clock.store.getState().timeUp;
  const drafts = createDrafts({ store, later, stamp: clock.stamp, write });
  const handIn = createHandIn({ store, ask, later, journal: () => journal, show, flush: drafts.flush });

  const goTo = (item: string) => {
    drafts.flush();
    setState({ current: item });
  };

  const every = (ms: number, act: () => void) => {
    act();
    later(ms, () => every(ms, act));
  };
  every(syncEveryMs, sync);
  every(tickMs, () => {
    clock.tick();
    // What was typed before zero carries its own time, so it counts though it is written now.
    if (clock.store.getState().timeUp) drafts.flush();
  });

  return {
    ...drafts,
    ...handIn,
    store,
    clock,
    keepsAnswers: disk.keeps,
    sync,
    goTo,
    async begin() {
      setState({ stage: { kind: "connecting" } });
      if (!(await parts.claimWindow())) return halt("other-window");
      journal = await disk.journalId(candidate);
      connect();
    },
    async signIn(admissionNumber, idNumber) {
      const outcome = await parts.signIn.signIn(admissionNumber, idNumber);
      if (!outcome.ok) return outcome;
      candidate = admissionNumber.trim();
      journal = await disk.journalId(candidate);
      connect();
      return outcome;
    },
    async signOut() {
      const outcome = await parts.signIn.signOut();
      if (!outcome.ok) return;
      connection.stop();
      courier?.pause();
      setState({ ...beginning, stage: { kind: "sign-in" } });
    },
    confirmIdentity: () => admit("confirm-identity"),
    acceptRules: () => admit("accept-rules"),
    respond(item, response) {
      drafts.flush();
      if (mayAnswer()) write({ kind: "respond", item, response }, clock.stamp());
    },
    flag(item) {
      const flagged = !getState().screen.flags.has(item);
      if (mayAnswer()) write({ kind: "flag", item, flagged }, clock.stamp());
    },
    move(step) {
      const { paper, current } = getState();
      if (paper) goTo(neighbour(paper, current, step));
    },
  };
}
