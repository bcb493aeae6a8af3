import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import type { RefusalCode } from "@kaochang/exam-server/protocol/refusal.ts";
import { createRoot } from "react-dom/client";
import { createWords } from "../i18n/words.ts";
import { createDesk } from "../store/desk.ts";
import { createSettings, readSettings } from "../store/settings.ts";
import { keepShownAttempt } from "../store/shown-attempt.ts";
import { openIdbDisk } from "../transport/journal-idb.ts";
import { openNoDisk } from "../transport/journal-none.ts";
import { watchPage } from "../transport/page-watch.ts";
import { later } from "../transport/timers.ts";
import { CandidateApp } from "../views/candidate/candidate-app.tsx";
import "../styles/candidate.css";
import { createFakeConnection } from "./fake-connection.ts";
import { paper100, paper190, paperOfAllTypes, paperWithPictures, pictures } from "./fake-paper.ts";
import { createFakeServer } from "./fake-server.ts";

/**
 * The candidate's page on a fake server in the same window, for looking at every state of it:
 * ?phase=…&paper=100|190|types|pictures&theme=…&size=…&language=…&disk=none&signIn=CODE&refuse=ITEM
 */
const query = new URLSearchParams(location.search);
const papers: Record<string, typeof paper100> = {
  "100": paper100,
  "190": paper190,
  types: paperOfAllTypes,
  pictures: paperWithPictures,
};

const rulesHtml = `<ol>${Array.from(
  { length: 14 },
  () =>
    "<li>考生应当服从监考人员管理，独立作答，不得交头接耳，不得使用手机等通讯工具；违反规定的，按有关办法处理。</li>",
).join("")}</ol>`;

const server = createFakeServer({
  paper: (papers[query.get("paper") ?? "100"] ?? paper100)(),
  pictures: query.get("paper") === "pictures" ? pictures : {},
  now: () => performance.now() + 1_000_000,
  judge: ({ change }) =>
    change.item === query.get("refuse") ? { result: "refused", code: "response-invalid" } : null,
  view: { phase: (query.get("phase") ?? "running") as AttemptView["phase"], rulesHtml },
});
const line = createFakeConnection(server);
if (query.get("phase") === null) server.start();

const settings = createSettings(() => ({ getItem: () => null, setItem: () => {} }));
settings.setState(
  readSettings(JSON.stringify({ ...Object.fromEntries(query), size: Number(query.get("size")) })),
);
const words = createWords(settings.getState().language);
const dress = () => {
  const { theme, size, language } = settings.getState();
  Object.assign(document.documentElement.dataset, { theme, size });
  void words.changeLanguage(language);
};
dress();
settings.subscribe(dress);

const desk = createDesk({
  connection: line.connection,
  disk: query.get("disk") === "none" ? openNoDisk() : await openIdbDisk(),
  shown: keepShownAttempt(() => sessionStorage),
  signIn: {
    signIn: () => {
      const code = query.get("signIn") as RefusalCode | null;
      return Promise.resolve(code === null ? { ok: true } : { ok: false, code });
    },
    signOut: () => Promise.resolve({ ok: true }),
  },
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  later,
  chance: Math.random,
  claimWindow: () => Promise.resolve(query.get("window") !== "other"),
});
createRoot(document.getElementById("root") ?? document.body).render(
  <CandidateApp desk={desk} settings={settings} words={words} />,
);
watchPage(desk.conduct);
await desk.begin();
if (query.has("signIn")) line.turnAway();
Object.assign(window, { harness: { desk, server, line, settings } });
