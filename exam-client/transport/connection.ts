import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { type RefusalCode, refusals } from "@kaochang/exam-server/protocol/refusal.ts";
import { io, type Socket } from "socket.io-client";
import { type Ask, type NoAnswer, passing, protocol } from "./wire.ts";

/** A message without an answer is given up after this long and sent again by who needs it. */
const answerWithinMs = 8_000;
/** A room that fetches its pictures in the same second shares one line. */
const pictureWithinMs = 30_000;
/** After the server has turned the page away, socket.io does not try again by itself. */
const knockAgainMs = 3_000;

/** What the page hears without asking. */
export interface Listeners {
  connected(): void;
  lost(): void;
  /** The server does not let this page in; it is not tried again until `start`. */
  turnedAway(code: RefusalCode): void;
  view(view: AttemptView): void;
  fenced(): void;
  /** A proctor has let this page in, which was refused before. */
  letIn(): void;
}

/** What the candidate's page needs of a line to the server; tests put a fake server in its place. */
export interface Connection {
  ask: Ask;
  /** A sealed picture by its name; null when it did not come. */
  fetchSealed(name: string): Promise<Uint8Array | null>;
  /**
   * Connects and stays connected until `stop`. `attempt`: the one that the page belongs to; null where the server
   * is to say which is meant, as after a sign-in.
   */
  start(listeners: Listeners, attempt: () => string | null): void;
  stop(): void;
}

const noAnswer: NoAnswer = { ok: false, code: "no-answer" };

/** A line from outside a browser names what a browser knows by itself. */
export interface Line {
  /** Origin of the server, e.g. `http://127.0.0.1:8080`. */
  url: string;
  extraHeaders: Record<string, string>;
}

/** Connects to `/candidate` of the server that served the page, or of the line's server. */
export function openConnection({ url, extraHeaders }: Line = { url: "", extraHeaders: {} }): Connection {
  const socket = io(`${url}/candidate`, {
    extraHeaders,
    forceNew: true,
    autoConnect: false,
    withCredentials: true,
    transports: ["websocket", "polling"],
    // Websocket is tried first because a poll costs an old switch more; a proxy that breaks it gets polls.
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
  });
  return {
    ask: (name, payload) => ask(socket, name, payload),
    fetchSealed: (name) => fetchBytes(`${url}/media/sealed/${name}`, extraHeaders),
    start(listeners, attempt) {
      socket.auth = (say) => say({ protocol, attempt: attempt() ?? undefined });
      start(socket, listeners);
    },
    stop: () => {
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}

async function ask(socket: Socket, name: string, payload: unknown) {
  // Without this, socket.io would keep the message in a buffer of its own and send it after `open`'s turn.
  if (!socket.connected) return noAnswer;
  return socket
    .timeout(answerWithinMs)
    .emitWithAck(name, payload)
    .catch(() => noAnswer);
}

async function fetchBytes(address: string, headers: Record<string, string>): Promise<Uint8Array | null> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), pictureWithinMs);
  try {
    const response = await fetch(address, { headers, credentials: "same-origin", signal: giveUp.signal });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function start(socket: Socket, listeners: Listeners): void {
  socket.removeAllListeners();
  const knockAgain = () => {
    if (!socket.active) setTimeout(() => socket.connect(), knockAgainMs);
  };
  socket.on("connect", listeners.connected);
  socket.on("disconnect", (reason) => {
    listeners.lost();
    if (reason !== "io client disconnect") knockAgain();
  });
  socket.on("connect_error", (error) => {
    const code = refusalIn(error);
    if (code !== null && !passing.includes(code)) return listeners.turnedAway(code);
    listeners.lost();
    knockAgain();
  });
  socket.on("view", listeners.view);
  socket.on("fenced", listeners.fenced);
  socket.on("let-in", listeners.letIn);
  socket.on("alive", (answer: () => void) => answer());
  socket.connect();
}

function refusalIn(error: Error & { data?: { code?: unknown } }): RefusalCode | null {
  const named = [error.data?.code, error.message].find(
    (code) => typeof code === "string" && code in refusals,
  );
  return named === undefined ? null : (named as RefusalCode);
}
