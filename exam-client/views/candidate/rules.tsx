import { useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { SafeHtml } from "../../parts/safe-html.tsx";
import { useAttempt, useDesk, useSettings } from "./context.ts";
import { Frame } from "./frame.tsx";
import { OwnTime } from "./own-time.tsx";
import { StepButton } from "./step.tsx";

/** True once the element was seen inside its scrolling box. */
function useSeen() {
  const end = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = end.current;
    if (element === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { end, seen };
}

export function RulesPage() {
  const words = useWords();
  const desk = useDesk();
  const [{ language }] = useSettings();
  const view = useAttempt((state) => state.view);
  const { end, seen } = useSeen();
  const [agreed, setAgreed] = useState(false);
  if (view === null) return null;
  return (
    <Frame wide>
      <h1 id="rules-heading">{words("rules.heading")}</h1>
      <OwnTime view={view} />
      {language !== "zh" && <p className="soft foreign">{words("rules.inChinese")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that */}
      <section className="rules-text" tabIndex={0} aria-labelledby="rules-heading">
        <div lang="zh-CN">
          <SafeHtml html={view.rulesHtml} />
        </div>
        <div ref={end} className="rules-end" />
      </section>
      <div className="actions">
        <label className="agree">
          <input
            type="checkbox"
            disabled={!seen}
            checked={agreed}
            onChange={(event) => setAgreed(event.target.checked)}
          />
          {words("rules.agree")}
          <span className="soft">{seen ? "" : words("rules.readFirst")}</span>
        </label>
        <StepButton label={words("rules.next")} disabled={!agreed} act={desk.acceptRules} />
      </div>
    </Frame>
  );
}
