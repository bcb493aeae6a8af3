import type { ReactNode } from "react";
import { useWords } from "../../i18n/words.ts";
import { SettingsButtons } from "./settings-buttons.tsx";

/** The page around every step but the answering itself: one card in the middle. */
export function Frame({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="frame">
      <header className="frame-top">
        <span className="mark">{words("app.title")}</span>
        <SettingsButtons />
      </header>
      <main className="frame-main">
        <div className={wide ? "panel wide" : "panel"}>{children}</div>
      </main>
    </div>
  );
}
