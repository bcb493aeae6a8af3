import type { Say } from "../../../i18n/words.ts";
import { answeredBit, currentBit, flaggedBit } from "../../../store/read.ts";

/** The states of a question, said: 已答、标记、当前. */
export function stateWords(say: Say, bits: number): string {
  const named = [say(bits & answeredBit ? "state.answered" : "state.unanswered")];
  if (bits & flaggedBit) named.push(say("state.flagged"));
  if (bits & currentBit) named.push(say("state.current"));
  return named.join(say("state.and"));
}
