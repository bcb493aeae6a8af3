import type { StaffMe } from "@kaochang/exam-server/protocol/http.ts";
import { Button } from "antd";
import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import { plansPath } from "../officer/plan/plan-route.ts";
import { useSpeech } from "./i18n/words.ts";
import styles from "./layout.module.css";
import { Link } from "./link.tsx";
import { mayOpen } from "./me.ts";
import { fonts, palette } from "./palette.ts";
import { rehearsalPath } from "./route.ts";

/** The palette as custom properties (`--line` …), so that style sheets and antd share one source. */
const frame = {
  fontFamily: fonts,
  ...Object.fromEntries(Object.entries(palette).map(([name, colour]) => [`--${dashed(name)}`, colour])),
} as CSSProperties;

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

const pages = [
  { role: "proctor", to: "/staff/proctor", word: "app.proctor" },
  { role: "officer", to: plansPath, word: "plans.heading" },
  { role: "officer", to: "/staff/officer", word: "app.officer" },
  { role: "officer", to: rehearsalPath, word: "rehearsal.title" },
] as const;

/** The page with the longest address that this one begins with: plans and rehearsal begin with the officer's. */
function pageOf(path: string): string | undefined {
  const [longest] = pages.filter(({ to }) => path.startsWith(to)).sort((a, b) => b.to.length - a.to.length);
  return longest?.to;
}

function Navigation({ me, path }: { me: StaffMe; path: string }) {
  const { t } = useSpeech();
  return (
    <nav aria-label={t("app.nav")} className={styles.nav}>
      {pages
        .filter(({ role }) => mayOpen(me, role))
        .map(({ to, word }) => (
          <Link key={to} to={to} current={pageOf(path) === to}>
            {t(word)}
          </Link>
        ))}
    </nav>
  );
}

interface LayoutProps {
  me: StaffMe | null;
  path: string;
  signOut: () => void;
  children: ReactNode;
}

/** What was pressed to come here may be gone: reading and Tab go on from the new page. */
function usePageFocus(signedIn: boolean, path: string) {
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each path is another page
  useEffect(() => {
    if (signedIn) main.current?.focus({ preventScroll: true });
  }, [signedIn, path]);
  return main;
}

export function Layout({ me, path, signOut, children }: LayoutProps) {
  const { t, switchLanguage } = useSpeech();
  const main = usePageFocus(me !== null, path);
  return (
    <div className={styles.frame} style={frame}>
      <a className={styles.skip} href="#staff-main">
        {t("app.skip")}
      </a>
      <header className={styles.bar}>
        <span className={styles.name}>{t("app.title")}</span>
        {me && <Navigation me={me} path={path} />}
        <span className={styles.rest} />
        {me && <span className={styles.who}>{me.username}</span>}
        <Button size="small" onClick={switchLanguage}>
          {t("app.language")}
        </Button>
        {me && (
          <Button size="small" onClick={signOut}>
            {t("app.signOut")}
          </Button>
        )}
      </header>
      <main id="staff-main" ref={main} className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
