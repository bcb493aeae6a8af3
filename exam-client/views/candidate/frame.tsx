import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../../i18n/words.ts";
import { ProctorMessage } from "./proctor-message.tsx";
import { SettingsButtons } from "./settings-buttons.tsx";

/** The page around every step but the answering itself: one card in the middle. */
export function Frame({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  const words = useWords();
  const panel = useHeadingFocus();
  return (
    <div className="frame">
      <header className="frame-top">
        <span className="mark">{words("app.title")}</span>
        <SettingsButtons />
      </header>
      <ProctorMessage />
      <main className="frame-main">
        <div className={wide ? "panel wide" : "panel"} ref={panel}>
          {children}
        </div>
      </main>
    </div>
  );
}

/** The button that led here is gone: reading and Tab go on from the new step's heading. */
function useHeadingFocus() {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const heading = panel.current?.querySelector<HTMLElement>("h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, []);
  return panel;
}
