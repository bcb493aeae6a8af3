import "./no-eval.ts";
import type { Role, StaffMe } from "@kaochang/exam-server/protocol/http.ts";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { NewPlanPage } from "../officer/plan/new-plan-page.tsx";
import { PlanPage } from "../officer/plan/plan-page.tsx";
import { plansPath } from "../officer/plan/plan-route.ts";
import { PlansPage } from "../officer/plan/plans-page.tsx";
import { RehearsalPage } from "../officer/rehearsal-page.tsx";
import { ReplayPage } from "../officer/replay/replay-page.tsx";
import { ResultsPage } from "../officer/results-page.tsx";
import { SeatingPage } from "../officer/seating/seating-page.tsx";
import { LivePage } from "../proctor/live-page.tsx";
import { Failure } from "./failure.tsx";
import { fetchMe, signOut } from "./http.ts";
import { useSpeech } from "./i18n/words.ts";
import { Layout } from "./layout.tsx";
import { mayOpen, SignedInProvider } from "./me.ts";
import { Closed, Notice } from "./notice.tsx";
import { navigate, parseRoute, type Route, usePath } from "./route.ts";
import { SignInPage } from "./sign-in.tsx";
import { SittingListPage } from "./sitting-list.tsx";
import { theme } from "./theme.ts";

type Who =
  | { kind: "asking" }
  | { kind: "nobody" }
  | { kind: "unknown"; code: FailureCode }
  | { kind: "staff"; me: StaffMe };

function useWho() {
  const [who, setWho] = useState<Who>({ kind: "asking" });
  const ask = useCallback(async () => {
    const outcome = await fetchMe();
    if (outcome.ok) setWho({ kind: "staff", me: outcome });
    else
      setWho(outcome.code === "not-signed-in" ? { kind: "nobody" } : { kind: "unknown", code: outcome.code });
  }, []);
  useEffect(() => void ask(), [ask]);
  const enter = useCallback((me: StaffMe) => setWho({ kind: "staff", me }), []);
  const leave = useCallback(() => setWho({ kind: "nobody" }), []);
  return { who, ask, enter, leave };
}

/** The page says "signed out" only when the server has forgotten the sign-in. */
function useSignOut(leave: () => void) {
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const leaveForGood = async () => {
    const outcome = await signOut();
    const gone = outcome.ok || outcome.code === "not-signed-in";
    setFailure(gone ? null : outcome.code);
    if (gone) leave();
  };
  return { failure, leaveForGood: () => void leaveForGood() };
}

const roleOf = {
  proctor: "proctor",
  live: "proctor",
  officer: "officer",
  results: "officer",
  rehearsal: "officer",
  replay: "officer",
  plans: "officer",
  "new-plan": "officer",
  plan: "officer",
} as const;

function page(route: Exclude<Route, { page: "home" | "unknown" }>): ReactNode {
  switch (route.page) {
    case "proctor":
    case "officer":
      return <SittingListPage key={route.page} role={route.page} />;
    case "rehearsal":
      return <RehearsalPage />;
    case "plans":
      return <PlansPage />;
    case "new-plan":
      return <NewPlanPage />;
    case "plan":
      return <PlanPage key={route.plan} id={route.plan} section={route.section} sitting={route.sitting} />;
    case "seating":
      return <SeatingPage key={route.sitting} audience={route.audience} sitting={route.sitting} />;
    case "replay":
      return <ReplayPage key={route.attempt} sitting={route.sitting} attempt={route.attempt} />;
    case "live":
      return <LivePage key={route.sitting} sitting={route.sitting} />;
    case "results":
      return <ResultsPage key={route.sitting} sitting={route.sitting} />;
  }
}

const homes: Record<Role, string> = { proctor: "/staff/proctor", officer: plansPath };

/** `/staff` alone leads to the first page that the roles allow. */
function Home({ first }: { first: Role | undefined }) {
  const { t } = useSpeech();
  useEffect(() => {
    if (first) navigate(homes[first], "replace");
  }, [first]);
  return first ? null : <Notice text={t("app.noRole")} />;
}

function Pages({ me, path, expired }: { me: StaffMe; path: string; expired: () => void }) {
  const { t } = useSpeech();
  const signedIn = useMemo(() => ({ me, expired }), [me, expired]);
  const route = parseRoute(path);
  if (route.page === "home")
    return <Home first={(["proctor", "officer"] as const).find((role) => mayOpen(me, role))} />;
  if (route.page === "unknown") return <Notice text={t("app.noPage")} />;
  const role = route.page === "seating" ? route.audience : roleOf[route.page];
  if (!mayOpen(me, role)) return <Notice text={t("app.noRole")} />;
  return <SignedInProvider value={signedIn}>{page(route)}</SignedInProvider>;
}

function useDocumentWords() {
  const { t, language } = useSpeech();
  useEffect(() => {
    document.title = t("app.title");
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  });
  return language;
}

/** Everything under `/staff`: who is signed in decides what is shown. */
export default function StaffApp() {
  const language = useDocumentWords();
  const path = usePath();
  const { who, ask, enter, leave } = useWho();
  const { failure, leaveForGood } = useSignOut(leave);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <Layout me={who.kind === "staff" ? who.me : null} path={path} signOut={leaveForGood}>
        {failure && <Failure code={failure} />}
        {who.kind === "nobody" && <SignInPage done={enter} />}
        {who.kind === "unknown" && <Closed code={who.code} retry={() => void ask()} />}
        {who.kind === "staff" && <Pages me={who.me} path={path} expired={leave} />}
      </Layout>
    </ConfigProvider>
  );
}
