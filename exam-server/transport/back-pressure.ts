import type { Server, Socket } from "socket.io";
import type { Reporter } from "./request.ts";
import { type Allowance, tokenBucket } from "./token-bucket.ts";

/** What socket.io calls the raw connection under its namespaces. */
type Connection = Socket["conn"];

/** The part of a `ws` socket that is used here; polls have none. */
interface WebSocketLike {
  readonly bufferedAmount: number;
  pause(): void;
  resume(): void;
  terminate(): void;
}

/** Packets of any kind on one connection; heartbeats and replies included. No page comes near. */
const packets: Allowance = { burst: 300, perSecond: 100 };
/** Large packets cost more, by their work. */
const charactersPerToken = 4096;
/**
 * How long a connection is not read. What one reading brings (some hundred messages) is all that it then
 * costs in this time; much longer, and the answer to a heartbeat would come too late.
 */
const holdMs = 2000;
/** What may wait to be sent when something more is to be sent: whoever does not read gets it all again when it reconnects. */
const mostUnread = 4 * 1024 * 1024;
/** A page with more than this before it is not sent board changes on top. */
const slowAt = 256 * 1024;
/** How often a connection has to be held before it is called flooding. */
const holdsUntilReported = 3;

/**
 * Keeps every connection from costing others: one that sends too fast is not read for a while, so that
 * TCP slows its sender alone, and one that never reads is closed before its replies fill the memory.
 * Each seat is reported once.
 */
export function guardConnections(io: Server, parts: { monotonic: () => number; report: Reporter }): void {
  const reported = new Set<string>();
  const reportOnce = (what: string, connection: Connection): void => {
    const line = `${what}: ${whoseIs(io, connection)}`;
    if (reported.has(line)) return;
    reported.add(line);
    parts.report(line, null);
  };
  io.engine.on("connection", (connection: Connection) => {
    readNoFaster(connection, parts.monotonic, () => reportOnce("a page floods the server", connection));
    closeUnread(connection, () => reportOnce("a page does not read", connection));
  });
}

/** Whether so much waits for this page that telemetry would only make it slower. */
export function readsSlowly({ conn }: Socket): boolean {
  return unsent(conn) > slowAt;
}

/** Characters or bytes that were given to a connection and not yet handed to its transport. */
interface Queued {
  size: number;
}
const queues = new WeakMap<Connection, Queued>();

function unsent(connection: Connection): number {
  return (queues.get(connection)?.size ?? 0) + (webSocketOf(connection)?.bufferedAmount ?? 0);
}

function readNoFaster(connection: Connection, monotonic: () => number, flooding: () => void): void {
  const allowed = tokenBucket(packets, monotonic);
  let held: NodeJS.Timeout | null = null;
  let holds = 0;
  const letGo = (): void => {
    if (held) clearTimeout(held);
    held = null;
    webSocketOf(connection)?.resume();
  };
  connection.on("packet", ({ data }: { data?: unknown }) => {
    if (held || allowed(1 + sizeOf(data) / charactersPerToken)) return;
    holds += 1;
    if (holds === holdsUntilReported) flooding();
    const socket = webSocketOf(connection);
    // A poll has been read whole when it is seen: there is nothing to hold.
    if (!socket) return connection.close(true);
    socket.pause();
    held = setTimeout(letGo, holdMs);
  });
  connection.once("close", letGo);
}

function closeUnread(connection: Connection, unread: () => void): void {
  const queued: Queued = { size: 0 };
  queues.set(connection, queued);
  connection.on("packetCreate", ({ data }: { data?: unknown }) => {
    // While all has been handed on, as nearly always, there is nothing to look at.
    if (queued.size > 0 && unsent(connection) > mostUnread) {
      unread();
      const socket = webSocketOf(connection);
      if (socket) socket.terminate();
      else connection.close(true);
    }
    queued.size += sizeOf(data);
  });
  connection.on("flush", () => {
    queued.size = 0;
  });
}

function webSocketOf({ transport }: Connection): WebSocketLike | null {
  // engine.io keeps it private and has no other way to hold or drop a connection.
  const { socket } = transport as unknown as { socket?: WebSocketLike };
  return transport.name === "websocket" && socket ? socket : null;
}

function sizeOf(data: unknown): number {
  if (typeof data === "string") return data.length;
  return data instanceof Uint8Array ? data.byteLength : 0;
}

/** Names the seat or account for the technician, without personal data. */
function whoseIs(io: Server, connection: Connection): string {
  for (const name of ["/candidate", "/staff"]) {
    for (const { conn, data } of io.of(name).sockets.values()) {
      if (conn === connection) return data.attempt ? `attempt ${data.attempt}` : `account ${data.username}`;
    }
  }
  return "nobody signed in";
}
