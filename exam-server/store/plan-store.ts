import type {
  PaperRepeat,
  PlanCandidate,
  PlanHead,
  PlanRoom,
  PlanSittingRequest,
  SeatDraw,
  StaffAssignment,
  Withdrawal,
} from "../protocol/plan.ts";

/** A sitting as its plan keeps it; once it is prepared, its record and its log say what happens to it. */
export interface KeptSitting extends PlanSittingRequest {
  seatDraw: SeatDraw | null;
  repeats: PaperRepeat[] | null;
  /** Absent: its papers were never taken back. */
  withdrawals?: Withdrawal[];
}

/** An exam plan without its roster. */
export interface PlanRecord extends PlanHead {
  id: string;
  /** Grows by one with every change. */
  version: number;
  changedBy: string;
  /** Wall clock, milliseconds. */
  changedAt: number;
  /** 32 bytes in hexadecimal, from which seats are drawn. */
  secret: string;
  admissionPrefix: string;
  sittings: KeptSitting[];
  rooms: PlanRoom[];
  staff: StaffAssignment[];
}

/** Somebody else has changed the plan, or removed it: the later one looks again and decides again. */
export class PlanMoved extends Error {
  readonly plan: string;
  constructor(plan: string) {
    super(`the plan ${plan} has moved on`);
    this.plan = plan;
  }
}

/** The admission number is another candidate's, in this plan or in any other. */
export class AdmissionNumberTaken extends Error {
  readonly admissionNumber: string;
  constructor(admissionNumber: string) {
    super("an admission number is taken");
    this.admissionNumber = admissionNumber;
  }
}

export interface RosterChange {
  /** Ids of candidates who leave; done first. */
  remove: readonly string[];
  /** Added, or written over the one with the same id. */
  put: readonly PlanCandidate[];
}

export interface Photo {
  sha256: string;
  /** JPEG. */
  bytes: Uint8Array;
}

export interface PlanStore {
  plans(): Promise<PlanRecord[]>;
  /** By admission number. */
  candidates(plan: string): Promise<PlanCandidate[]>;
  create(record: PlanRecord): Promise<void>;
  /**
   * Writes the plan in its next version together with a change of its roster, all or nothing. Throws PlanMoved
   * when what is stored is not the version before, AdmissionNumberTaken, or an error for an ID number that comes twice.
   */
  change(next: PlanRecord, roster: RosterChange): Promise<void>;
  /** Removes a plan with its roster. Throws PlanMoved when it is not this version. */
  remove(plan: string, version: number): Promise<void>;
  /** Those among the numbers that a candidate outside this plan has, planned or enrolled. */
  takenNumbers(plan: string, admissionNumbers: readonly string[]): Promise<string[]>;
  /** Adds photos; one that is there already stays. */
  putPhotos(photos: readonly Photo[]): Promise<void>;
  photo(sha256: string): Promise<Uint8Array | undefined>;
  /** Deletes photos that no candidate of any plan has, at most so many; returns how many it has deleted. */
  dropUnusedPhotos(most: number): Promise<number>;
}
