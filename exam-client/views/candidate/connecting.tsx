import { useEffect, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { Frame } from "./frame.tsx";

/** Most connections take less than a second; words about trouble before this would only alarm. */
const longMs = 5_000;

function Calm({ of }: { of: "connecting" | "opening" }) {
  const words = useWords();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Frame>
      <p className="calm" role="status">
        {words(long ? `app.${of}Long` : `app.${of}`)}
      </p>
    </Frame>
  );
}

export const Connecting = () => <Calm of="connecting" />;

/** The start was heard, and the paper is not open yet. */
export const Opening = () => <Calm of="opening" />;
