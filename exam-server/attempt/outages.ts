/** What the log says of a seat that was gone while its attempt ran. */
export interface Outages {
  /** Exam time since which it is gone; null: it is there. */
  since: number | null;
  /** How often it was gone so far. */
  count: number;
}

export const noOutages: Outages = { since: null, count: 0 };

/** Most outages that one attempt keeps: a cable that comes and goes all day must not fill the server's disk. */
export const maxOutages = 200;
