import { type Monotonic, measureClock, type Wall } from "../transport/clock-sync.ts";
import type { Connection } from "../transport/connection.ts";
import type { Disk } from "../transport/journal.ts";
import type { SignInDesk, SignInOutcome } from "../transport/sign-in.ts";
import type { Later } from "../transport/timers.ts";
import type { FailureCode, Outcome, Response } from "../transport/wire.ts";
import { type AttemptStore, createAttemptStore, withView } from "./attempt.ts";
import { type Clock, createClock } from "./clock.ts";
import { type Conduct, createConduct } from "./conduct.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createHandIn, type HandInDesk } from "./hand-in.ts";
import { neighbour } from "./paper-index.ts";
import { createReports } from "./reports.ts";
import { createRescueDesk } from "./rescue-desk.ts";
import { createSealedPaper } from "./sealed-paper.ts";
import { createSeat } from "./seat.ts";
import type { ShownAttempt } from "./shown-attempt.ts";
import { watchStranded } from "./stranded.ts";
import { createUnsentWatch, unsentOf } from "./unsent.ts";

const tickMs = 200;
const syncRounds = 5;

export interface DeskParts {
  connection: Connection;
  disk: Disk;
  shown: ShownAttempt;
  signIn: SignInDesk;
  monotonic: Monotonic;
  wall: Wall;
  later: Later;
  /** In [0, 1). */
  chance: () => number;
  /** Whether no other window of this browser has the exam open. */
  claimWindow: (lost: () => void) => Promise<boolean>;
}

/** Everything that a candidate can do, and the two stores that show what stands. */
export interface Desk extends Drafts, HandInDesk {
  store: AttemptStore;
  clock: Clock;
  /** Takes what is seen of the page's window. */
  conduct: Pick<Conduct, "away" | "fullScreenLeft" | "pasted">;
  /** Whether this PC can keep answers at all. */
  keepsAnswers: boolean;
  begin(): Promise<void>;
  signIn(admissionNumber: string, idNumber: string): Promise<SignInOutcome>;
  signOut(): Promise<void>;
  /** The two steps before answering; null, or why not. */
  confirmIdentity(): Promise<FailureCode | null>;
  /** 信息有误: raises a hand on the proctors' board; `false` takes it down. */
  doubtIdentity(wrong: boolean): Promise<FailureCode | null>;
  acceptRules(): Promise<FailureCode | null>;
  /** 开始考试, where each candidate begins by themselves; null, or why not. */
  startOwn(): Promise<FailureCode | null>;
  respond(item: string, response: Response): void;
  /** Sets the flag, or takes it away. */
  flag(item: string): void;
  goTo(item: string): void;
  move(step: number): void;
  /** Measures the clock again, as after a sleep. */
  sync(): void;
  /** The notice of added time was read. */
  dismissAdded(): void;
  /** The notice that the hand-in was undone was read. */
  dismissReopened(): void;
  /** It stands on the screen: so much the proctor hears before anybody has read it. */
  messageShown(id: string): void;
  /** 知道了: the proctor gets the receipt of this message. */
  closeMessage(id: string): void;
  /** The text of a rescue file with all that the server has not replied to; null when it cannot be made here. */
  rescueFile(): Promise<string | null>;
}

