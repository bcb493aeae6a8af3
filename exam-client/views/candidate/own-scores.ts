import type { ScoreCard } from "@kaochang/exam-server/protocol/results.ts";
import { useEffect, useState } from "react";
import { fetchScores } from "../../transport/score.ts";

export interface OwnScores {
  /** Null until they are there. */
  cards: readonly ScoreCard[] | null;
  failed: boolean;
  reload: () => void;
}

/** The candidate's scores, of this exam's other test too. */
export function useOwnScores(): OwnScores {
  const [cards, setCards] = useState<readonly ScoreCard[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again
  useEffect(() => {
    void fetchScores().then((outcome) => {
      setFailed(!outcome.ok);
      if (outcome.ok) setCards(outcome.cards);
    });
  }, [round]);
  return { cards, failed, reload: () => setRound((now) => now + 1) };
}

/** Whether this attempt's score is released: whoever signs in then came to read it. */
export function isReleased({ cards }: Pick<OwnScores, "cards">, attempt: string): boolean {
  return cards?.some((card) => card.attempt === attempt && card.score !== null) ?? false;
}
