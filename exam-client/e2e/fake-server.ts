import type { PauseKind, UnseenMessage } from "@kaochang/exam-server/protocol/acts.ts";
import type {
  AttemptView,
  CandidatePaper,
  CandidateReplies,
  CandidateRequest,
  candidateRequests,
  Entry,
  EntryReply,
  Payload,
  PcNote,
  Receipt,
} from "@kaochang/exam-server/protocol/messages.ts";
import { type RefusalCode, refuse } from "@kaochang/exam-server/protocol/refusal.ts";
import type { Unsent } from "../store/unsent.ts";
import { type Answers, applyChange, noAnswers } from "../transport/answers.ts";
import { type FakePictures, fakePaperKey, sealFakePaper, sealFakePicture } from "./fake-sealing.ts";

export interface FakeServerParts {
  paper: CandidatePaper;
  pictures?: FakePictures;
  /** Exam time, milliseconds. */
  now: () => number;
  /** Why an entry is refused or quarantined; null accepts it. */
  judge?: (entry: Entry) => { result: "refused" | "quarantined"; code: RefusalCode } | null;
  view?: Partial<AttemptView>;
}

interface FakePause {
  kind: PauseKind;
  credited: boolean;
  since: number;
  seenAt: number | null;
}

const graceMs = 10_000;

/** All but the paper, whose sealing takes its time. */
type Handled = Exclude<CandidateRequest, "paper">;
type Handlers = { [N in Handled]: (payload: Payload<typeof candidateRequests, N>) => CandidateReplies[N] };

const moved = { result: "quarantined", code: "fenced" } as const;
const stopped = { result: "quarantined", code: "suspended" } as const;
const early = { result: "refused", code: "bad-message" } as const;

