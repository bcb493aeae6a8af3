import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../i18n/words.ts";
import { cellBits } from "../../../store/read.ts";
import { useAttempt } from "../context.ts";
import { ProctorMessage } from "../proctor-message.tsx";
import { AnswerCard } from "./answer-card.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { ExamHeader } from "./exam-header.tsx";
import { HelpCard } from "./help-card.tsx";
import { useExamKeys } from "./keys.ts";
import { QuestionPane } from "./question-pane.tsx";
import { Reminder } from "./reminder.tsx";
import { Review } from "./review.tsx";
import { SaveLine } from "./save-line.tsx";
import { stateWords } from "./state-words.ts";

type Overlay = "none" | "review" | "help";

/** Tells a screen reader which question came up, also where the focus stays on a button. */
function Announcer() {
  const words = useWords();
  const number = useAttempt((state) => state.paper?.byId.get(state.current)?.number ?? 0);
  const bits = useAttempt((state) => cellBits(state, state.current));
  return (
    <p className="unseen" role="status">
      {words("question.announce", { number, state: stateWords(words, bits) })}
    </p>
  );
}

export function ExamPage() {
  const [overlay, setOverlay] = useState<Overlay>("none");
  const pane = useRef<HTMLElement>(null);
  const close = () => setOverlay("none");
  const keys = { review: () => setOverlay("review"), help: () => setOverlay("help") };
  useExamKeys(pane, overlay === "none", keys);
  useEffect(() => pane.current?.querySelector("article")?.focus({ preventScroll: true }), []);
  return (
    <div className="exam">
      <ExamHeader />
      {overlay === "none" && <ProctorMessage />}
      <main className="exam-main" ref={pane}>
        <QuestionPane />
      </main>
      <aside className="exam-side">
        <AnswerCard pane={pane} />
        <SaveLine />
      </aside>
      <BottomBar review={keys.review} help={keys.help} />
      <Reminder />
      <Announcer />
      {overlay === "review" && <Review close={close} />}
      {overlay === "help" && <HelpCard close={close} />}
    </div>
  );
}
