import { memo, type RefObject, useCallback, useEffect, useRef } from "react";
import { ordinal } from "../../../i18n/section-rule.ts";
import { useWords } from "../../../i18n/words.ts";
import { answeredBit, cellBits, countsOf, currentBit, flaggedBit } from "../../../store/read.ts";
import { refusedItems } from "../../../transport/outbox.ts";
import { useAttempt, useDesk, useSettings } from "../context.ts";
import { stateWords } from "./state-words.ts";

/** 答题卡: every question by section, each a way to go there. */
export function AnswerCard({ pane }: { pane: RefObject<HTMLElement | null> }) {
  const words = useWords();
  const [{ language }] = useSettings();
  const desk = useDesk();
  const paper = useAttempt((state) => state.paper);
  const grid = useRef<HTMLDivElement>(null);
  const goTo = useCallback(
    (item: string) => {
      desk.goTo(item);
      requestAnimationFrame(() =>
        pane.current?.querySelector<HTMLElement>("article")?.focus({ preventScroll: true }),
      );
    },
    [desk, pane],
  );
  useCurrentInView(grid);
  return (
    <section className="card" aria-label={words("card.heading")}>
      <header className="card-head">
        <h2>{words("card.heading")}</h2>
        <CardCounts />
      </header>
      <div className="card-grid" ref={grid}>
        {paper?.sections.map((section, index) => (
          <div key={section.id} className="card-section">
            <h3>{words("section.short", { ordinal: ordinal(language, index), title: section.title })}</h3>
            <div className="cells">
              {section.items.map((id) => (
                <Cell key={id} id={id} number={paper.byId.get(id)?.number ?? 0} goTo={goTo} />
              ))}
            </div>
          </div>
        ))}
      </div>
      <Legend />
    </section>
  );
}

/** Scrolls the card, after the paint, just enough for the current cell. */
function useCurrentInView(grid: RefObject<HTMLDivElement | null>) {
  const current = useAttempt((state) => state.current);
  const [{ size }] = useSettings();
  // biome-ignore lint/correctness/useExhaustiveDependencies: at another text size the cell stands elsewhere
  useEffect(() => {
    const cell = grid.current?.querySelector(`[data-item="${CSS.escape(current)}"]`);
    cell?.scrollIntoView({ block: "nearest" });
  }, [grid, current, size]);
}

interface CellProps {
  id: string;
  number: number;
  goTo: (item: string) => void;
}

const Cell = memo(function Cell({ id, number, goTo }: CellProps) {
  const words = useWords();
  const bits = useAttempt((state) => cellBits(state, id));
  return (
    <button
      type="button"
      data-item={id}
      className={cellClass(bits)}
      aria-current={bits & currentBit ? "true" : undefined}
      aria-label={words("card.cell", { number, state: stateWords(words, bits & ~currentBit) })}
      onClick={() => goTo(id)}
    >
      {number}
    </button>
  );
});

function cellClass(bits: number): string {
  const answered = bits & answeredBit ? " answered" : "";
  const flagged = bits & flaggedBit ? " flagged" : "";
  return `cell${answered}${flagged}${bits & currentBit ? " current" : ""}`;
}

function CardCounts() {
  const words = useWords();
  const paper = useAttempt((state) => state.paper);
  const screen = useAttempt((state) => state.screen);
  const { answered, unanswered, flagged } = countsOf({ paper, screen });
  return (
    <p className="counts">
      {words("state.answered")} <b>{answered}</b> {words("state.unanswered")} <b>{unanswered}</b>{" "}
      {words("state.flagged")} <b>{flagged}</b>
    </p>
  );
}

function Legend() {
  const words = useWords();
  const refused = useAttempt((state) => refusedItems(state.box).size);
  return (
    <>
      <p className="legend" aria-hidden="true">
        {(["answered", "unanswered", "flagged", "current"] as const).map((state) => (
          <span key={state}>
            <i className={`cell sample ${state}`} />
            {words(`state.${state}`)}
          </span>
        ))}
      </p>
      {refused > 0 && (
        <p className="raise-hand" role="alert">
          {words("card.refused", { count: refused })}
        </p>
      )}
    </>
  );
}
