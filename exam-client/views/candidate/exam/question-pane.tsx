import { useEffect, useRef } from "react";
import { sectionHeading } from "../../../i18n/section-rule.ts";
import { useWords } from "../../../i18n/words.ts";
import { controls } from "../../../interactions/index.ts";
import type { ControlProps } from "../../../parts/control.ts";
import { SafeHtml } from "../../../parts/safe-html.tsx";
import { cellBits, itemSaveOf } from "../../../store/read.ts";
import { useAttempt, useDesk, useSettings } from "../context.ts";
import { stateWords } from "./state-words.ts";

const stemId = "stem";

/** The question in front of the candidate, under its section's rule. */
export function QuestionPane() {
  const words = useWords();
  const [{ language }] = useSettings();
  const placed = useAttempt((state) => state.paper?.byId.get(state.current));
  const total = useAttempt((state) => state.paper?.order.length ?? 0);
  const bits = useAttempt((state) => cellBits(state, state.current));
  const scroller = useRef<HTMLDivElement>(null);
  const id = placed?.item.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question begins at its top
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [id]);
  if (!placed) return null;
  const { item, number, section, sectionIndex } = placed;
  return (
    <>
      <h2 className="section-rule">{sectionHeading(words, language, section, sectionIndex)}</h2>
      <div className="question-scroll" ref={scroller}>
        <article
          key={item.id}
          className="question"
          tabIndex={-1}
          aria-label={words("question.label", { number, total, state: stateWords(words, bits) })}
        >
          <div className="stem" id={stemId}>
            <span className="number">{number}.</span>
            <SafeHtml className="text" html={item.stemHtml} />
          </div>
          <ResponseControl item={item} />
        </article>
      </div>
      <QuestionFoot item={item.id} />
    </>
  );
}

function ResponseControl({ item }: Pick<ControlProps, "item">) {
  const desk = useDesk();
  const response = useAttempt((state) => state.screen.responses[item.id]);
  const Control = controls[item.type];
  return (
    <Control
      item={item}
      response={response}
      labelledBy={stemId}
      choose={(next) => desk.respond(item.id, next)}
      type={(next) => desk.type(item.id, next)}
      settle={desk.flush}
    />
  );
}

function QuestionFoot({ item }: { item: string }) {
  const words = useWords();
  const desk = useDesk();
  const save = useAttempt((state) => itemSaveOf(state, item));
  const answered = useAttempt((state) => item in state.screen.responses);
  return (
    <p className="question-foot">
      <span className={`item-save ${save}`}>{words(`question.${save}`)}</span>
      {answered && (
        <button type="button" className="link" onClick={() => desk.respond(item, null)}>
          {words("question.clear")}
        </button>
      )}
    </p>
  );
}
