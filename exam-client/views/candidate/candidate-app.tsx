import type { i18n } from "i18next";
import { I18nextProvider } from "react-i18next";
import { type Screen, screenOf } from "../../store/read.ts";
import { Collecting } from "./collecting.tsx";
import { Connecting, Opening } from "./connecting.tsx";
import { CandidateContext, type CandidateParts, useAttempt, useClock } from "./context.ts";
import { ExamPage } from "./exam/exam-page.tsx";
import { Halted } from "./halted.tsx";
import { IdentityPage } from "./identity.tsx";
import { Evacuated, Suspended } from "./paused.tsx";
import { ReceiptPage } from "./receipt.tsx";
import { RulesPage } from "./rules.tsx";
import { SignIn } from "./sign-in.tsx";
import { Waiting } from "./waiting.tsx";

const pages: Record<Screen, () => React.JSX.Element | null> = {
  connecting: Connecting,
  "sign-in": SignIn,
  halted: Halted,
  identity: IdentityPage,
  rules: RulesPage,
  waiting: Waiting,
  opening: Opening,
  exam: ExamPage,
  suspended: Suspended,
  evacuated: Evacuated,
  collecting: Collecting,
  receipt: ReceiptPage,
};

function CurrentPage() {
  const timeUp = useClock((state) => state.timeUp);
  const Page = pages[useAttempt((state) => screenOf(state, timeUp))];
  return <Page />;
}

/** The candidate's side: one page that never navigates. */
export function CandidateApp({ words, ...parts }: CandidateParts & { words: i18n }) {
  return (
    <I18nextProvider i18n={words}>
      <CandidateContext value={parts}>
        <div className="candidate">
          <CurrentPage />
        </div>
      </CandidateContext>
    </I18nextProvider>
  );
}
