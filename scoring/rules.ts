import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";
import type { Tally } from "./scorer.ts";

/** What a response earns under a section's rule: whole hundredths between 0 and the item's points. */
export function earnedBy(rule: SectionRule, tally: Tally, points: Hundredths): Hundredths {
  if (isRight(tally)) return points;
  return Math.min(points, Math.max(0, partial(rule, tally, points)));
}

export function isRight({ right, wrong, of }: Tally): boolean {
  return right === of && wrong === 0;
}

function partial(rule: SectionRule, { right, wrong, of }: Tally, points: Hundredths): Hundredths {
  switch (rule.kind) {
    case "all-or-nothing":
      return 0;
    case "fixed-share":
      return right > 0 && wrong === 0 ? roundedShare(points, rule.share, 100) : 0;
    case "per-right":
      return wrong === 0 ? right * rule.each : 0;
    case "plus-minus":
      return right * rule.plus - wrong * rule.minus;
    case "per-part":
      return roundedShare(points, slotsRight({ right, wrong, of }), of);
  }
}

/** Wrong parts cost nothing, but they take up room: choosing every option of a list earns nothing by it. */
function slotsRight({ right, wrong, of }: Tally): number {
  return Math.min(right, Math.max(0, of - wrong));
}

/** points × part ÷ whole in integers, rounded half up. The only rounding there is. */
function roundedShare(points: Hundredths, part: number, whole: number): Hundredths {
  return Math.floor((2 * points * part + whole) / (2 * whole));
}
