import { useWords } from "../../i18n/words.ts";
import { useAttempt, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { examName, placeName } from "./names.ts";
import { OwnPhoto } from "./own-photo.tsx";
import { StepButton } from "./step.tsx";

export function IdentityPage() {
  const words = useWords();
  const desk = useDesk();
  const view = useAttempt((state) => state.view);
  if (view === null) return null;
  const { identity, exam, identityDoubted } = view;
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
      <div className="to-check">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <OwnPhoto />
      </div>
      <p className="raise-hand" role="alert">
        {identityDoubted && words("identity.doubted")}
      </p>
      {identityDoubted ? (
        <div className="actions" key="doubted">
          <StepButton label={words("identity.checkAgain")} aside act={() => desk.doubtIdentity(false)} />
        </div>
      ) : (
        <div className="actions" key="check">
          <StepButton label={words("identity.right")} act={desk.confirmIdentity} />
          <StepButton label={words("identity.wrong")} aside act={() => desk.doubtIdentity(true)} />
        </div>
      )}
      <p className="way-back">
        <button type="button" className="link" onClick={() => void desk.signOut()}>
          {words("identity.notMe")}
        </button>
      </p>
    </Frame>
  );
}
