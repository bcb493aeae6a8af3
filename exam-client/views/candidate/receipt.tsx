import { lazy, Suspense, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { useAttempt, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { examName, placeName } from "./names.ts";

/** Nobody needs it before an exam is over. A PC that cannot fetch it, because the network is gone, shows the receipt alone. */
const Score = lazy(() => import("./score.tsx").catch(() => ({ default: () => null })));

export function ReceiptPage() {
  const words = useWords();
  const view = useAttempt((state) => state.view);
  const receipt = view?.receipt;
  if (!view || !receipt) return null;
  const { identity, exam } = view;
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
    <Frame>
      <h1>
        {words("receipt.heading")} <small>{words(`receipt.${receipt.reason}`)}</small>
      </h1>
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
      <p className="leave">{words("receipt.leave")}</p>
      <Suspense fallback={null}>
        <Score />
      </Suspense>
      <SignOut />
    </Frame>
  );
}

function SignOut() {
  const words = useWords();
  const desk = useDesk();
  const [sure, setSure] = useState(false);
  return (
    <p className="sign-out">
      <button type="button" className="link" onClick={() => (sure ? void desk.signOut() : setSure(true))}>
        {words(sure ? "receipt.signOutSure" : "receipt.signOut")}
      </button>
    </p>
  );
}
