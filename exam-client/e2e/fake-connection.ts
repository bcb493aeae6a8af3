import type { CandidateRequest } from "@kaochang/exam-server/protocol/messages.ts";
import type { Connection, Listeners } from "../transport/connection.ts";
import type { Ask, Outcome } from "../transport/wire.ts";
import type { FakeServer } from "./fake-server.ts";

/** What the network does to one request: takes it, loses it, or loses its reply. */
export type Fate = "through" | "lost" | "reply-lost";

/** A line to the fake server that can be cut. `pause` runs before and after the server's turn. */
export function createFakeConnection(
  server: FakeServer,
  fate: (name: CandidateRequest) => Fate = () => "through",
  pause: () => Promise<void> = () => Promise.resolve(),
  picture: () => Fate = () => "through",
) {
  let listeners: Listeners | null = null;
  let up = true;
  let named: () => string | null = () => null;
  const broken: Outcome<CandidateRequest> = { ok: false, code: "no-answer" };
  const ask = async (...[name, payload]: Parameters<Ask>) => {
    const what = fate(name);
    await pause();
    if (!up || what === "lost") return broken;
    const reply =
      name === "paper"
        ? await server.sealedPaper()
        : structuredClone(server.handle(name, structuredClone(payload) as never));
    await pause();
    return up && what === "through" ? reply : broken;
  };
  const connection: Connection = {
    ask: ask as Ask,
    async fetchSealed(name) {
      await pause();
      return up && picture() === "through" ? server.sealedPicture(name) : null;
    },
    start(next, attempt) {
      listeners = next;
      named = attempt;
      server.onView((view) => up && listeners?.view(structuredClone(view)));
      if (up) setTimeout(() => listeners?.connected(), 0);
    },
    stop() {
      listeners = null;
    },
  };
  return {
    connection,
    /** The attempt that the page would name with its next line. */
    named: () => named(),
    cut() {
      up = false;
      listeners?.lost();
    },
    mend() {
      up = true;
      listeners?.connected();
    },
    fence: () => listeners?.fenced(),
    letIn: () => listeners?.letIn(),
    turnAway: () => listeners?.turnedAway("not-signed-in"),
  };
}
