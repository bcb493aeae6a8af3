import { maxNotes, type PcNote, type Signals } from "../protocol/messages.ts";

/** Of each kind of note: how many are in the log, and the exam time up to which the latest tells. */
export type NoteCounts = Readonly<Partial<Record<PcNote["kind"], { count: number; made: number }>>>;

/** What notes have told of an attempt. */
interface Noted {
  notes: NoteCounts;
  keeps: boolean | null;
  signals: Signals;
}

export const noSignals: Signals = { left: { times: 0, ms: 0 }, fullScreen: 0, pasted: 0 };

/**
 * Whether a note belongs in the log. Bounded by kind, so that a page gone mad fills no disk and one kind
 * of note keeps no other out; what is known already is not noted again.
 */
export function isNews({ notes, keeps }: Noted, note: PcNote): boolean {
  const before = notes[note.kind] ?? { count: 0, made: -1 };
  if (before.count >= maxNotes) return false;
  if (note.kind === "disk") return note.keeps !== keeps;
  return note.kind === "clock-jump" || note.made > before.made;
}

export function withNote({ notes, keeps, signals }: Noted, note: PcNote): Noted {
  const count = (notes[note.kind]?.count ?? 0) + 1;
  const made = "made" in note ? note.made : -1;
  return {
    notes: { ...notes, [note.kind]: { count, made } },
    keeps: note.kind === "disk" ? note.keeps : keeps,
    signals: withSignal(signals, note),
  };
}

function withSignal(signals: Signals, note: PcNote): Signals {
  switch (note.kind) {
    case "left": {
      const { times, ms } = signals.left;
      return { ...signals, left: { times: times + note.times, ms: ms + note.ms } };
    }
    case "full-screen-left":
      return { ...signals, fullScreen: signals.fullScreen + note.times };
    case "pasted":
      return { ...signals, pasted: signals.pasted + note.times };
    case "disk":
    case "clock-jump":
      return signals;
    default:
      return note satisfies never;
  }
}