/** The candidate's side of one exam: wires the line, the journal and the clock to the stores. */
export function createDesk(parts: DeskParts): Desk {
  const { later, monotonic, chance, connection } = parts;
  const { ask } = connection;
  const store = createAttemptStore();
  const { getState, setState } = store;
  let candidate: string | null = null;
  let synced = Number.NEGATIVE_INFINITY;
  const sync = () => {
    if (!getState().online) return;
    synced = monotonic();
    void measureClock(ask, monotonic, syncRounds).then((best) => best && clock.adopt(best));
  };
  const reports = createReports({ ask, journal: () => seat.journal(), later, chance });
  const unsent = createUnsentWatch({ monotonic, now: () => unsentOf(getState().box), tell: reports.unsent });
  const clock = createClock({
    ...parts,
    jumped(ms) {
      reports.clockJump(ms);
      sync();
    },
  });
  const paper = createSealedPaper({
    store,
    connection,
    later,
    chance,
    damaged: () => seat.halt("paper-damaged"),
  });
  const seat = createSeat({
    ...parts,
    store,
    clock,
    show(view) {
      if (view.pause !== null) stop();
      clock.setTimes(view.clock);
      setState(withView(getState(), view));
      paper.shown(view);
      reports.timeSeen(view.clock.changes);
      reports.pauseSeen(view.pause);
    },
    opened(epoch) {
      sync();
      paper.fetch();
      unsent.renew();
      reports.resume(epoch);
      reports.disk(!getState().box.diskFailed);
    },
    closed: reports.pause,
    flush: () => drafts.flush(),
  });
  store.subscribe(({ box }, before) => {
    if (box.diskFailed !== before.box.diskFailed) reports.disk(!box.diskFailed);
  });

  const epoch = () => getState().view?.epoch ?? 1;
  const shown = (reply: Outcome<"open">) => {
    if (!reply.ok) return reply.code;
    seat.show(reply.view);
    return null;
  };
  const admit = async (name: "confirm-identity" | "accept-rules" | "begin") =>
    shown(await ask(name, { epoch: epoch() }));

  const mayAnswer = () => {
    const { stage, view } = getState();
    const open = stage.kind === "attempt" && view?.phase === "running" && view.pause === null;
    return open && !clock.store.getState().timeUp;
  };
  /** A pause has come: what is typed is an answer of before it, and nothing is handed in meanwhile. */
  const stop = () => {
    drafts.flush();
    handIn.cancelHandIn();
  };
  const conduct = createConduct({
    monotonic,
    made: () => clock.stamp().made,
    watching: mayAnswer,
    tell: reports.signal,
  });
  const drafts = createDrafts({ store, later, mayAnswer, stamp: clock.stamp, write: seat.write });
  const handIn = createHandIn({
    store,
    ask,
    later,
    journal: seat.journal,
    show: seat.show,
    flush: drafts.flush,
  });
  const rescue = createRescueDesk({
    store,
    keys: paper.rescueKeys,
    journal: seat.journal,
    flush: drafts.flush,
    later,
    chance,
  });

  const goTo = (item: string) => {
    drafts.flush();
    setState({ current: item });
  };

  const every = (ms: number, act: () => void) => {
    act();
    later(ms, () => every(ms, act));
  };
  const checkStranded = watchStranded(store, monotonic);
  every(tickMs, () => {
    clock.tick();
    checkStranded();
    conduct.tick();
    unsent.tick();
    if (monotonic() - synced >= clock.pace()) sync();
    // What was typed before zero carries its own time, so it counts though it is written now.
    if (clock.store.getState().timeUp) drafts.flush();
  });

  return {
    ...drafts,
    ...handIn,
    ...rescue,
    handIn() {
      conduct.flush();
      handIn.handIn();
    },
    store,
    clock,
    conduct,
    get keepsAnswers() {
      return seat.keeps();
    },
    sync() {
      clock.doubt();
      sync();
    },
    dismissAdded: () => setState({ added: 0 }),
    dismissReopened: () => setState({ reopened: false }),
    messageShown: (id) => reports.messageShown(id),
    closeMessage(id) {
      setState({ closedMessages: [...getState().closedMessages, id] });
      reports.messageSeen(id);
    },
    goTo,
    async begin() {
      setState({ stage: { kind: "connecting" } });
      const alone = await parts.claimWindow(() => seat.halt("other-window"));
      if (!alone) return seat.halt("other-window");
      await seat.take(candidate);
    },
    async signIn(admissionNumber, idNumber) {
      const outcome = await parts.signIn.signIn(admissionNumber, idNumber);
      if (!outcome.ok) return outcome;
      candidate = admissionNumber;
      parts.shown.set(null);
      await seat.take(candidate);
      return outcome;
    },
    async signOut() {
      const outcome = await parts.signIn.signOut();
      if (!outcome.ok) return;
      paper.drop();
      parts.shown.set(null);
      seat.leave();
    },
    confirmIdentity: () => admit("confirm-identity"),
    doubtIdentity: async (wrong) => shown(await ask("doubt-identity", { epoch: epoch(), wrong })),
    acceptRules: () => admit("accept-rules"),
    startOwn: () => admit("begin"),
    respond(item, response) {
      drafts.flush();
      if (mayAnswer()) seat.write({ kind: "respond", item, response }, clock.stamp());
    },
    flag(item) {
      const flagged = !getState().screen.flags.has(item);
      if (mayAnswer()) seat.write({ kind: "flag", item, flagged }, clock.stamp());
    },
    move(step) {
      const { paper: shown, current } = getState();
      if (shown) goTo(neighbour(shown, current, step));
    },
  };
}
