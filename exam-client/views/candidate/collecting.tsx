import { useWords } from "../../i18n/words.ts";
import { type CollectLine, collectLineOf, saveLineOf } from "../../store/read.ts";
import { useAttempt, useClock } from "./context.ts";
import { Frame } from "./frame.tsx";
import { RescueButton } from "./rescue-file.tsx";

/** How long yet: it changes every second, so it stands outside what is read aloud. */
function Receipt() {
  const words = useWords();
  const seconds = useClock((state) => state.receiptWithin);
  return seconds === null ? words("collecting.soon") : words("collecting.within", { seconds });
}

function Answers({ line }: { line: CollectLine }) {
  const words = useWords();
  return (
    <p>
      <span className={line.kind === "refused" ? "raise-hand" : undefined} role="status">
        {words(`collecting.${line.kind}`, { ...line })}
      </span>{" "}
      {line.kind === "saved" && <Receipt />}
    </p>
  );
}

export function Collecting() {
  const words = useWords();
  const kind = useAttempt((state) => saveLineOf(state).kind);
  const online = useAttempt((state) => state.online);
  const stranded = useAttempt((state) => state.stranded !== "no" && state.paper !== null);
  const box = useAttempt((state) => state.box);
  const drafts = useAttempt((state) => state.drafts);
  const line = collectLineOf({ box, drafts });
  const offline = words(kind === "no-disk" ? "collecting.offlineNoDisk" : "collecting.offline");
  return (
    <Frame>
      {online ? (
        <>
          <h1>{words("collecting.heading")}</h1>
          <Answers line={line} />
        </>
      ) : (
        <div role="alert">
          <h1 className="raise-hand large">{offline}</h1>
        </div>
      )}
      <p className="soft">
        {line.kind === "uploading" && words("collecting.waiting", { items: line.items })}
      </p>
      {stranded && (
        <>
          <p className="ask" role="status">
            {words("rescue.ask")}
          </p>
          <RescueButton />
        </>
      )}
    </Frame>
  );
}