/** One attempt in memory, answering the protocol as the server does; nothing here is on a disk. */
export function createFakeServer(parts: FakeServerParts) {
  const { paper, pictures = {}, now, view: given = {} } = parts;
  let judge = parts.judge ?? (() => null);
  const journals = new Map<string, { text: string; reply: EntryReply }[]>();
  let answers: Answers = noAnswers;
  let version = 1;
  let holder = "";
  let epoch = 0;
  let phase: AttemptView["phase"] = given.phase ?? "identity";
  let startedAt: number | null = null;
  let minutes = 90;
  let receipt: Receipt | null = given.receipt ?? null;
  let held: RefusalCode | null = null;
  const fenced = new Set<string>();
  let released = false;
  const claims: Entry[] = [];
  const notes: PcNote[] = [];
  const tales: Unsent[] = [];
  let granted = { changes: 0, ms: 0, seen: 0 };
  let pauses: readonly FakePause[] = [];
  let messages: readonly UnseenMessage[] = [];
  let identityDoubted = false;
  const receipts: string[] = [];
  let acknowledged = 0;
  /** Bytes that the line spoils; it does so to so many papers to come. */
  let spoilt = 0;
  let watcher: (view: AttemptView) => void = () => {};

  const stoppedAt = () => {
    const times = pauses.filter(({ credited }) => credited).map(({ since, seenAt }) => seenAt ?? since);
    return times.length === 0 ? null : Math.min(...times);
  };
  const pauseShown = (): AttemptView["pause"] => {
    const shown = pauses.find(({ kind }) => kind === "evacuation") ?? pauses[0];
    if (!shown || phase === "closed" || phase === "collecting") return null;
    return { kind: shown.kind, since: shown.since, seen: shown.seenAt !== null };
  };

  const view = (journal: string): AttemptView => ({
    attempt: "attempt-1",
    version,
    exam: {
      qualification: "电子商务师三级",
      test: "理论知识考试",
      begins: null,
      fullPoints: 10_000,
      passMark: 6_000,
    },
    duration: { ms: minutes * 60_000 + granted.ms, extra: 0 },
    rulesHtml: "<p>遵守考场纪律。</p>",
    identity: {
      name: "王小明",
      admissionNumber: "202611220123",
      maskedIdNumber: "3301**********1234",
      room: "03考场",
      seat: "12",
    },
    ownStart: null,
    identityDoubted,
    ...given,
    phase,
    epoch,
    clock: {
      exam: now(),
      wall: Date.UTC(2026, 10, 22, 6, 0) + now(),
      startedAt,
      deadline: startedAt === null ? null : startedAt + minutes * 60_000 + granted.ms,
      graceEndsAt: startedAt === null ? null : startedAt + minutes * 60_000 + granted.ms + graceMs,
      handInOpensAt: startedAt === null ? null : startedAt + 30 * 60_000,
      remindAt: [600_000, 300_000],
      changes: granted.changes,
      granted: granted.ms,
      stoppedAt: stoppedAt(),
    },
    pause: pauseShown(),
    messages: phase === "closed" ? [] : [...messages],
    paperKey: phase === "running" ? fakePaperKey : null,
    answers: phase === "running" ? { ...answers.responses } : {},
    flags: [...answers.flags],
    lastSeq: journals.get(journal)?.length ?? 0,
    receipt,
  });

  const changed = () => {
    version += 1;
    watcher(view(holder));
  };

  const take = (journal: string, entry: Entry): EntryReply | null => {
    const received = journals.get(journal) ?? [];
    journals.set(journal, received);
    const { seq } = entry;
    const text = JSON.stringify(entry);
    if (seq > received.length + 1) return null;
    const before = received[seq - 1];
    if (before) return before.text === text ? before.reply : { seq, result: "refused", code: "key-reused" };
    const claim = fenced.has(journal);
    if (claim) claims.push(entry);
    const blank = pauses.some(({ seenAt }) => seenAt !== null && entry.made > seenAt);
    const verdict = entry.epoch > epoch ? early : claim ? moved : blank ? stopped : judge(entry);
    const reply: EntryReply = verdict === null ? { seq, result: "accepted" } : { seq, ...verdict };
    received.push({ text, reply });
    if (reply.result === "accepted") answers = applyChange(answers, entry.change);
    version += 1;
    return reply;
  };

  const handlers: Handlers = {
    open({ journal }) {
      if (held !== null) return refuse(held);
      if (fenced.has(journal) && !released) return refuse("fenced", "attempt-1");
      released = false;
      fenced.delete(journal);
      epoch += 1;
      holder = journal;
      return { ok: true, view: view(journal) };
    },
    "confirm-identity"() {
      phase = "rules";
      version += 1;
      return { ok: true, view: view(holder) };
    },
    "doubt-identity"({ wrong }) {
      identityDoubted = wrong;
      version += 1;
      return { ok: true, view: view(holder) };
    },
    "accept-rules"() {
      phase = startedAt === null ? "waiting" : "running";
      version += 1;
      return { ok: true, view: view(holder) };
    },
    begin() {
      startedAt = now();
      phase = "running";
      version += 1;
      return { ok: true, view: view(holder) };
    },
    entries({ journal, epoch: under, entries }) {
      if (!fenced.has(journal) && (journal !== holder || under !== epoch)) return refuse("fenced");
      const replies: EntryReply[] = [];
      for (const entry of entries) {
        const reply = take(journal, entry);
        if (reply === null) break;
        replies.push(reply);
      }
      const expected = (journals.get(journal)?.length ?? 0) + 1;
      return replies.length === 0
        ? refuse("sequence-gap", String(expected))
        : { ok: true, replies, expected };
    },
    "hand-in"({ journal, lastSeq }) {
      if (pauses.length > 0) return refuse("suspended");
      if ((journals.get(journal)?.length ?? 0) < lastSeq) return refuse("entries-missing");
      close("handed-in");
      return receipt ? { ok: true, receipt } : refuse("not-stored");
    },
    "time-seen"({ epoch: under, changes }) {
      if (under !== epoch) return refuse("fenced");
      granted = { ...granted, seen: Math.max(granted.seen, changes) };
      return { ok: true };
    },
    note({ epoch: under, note }) {
      if (under !== epoch) return refuse("fenced");
      notes.push(note);
      return { ok: true, kept: true };
    },
    "pause-seen"({ epoch: under }) {
      if (under !== epoch) return refuse("fenced");
      acknowledged += 1;
      if (pauses.every(({ seenAt }) => seenAt !== null)) return { ok: true };
      pauses = pauses.map((one) => ({ ...one, seenAt: one.seenAt ?? now() }));
      changed();
      return { ok: true };
    },
    "message-shown"({ epoch: under, id }) {
      if (under !== epoch) return refuse("fenced");
      messages = messages.map((one) => (one.id === id ? { ...one, shown: true } : one));
      return { ok: true };
    },
    "message-seen"({ epoch: under, id }) {
      if (under !== epoch) return refuse("fenced");
      receipts.push(id);
      messages = messages.filter((one) => one.id !== id);
      changed();
      return { ok: true };
    },
    unsent({ head, answers }) {
      tales.push({ head, answers });
      return { ok: true };
    },
    sync: () => ({ ok: true, exam: now(), wall: view(holder).clock.wall }),
  };

  function close(reason: Receipt["reason"]): void {
    const answered = Object.keys(answers.responses).length;
    const head = "9f2c41aa7be05d13c8f0e6b2741d9a5530cc8e17f4ab92d06e3b51f7a8c4d2e9";
    phase = "closed";
    receipt = {
      number: "R-9F2C-41AA-7BE0",
      reason,
      at: view(holder).clock.wall,
      answered,
      unanswered: paper.items.length - answered,
      quarantined: 0,
      head,
    };
    changed();
  }

  return {
    /** One request as it would arrive, answered at once. */
    handle: <N extends Handled>(name: N, payload: Payload<typeof candidateRequests, N>) =>
      (handlers[name] as Handlers[N])(payload),
    async sealedPaper(): Promise<CandidateReplies["paper"]> {
      const made = await sealFakePaper(paper, pictures);
      if (spoilt > 0) made.sealed[40] = (made.sealed[40] ?? 0) ^ 1;
      spoilt = Math.max(0, spoilt - 1);
      return { ok: true, ...made };
    },
    sealedPicture: (name: string) => sealFakePicture(pictures, name),
    spoil: (papers: number) => {
      spoilt = papers;
    },
    /** Another seat has the attempt; what the present one still sends is claims. */
    move() {
      fenced.add(holder);
      holder = "f".repeat(32);
      epoch += 1;
    },
    /** A proctor lets whoever asks next take the attempt. */
    release() {
      released = true;
    },
    /** A proctor has dealt with what the candidate said of their identity. */
    settleIdentity() {
      identityDoubted = false;
      changed();
    },
    claims: () => claims,
    notes: () => notes,
    /** What the page said of answers that wait, oldest first. */
    unsent: () => tales,
    grant(ms: number) {
      granted = { ...granted, changes: granted.changes + 1, ms: granted.ms + ms };
      if (phase === "collecting") phase = "running";
      changed();
    },
    /** Up to which change of its time the seat has said that it shows it. */
    timeSeen: () => granted.seen,
    pause(kind: PauseKind, credited = true) {
      const blank = pauses.some(({ seenAt }) => seenAt !== null);
      pauses = [...pauses, { kind, credited, since: now(), seenAt: blank ? now() : null }];
      changed();
    },
    resume(kind: PauseKind) {
      const before = stoppedAt();
      pauses = pauses.filter((one) => one.kind !== kind);
      const credit = before === null ? 0 : (stoppedAt() ?? now()) - before;
      granted = { ...granted, changes: granted.changes + (credit > 0 ? 1 : 0), ms: granted.ms + credit };
      changed();
    },
    /** How often the seat has said that its screen is blank. */
    acknowledged: () => acknowledged,
    say(id: string, text: string) {
      messages = [...messages, { id, text, at: now(), shown: false }];
      changed();
    },
    /** Messages that the seat has said to be closed, as often as it said so. */
    receipts: () => receipts,
    /** Undoes the hand-in and gives the time since it back. */
    reopen() {
      const credit = receipt === null ? 0 : view(holder).clock.wall - receipt.at;
      granted = { ...granted, changes: granted.changes + 1, ms: granted.ms + credit };
      phase = "running";
      receipt = null;
      changed();
    },
    answers: () => answers,
    /** Keys and replies as durable on the server, by journal. */
    received: (journal: string) => journals.get(journal) ?? [],
    onView: (listener: (view: AttemptView) => void) => {
      watcher = listener;
    },
    /** From now on `open` is refused so; null takes that back. */
    hold: (code: RefusalCode | null) => {
      held = code;
    },
    /** Lays back a backup with this many entries of the journal, made `opens` opens ago. */
    restore(journal: string, count: number, opens: number) {
      const kept = (journals.get(journal) ?? []).slice(0, count);
      journals.set(journal, kept);
      epoch = Math.max(0, epoch - opens);
      answers = kept
        .filter(({ reply }) => reply.result === "accepted")
        .reduce((before, { text }) => applyChange(before, (JSON.parse(text) as Entry).change), noAnswers);
      version = 1;
    },
    /** Every entry from now on is answered so. */
    judgeAs(verdict: ReturnType<typeof judge>) {
      judge = () => verdict;
    },
    epoch: () => epoch,
    holder: () => holder,
    /** A view out of its order. */
    push: (late: AttemptView) => watcher(late),
    start(forMinutes = 90) {
      minutes = forMinutes;
      startedAt = now();
      phase = phase === "waiting" || phase === "running" ? "running" : phase;
      changed();
    },
    /** Moves the start so that this many milliseconds are left. */
    leave(ms: number) {
      startedAt = now() + ms - minutes * 60_000;
      changed();
    },
    collect() {
      phase = "collecting";
      changed();
    },
    close,
  };
}

export type FakeServer = ReturnType<typeof createFakeServer>;
