import { createDesk, type Desk } from "@kaochang/exam-client/store/desk.ts";
import { keepShownAttempt, noTabStorage } from "@kaochang/exam-client/store/shown-attempt.ts";
import { openConnection } from "@kaochang/exam-client/transport/connection.ts";
import { openIdbDisk } from "@kaochang/exam-client/transport/journal-idb.ts";
import type { SignInOutcome } from "@kaochang/exam-client/transport/sign-in.ts";
import { beginLife, type Life } from "./life.ts";

export interface PageParts {
  /** Origin of the server as this PC reaches it. */
  url: string;
  /** The browser's cookie, shared by its pages; `cookie` is set by a sign-in. */
  headers: Record<string, string>;
  /** The browser profile's disk. */
  factory: IDBFactory;
  /** In [0, 1). */
  chance: () => number;
  /** What the page finds when it asks whether another window has the exam open. */
  claimWindow: (lost: () => void) => Promise<boolean>;
  /** The PC's wall clock, milliseconds since 1970. */
  wall: () => number;
}

/** One tab: the client's own code over a real socket and an IndexedDB in memory. */
export interface Page extends Pick<Life, "sleep"> {
  desk: Desk;
  /** Whether it is there and its PC awake. */
  open(): boolean;
  /** The PC wakes, and the browser tells the page that it is seen again. */
  wake(): void;
  /** When the PC last woke, on the suite's clock. */
  woke(): number;
  /** The tab is gone at this moment, without notice. */
  end(): void;
}

export type OpenPage = (parts: PageParts) => Promise<Page>;

export const openPage: OpenPage = async ({ url, headers, factory, chance, claimWindow, wall }) => {
  const life = beginLife();
  const connection = openConnection({ url, extraHeaders: headers });
  // The client asks the browser's global at each opening, and there is one for all of the simulated PCs.
  Object.assign(globalThis, { indexedDB: factory });
  const disk = await openIdbDisk();
  const desk = createDesk({
    connection: life.bind(connection),
    disk: life.bind(disk),
    shown: keepShownAttempt(noTabStorage),
    signIn: {
      signIn: (admissionNumber, idNumber) => signIn(url, headers, { admissionNumber, idNumber }),
      signOut: async () => ({ ok: true }),
    },
    monotonic: life.monotonic,
    wall,
    later: life.later,
    chance,
    claimWindow,
  });
  let woke = Number.NEGATIVE_INFINITY;
  return {
    desk,
    open: life.goesOn,
    sleep: life.sleep,
    woke: () => woke,
    wake() {
      woke = performance.now();
      life.wake();
      desk.sync();
    },
    end() {
      life.end();
      connection.stop();
    },
  };
};

async function signIn(url: string, headers: Record<string, string>, body: unknown): Promise<SignInOutcome> {
  try {
    const response = await fetch(`${url}/api/candidate/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
    if (cookie) headers.cookie = cookie;
    return (await response.json()) as SignInOutcome;
  } catch {
    return { ok: false, code: "no-answer" };
  }
}
