import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { createWords } from "./i18n/words.ts";
import { createDesk } from "./store/desk.ts";
import { keepPlace } from "./store/place.ts";
import { createSettings, type Settings } from "./store/settings.ts";
import { keepShownAttempt } from "./store/shown-attempt.ts";
import { openConnection } from "./transport/connection.ts";
import { openIdbDisk } from "./transport/journal-idb.ts";
import { openNoDisk } from "./transport/journal-none.ts";
import { watchPage } from "./transport/page-watch.ts";
import { httpSignIn } from "./transport/sign-in.ts";
import { createWindowClaim } from "./transport/tabs.ts";
import { later } from "./transport/timers.ts";
import "./styles/candidate.css";
import { CandidateApp } from "./views/candidate/candidate-app.tsx";

const root = createRoot(document.getElementById("root") ?? document.body);

function renderStaff(): void {
  const StaffApp = lazy(() => import("./views/staff/staff-app.tsx"));
  root.render(
    <Suspense fallback={null}>
      <StaffApp />
    </Suspense>,
  );
}

/** A disk that hangs while it opens must not keep a candidate from the exam. */
const diskWithinMs = 5000;

function givenUp(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), ms));
}

async function renderCandidate(): Promise<void> {
  const settings = createSettings(() => localStorage);
  const words = createWords(settings.getState().language);
  const dress = ({ theme, size, language }: Settings) => {
    Object.assign(document.documentElement.dataset, { theme, size });
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    void words.changeLanguage(language);
    document.title = words.t("app.title", { lng: language });
  };
  dress(settings.getState());
  settings.subscribe(dress);

  const desk = createDesk({
    connection: openConnection(),
    disk: await Promise.race([openIdbDisk(), givenUp(diskWithinMs)]).catch(openNoDisk),
    shown: keepShownAttempt(() => sessionStorage),
    signIn: httpSignIn,
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    later,
    chance: Math.random,
    claimWindow: createWindowClaim(),
  });
  keepPlace(desk.store, () => sessionStorage);
  addEventListener("pagehide", desk.flush);
  document.addEventListener("visibilitychange", desk.sync);
  watchPage(desk.conduct);
  root.render(
    <StrictMode>
      <CandidateApp desk={desk} settings={settings} words={words} />
    </StrictMode>,
  );
  await desk.begin();
}

if (location.pathname.startsWith("/staff")) renderStaff();
else void renderCandidate();
