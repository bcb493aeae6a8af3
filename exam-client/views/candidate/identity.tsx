import { useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { useAttempt, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { examName, placeName } from "./names.ts";
import { StepButton } from "./step.tsx";

export function IdentityPage() {
  const words = useWords();
  const desk = useDesk();
  const view = useAttempt((state) => state.view);
  const [wrong, setWrong] = useState(false);
  if (view === null) return null;
  const { identity, exam } = view;
  const facts = [
    [words("identity.name"), identity.name],
    [words("identity.admissionNumber"), identity.admissionNumber],
    [words("identity.idNumber"), identity.maskedIdNumber],
    [words("identity.exam"), examName(words, exam)],
    [words("identity.seat"), placeName(words, identity)],
  ];
  return (
    <Frame>
      <h1>{words("identity.heading")}</h1>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="actions">
        <StepButton label={words("identity.right")} act={desk.confirmIdentity} />
        <button type="button" onClick={() => setWrong(true)}>
          {words("identity.wrong")}
        </button>
      </div>
      <p className="way-back">
        <button type="button" className="link" onClick={() => void desk.signOut()}>
          {words("identity.notMe")}
        </button>
      </p>
      <p className="raise-hand" role="alert">
        {wrong && words("identity.wrongNote")}
      </p>
    </Frame>
  );
}
