import { useState } from "react";
import { useWords } from "../../i18n/words.ts";

/** The roster's photo of whoever is signed in, in a frame that keeps its place while it comes and where there is none. */
export function OwnPhoto() {
  const words = useWords();
  const [missing, setMissing] = useState(false);
  return (
    <figure className="own-photo">
      {missing ? (
        <figcaption>{words("identity.noPhoto")}</figcaption>
      ) : (
        <img src="/api/candidate/photo" alt={words("identity.photo")} onError={() => setMissing(true)} />
      )}
    </figure>
  );
}
