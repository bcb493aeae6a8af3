import type { BankFile } from "@kaochang/question-bank/bank.ts";
import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import type { Link } from "../attempt/chain.ts";
import type { Role } from "../protocol/http.ts";
import type { PlanStore } from "./plan-store.ts";

/**
 * The port to durable storage. Every adapter (sqlite.ts, memory.ts) passes contract.ts. All calls are
 * asynchronous so that a store in another thread or on another machine fits; a promise that resolves
 * means: on disk. A promise that rejects means: nothing of that call was written.
 */
export interface Store {
  readonly events: EventLog;
  readonly bank: BankStore;
  readonly roster: RosterStore;
  readonly staff: StaffStore;
  readonly signIns: SignInStore;
  readonly views: ViewStore;
  readonly secrets: SecretStore;
  readonly plans: PlanStore;
  close(): Promise<void>;
}

/** An event as it was decided and hashed, ready to be stored. */
export interface NewEvent extends Link {
  hash: string;
}

export interface StoredEvent extends NewEvent {
  /** Place in the order of the whole store, growing; gaps are allowed. */
  position: number;
}

/** Two writers met on one stream: the later one reloads and decides again. */
export class VersionConflict extends Error {
  readonly stream: string;
  constructor(stream: string) {
    super(`the stream ${stream} has moved on`);
    this.stream = stream;
  }
}

export interface EventLog {
  /**
   * Appends all or nothing, in one transaction that is fsynced before the promise resolves. Also keeps
   * `exam` (the clock's present reading) when given. Throws VersionConflict when an event's version
   * is not the stream's next or its `previous` is not the stream's head.
   */
  append(events: readonly NewEvent[], exam?: number): Promise<void>;
  /** All events of one stream, in order. */
  read(stream: string): Promise<StoredEvent[]>;
  /** Up to `limit` events of all streams after a position, in order. */
  readAfter(position: number, limit: number): Promise<StoredEvent[]>;
  /**
   * The highest exam time that append or keepClock was given or that any event has; 0 at first. Exam
   * time never runs backwards, so a lower reading is not kept.
   */
  clock(): Promise<number>;
  /** The wall clock that was given with the last keepClock; null before the first. Only a label. */
  lastWall(): Promise<number | null>;
  keepClock(exam: number, wall: number): Promise<void>;
}

export interface SecretStore {
  /** The secret of this name; `made` becomes it if there is none yet. */
  keep(name: string, made: string): Promise<string>;
}

export interface Media {
  sha256: string;
  type: string;
  bytes: Uint8Array;
}

/** A loaded item came again with the same version and other content. */
export class VersionReused extends Error {
  readonly ids: string[];
  constructor(ids: string[]) {
    super(`试题内容已变而版本号未变：${ids.join("、")}`);
    this.ids = ids;
  }
}

/** What the head of a bank file says of its items. */
export type BankHead = Omit<BankFile, "items">;

export interface BankStore {
  /**
   * Adds new items, versions and media in one transaction; what was there stays, and loading it again
   * changes nothing. Throws VersionReused. Returns how many items were new.
   */
  load(bank: BankHead, items: readonly Item[], media: readonly Media[]): Promise<number>;
  /** Index entries of the newest version of each active item of a qualification's test, sorted by id. */
  index(qualification: string, test: string): Promise<IndexEntry[]>;
  /** The named versions, in no particular order; throws if one is missing. */
  items(refs: readonly { id: string; version: number }[]): Promise<Item[]>;
  media(sha256: string): Promise<Media | undefined>;
  /** Whether `index` has an entry; costs no more for a bank of 100,000 items than for a small one. */
  hasItems(qualification: string, test: string): Promise<boolean>;
}

/** 场次: one test at one time. Settled at preparation; what happens to it afterwards is in its stream. */
export interface SittingRecord {
  id: string;
  exam: string;
  title: string;
  qualification: string;
  test: string;
  form: string;
  practice: boolean;
  minutes: number;
  /** Wall clock, milliseconds. */
  preparedAt: number;
  /** 32 bytes in hexadecimal; leaves the server only when the sitting is closed. */
  secret: string;
}

export interface CandidateRecord {
  id: string;
  /** As foldNumber of fold-number.ts writes it, because sign-in looks for that form. */
  admissionNumber: string;
  idNumber: string;
  name: string;
}

/** The candidate id or the admission number already belongs to someone whose data differ. */
export class CandidateTaken extends Error {
  readonly candidate: string;
  constructor(candidate: string) {
    super(`考生编号或准考证号已属于另一名考生：${candidate}`);
    this.candidate = candidate;
  }
}

