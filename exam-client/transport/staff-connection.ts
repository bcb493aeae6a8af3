import type {
  Payload,
  protocolVersion,
  StaffPushes,
  StaffReplies,
  StaffRequest,
  staffRequests,
} from "@kaochang/exam-server/protocol/messages.ts";
import { type RefusalCode, refusals } from "@kaochang/exam-server/protocol/refusal.ts";
import { io, type Socket } from "socket.io-client";

/** Written out so that the page does not load the schemas; the type keeps it equal to the protocol's. */
const protocol: typeof protocolVersion = 1;
/** A proctor waits for a button this long before being told that no answer came. */
const answerWithinMs = 8_000;
/** After the server has turned the page away, socket.io does not try again by itself. */
const knockAgainMs = 3_000;

/** The request did not reach the server (`unreachable`), or nobody knows whether it did (`no-answer`). */
export interface LinkFailure {
  ok: false;
  code: "unreachable" | "no-answer";
}
export type StaffOutcome<N extends StaffRequest> = StaffReplies[N] | LinkFailure;
export type FailureCode = RefusalCode | LinkFailure["code"];

export type LinkStatus =
  | { kind: "connecting" }
  | { kind: "connected" }
  | { kind: "lost" }
  | { kind: "refused"; code: RefusalCode };

/** What a staff page may ask of the server over the socket; tests put a plain object in its place. */
export interface StaffConnection {
  request<N extends StaffRequest>(
    name: N,
    payload: Payload<typeof staffRequests, N>,
  ): Promise<StaffOutcome<N>>;
  /** All return a function that ends the listening. */
  onBoard(listener: StaffPushes["board"]): () => void;
  onWithdrawn(listener: StaffPushes["withdrawn"]): () => void;
  onStatus(listener: (status: LinkStatus) => void): () => void;
  close(): void;
}

function refusalIn(error: Error & { data?: { code?: unknown } }): RefusalCode | null {
  const named = [error.data?.code, error.message].find(
    (code) => typeof code === "string" && code in refusals,
  );
  return named === undefined ? null : (named as RefusalCode);
}

function ask(socket: Socket, name: string, payload: unknown): Promise<unknown> {
  // Without this, socket.io would keep 开考 in its buffer and send it minutes later.
  if (!socket.connected) return Promise.resolve({ ok: false, code: "unreachable" } satisfies LinkFailure);
  return socket
    .timeout(answerWithinMs)
    .emitWithAck(name, payload)
    .catch((): LinkFailure => ({ ok: false, code: "no-answer" }));
}

function watchStatus(socket: Socket, tell: (status: LinkStatus) => void): void {
  const knockAgain = () => {
    if (!socket.active) setTimeout(() => socket.connect(), knockAgainMs);
  };
  socket.on("connect", () => tell({ kind: "connected" }));
  socket.on("disconnect", (reason) => {
    if (reason === "io client disconnect") return;
    tell({ kind: "lost" });
    knockAgain();
  });
  socket.on("connect_error", (error) => {
    const code = refusalIn(error);
    tell(code === null ? { kind: "lost" } : { kind: "refused", code });
    if (code !== "not-signed-in" && code !== "wrong-protocol") knockAgain();
  });
}

function on<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Connects to `/staff` of the server that served the page; reconnects by itself until closed. */
export function connectStaff(): StaffConnection {
  const socket = io("/staff", { auth: { protocol }, reconnectionDelayMax: 3_000 });
  const statusListeners = new Set<(status: LinkStatus) => void>();
  let status: LinkStatus = { kind: "connecting" };
  watchStatus(socket, (next) => {
    status = next;
    for (const listener of statusListeners) listener(next);
  });
  return {
    request: (name, payload) => ask(socket, name, payload) as Promise<StaffOutcome<typeof name>>,
    onBoard: (listener) => {
      socket.on("board", listener);
      return () => void socket.off("board", listener);
    },
    onWithdrawn: (listener) => {
      socket.on("withdrawn", listener);
      return () => void socket.off("withdrawn", listener);
    },
    onStatus: (listener) => {
      listener(status);
      return on(statusListeners, listener);
    },
    close: () => void socket.disconnect(),
  };
}
