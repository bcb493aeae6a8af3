import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";
import type { Response } from "../transport/wire.ts";

/** What every response control gets; one file of interactions/ is one control. */
export interface ControlProps {
  item: CandidateItem;
  /** As it stands on screen; undefined while unanswered. */
  response: Response | undefined;
  /** Id of the element that holds the question's text. */
  labelledBy: string;
  /** Chosen: written at once. `null` clears the answer. */
  choose(response: Response): void;
  /** Typed: written when the typing pauses. */
  type(response: Response): void;
  /** The field was left: writes what is typed. */
  settle(): void;
}