/** A candidate's place in a sitting. */
export interface Enrolment {
  attempt: string;
  sitting: string;
  candidate: string;
  room: string;
  seat: string;
}

export interface RosterStore {
  /**
   * Writes a sitting with its candidates, enrolments and first events, all or nothing. Admission numbers
   * are unique; a candidate who is there already with the same data is the same person. Throws
   * CandidateTaken or VersionConflict.
   */
  prepare(
    sitting: SittingRecord,
    candidates: readonly CandidateRecord[],
    enrolments: readonly Enrolment[],
    events: readonly NewEvent[],
  ): Promise<void>;
  /**
   * Takes everybody out of a sitting that was withdrawn; whoever is in no other one may come again with other
   * data. The sitting and its events stay.
   */
  leave(sitting: string): Promise<void>;
  sittings(): Promise<SittingRecord[]>;
  enrolments(sitting: string): Promise<Enrolment[]>;
  enrolment(attempt: string): Promise<Enrolment | undefined>;
  /** Enrolments of one candidate, newest sitting first. */
  enrolmentsOf(candidate: string): Promise<Enrolment[]>;
  candidate(id: string): Promise<CandidateRecord | undefined>;
  candidates(sitting: string): Promise<CandidateRecord[]>;
  byAdmissionNumber(admissionNumber: string): Promise<CandidateRecord | undefined>;
}

export interface StaffRecord {
  username: string;
  roles: Role[];
  /** argon2id, encoded with its parameters and salt. */
  passwordHash: string;
}

/** An account as it is kept. */
export interface KeptStaff extends StaffRecord {
  /** Somebody has signed in with it: its name may stand in logs. */
  used: boolean;
  /** Nobody can sign in with it. */
  disabled: boolean;
}

export interface StaffStore {
  /** Adds an account that nobody has used, or changes roles and password of one. */
  put(staff: StaffRecord): Promise<void>;
  /** Adds accounts, all or none; false: one of the names is taken. */
  add(staff: readonly StaffRecord[]): Promise<boolean>;
  /** False: there is no such account. */
  setPassword(username: string, passwordHash: string): Promise<boolean>;
  byUsername(username: string): Promise<KeptStaff | undefined>;
  /** By name, without their passwords. */
  list(): Promise<Omit<KeptStaff, "passwordHash">[]>;
  markUsed(username: string): Promise<void>;
  setDisabled(username: string, disabled: boolean): Promise<void>;
  /** Deletes an account that nobody has used; false: it stays. */
  removeUnused(username: string): Promise<boolean>;
  count(): Promise<number>;
}

/** One sign-in of a person in a browser. Only a hash of the cookie's token is kept. */
export interface SignIn {
  tokenHash: string;
  audience: "candidate" | "staff";
  /** Candidate id or staff username. */
  subject: string;
  /** Milliseconds on the clock that `deleteExpired` is given. */
  expires: number;
}

export interface SignInStore {
  /** Adds one; a token hash never comes twice. */
  put(signIn: SignIn): Promise<void>;
  get(tokenHash: string): Promise<SignIn | undefined>;
  delete(tokenHash: string): Promise<void>;
  /** Deletes every sign-in of one person. */
  deleteOf(audience: SignIn["audience"], subject: string): Promise<void>;
  /** Deletes those that expire at `now` or before. Until then `get` returns them: the caller checks. */
  deleteExpired(now: number): Promise<void>;
}

/**
 * Derived rows: views of the log that can be dropped and rebuilt from it at any time
 * (`kaochang rebuild`). `kind` is paper, attempt, answer or score; `key` identifies the row.
 */
export interface ViewRow {
  kind: "paper" | "attempt" | "answer" | "score";
  key: string;
  sitting: string;
  json: string;
}

export interface ViewStore {
  /** Position up to which the rows reflect the log; 0 when nothing has been derived. */
  position(): Promise<number>;
  /** Removes rows, then puts rows (a row in both is there afterwards) and moves the position on, in one transaction. */
  apply(
    put: readonly ViewRow[],
    remove: readonly Pick<ViewRow, "kind" | "key">[],
    position: number,
  ): Promise<void>;
  /** Sorted by key. */
  rows(kind: ViewRow["kind"], sitting: string): Promise<ViewRow[]>;
  row(kind: ViewRow["kind"], key: string): Promise<ViewRow | undefined>;
  /** Which version of the rows was named at the last drop; 0 before the first. */
  shape(): Promise<number>;
  /** Removes all rows and takes the position back to 0; rows of this version follow. */
  drop(shape: number): Promise<void>;
}
