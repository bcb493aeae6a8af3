import type { AttemptView, Receipt } from "@kaochang/exam-server/protocol/messages.ts";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { inSeb } from "../../transport/seb-proof.ts";
import { useAttempt, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { examName, placeName } from "./names.ts";
import { isReleased, useOwnScores } from "./own-scores.ts";

/** Nobody needs it before an exam is over. A PC that cannot fetch it, because the network is gone, shows the receipt alone. */
const Score = lazy(() => import("./score.tsx").catch(() => ({ default: () => null })));

/** After the end: the receipt to show to the proctor; once the score is released, that first. */
export function ReceiptPage() {
  const words = useWords();
  const view = useAttempt((state) => state.view);
  const scores = useOwnScores();
  const receipt = view?.receipt;
  if (!view || !receipt) return null;
  const score = (first: boolean) => (
    <Suspense fallback={null}>
      <Score scores={scores} first={first} />
    </Suspense>
  );
  const facts = <ReceiptFacts view={view} receipt={receipt} />;
  if (isReleased(scores, view.attempt)) {
    return (
      <Frame key="score">
        <h1 id="scores">
          {words("receipt.scores")}{" "}
          <small>
            {view.identity.name} · {view.identity.admissionNumber}
          </small>
        </h1>
        {score(true)}
        <details className="receipt-kept">
          <summary>
            {words("receipt.heading")} {receipt.number}
          </summary>
          {facts}
        </details>
        <SignOut label={words("receipt.signOutSelf")} />
      </Frame>
    );
  }
  return (
    <Frame key="receipt">
      <h1>
        {words("receipt.heading")} <small>{words(`receipt.${receipt.reason}`)}</small>
      </h1>
      {facts}
      <p className="leave">{words("receipt.leave")}</p>
      {score(false)}
      <SignOut label={words("receipt.signOut")} />
    </Frame>
  );
}

function ReceiptFacts({ view: { identity, exam }, receipt }: { view: AttemptView; receipt: Receipt }) {
  const words = useWords();
  const questions = (count: number) => words("receipt.questions", { count });
  const facts: [string, string][] = [
    [words("receipt.number"), receipt.number],
    [words("receipt.at"), new Date(receipt.at).toLocaleString("zh-CN", { hour12: false })],
    [words("identity.name"), `${identity.name} · ${identity.admissionNumber}`],
    [words("identity.exam"), examName(words, exam)],
    [words("identity.seat"), placeName(words, identity)],
    [words("receipt.answered"), questions(receipt.answered)],
    [words("receipt.unanswered"), questions(receipt.unanswered)],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{words("receipt.head")}</dt>
          <dd className="digest">{receipt.head.match(/.{1,4}/g)?.join(" ")}</dd>
        </div>
      </dl>
      {receipt.quarantined > 0 && (
        <p className="doubt">{words("receipt.quarantined", { count: receipt.quarantined })}</p>
      )}
    </>
  );
}

function SignOut({ label }: { label: string }) {
  const words = useWords();
  const desk = useDesk();
  const [sure, setSure] = useState(false);
  return (
    <p className="sign-out">
      <button type="button" className="link" onClick={() => (sure ? void desk.signOut() : setSure(true))}>
        {sure ? words("receipt.signOutSure") : label}
      </button>
      {inSeb() && (
        <button type="button" className="link" onClick={() => window.location.assign("/seb/quit")}>
          {words("receipt.quitSeb")}
        </button>
      )}
    </p>
  );
}
