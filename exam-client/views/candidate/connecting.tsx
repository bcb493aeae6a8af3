import { useEffect, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { Frame } from "./frame.tsx";

/** Most connections take less than a second; words about trouble before this would only alarm. */
const longMs = 5_000;

export function Connecting() {
  const words = useWords();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Frame>
      <p className="calm" role="status">
        {words(long ? "app.connectingLong" : "app.connecting")}
      </p>
    </Frame>
  );
}
