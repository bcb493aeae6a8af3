import { useWords } from "../../i18n/words.ts";
import { saveLineOf, waitingItems } from "../../store/read.ts";
import { useAttempt } from "./context.ts";
import { Frame } from "./frame.tsx";
import { RescueButton } from "./rescue-file.tsx";

export function Collecting() {
  const words = useWords();
  const kind = useAttempt((state) => saveLineOf(state).kind);
  const online = useAttempt((state) => state.online);
  const stranded = useAttempt((state) => state.stranded !== "no" && state.paper !== null);
  const waiting = useAttempt((state) => waitingItems(state).size);
  const offline = words(kind === "no-disk" ? "collecting.offlineNoDisk" : "collecting.offline");
  return (
    <Frame>
      {online ? (
        <>
          <h1>{words("collecting.heading")}</h1>
          <p role="status">{words(waiting > 0 ? "collecting.note" : "collecting.saved")}</p>
        </>
      ) : (
        <div role="alert">
          <h1 className="raise-hand large">{offline}</h1>
        </div>
      )}
      <p className="soft">{waiting > 0 && words("collecting.waiting", { waiting })}</p>
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
