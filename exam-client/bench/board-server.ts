import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import type { BoardChange, BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { RoomMap } from "@kaochang/exam-server/protocol/room-maps.ts";

/**
 * A server for the built staff page that shows what it is told: it serves the files, says who is signed in,
 * and speaks as much of Socket.IO (long polling) as a board hears. No real server can be told to change 500
 * seats at once, and its own work would stand in the way of measuring the page's.
 */

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};
/** Packets of one polling answer are told apart by this. */
const between = "\x1e";
const me = { ok: true, username: "监考一", roles: ["proctor"] };

interface Page {
  queue: string[];
  waiting: ServerResponse | null;
}

function deliver(page: Page, packet: string | null): void {
  if (packet !== null) page.queue.push(packet);
  if (page.waiting === null || page.queue.length === 0) return;
  page.waiting.setHeader("content-type", "text/plain; charset=UTF-8");
  page.waiting.end(page.queue.join(between));
  page.queue = [];
  page.waiting = null;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

export interface ShownBoard {
  whole: BoardChange;
  /** As the officer has drawn them; none: rows by the numbers of the desks. */
  rooms?: RoomMap[];
  /** Answers to what the page asks, by the name of the request. */
  answer: (name: string, payload: unknown) => object;
}

/** Serves `dist` on a port of the system's choice until `close`. */
export async function serveBoard(dist: string, board: ShownBoard) {
  const pages = new Map<string, Page>();
  const tell = (page: Page, packet: string) => deliver(page, `4${packet}`);

  const hear = (page: Page, packet: string): void => {
    if (packet.startsWith("40/staff")) tell(page, '0/staff,{"sid":"board"}');
    const event = /^42\/staff,(\d+)(\[.*)$/s.exec(packet);
    if (!event) return;
    const [, ack, text] = event;
    const [name, payload] = JSON.parse(text ?? "[]") as [string, unknown];
    tell(page, `3/staff,${ack}${JSON.stringify([board.answer(name, payload)])}`);
  };

  const poll = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const sid = url.searchParams.get("sid");
    if (sid === null) {
      const id = `p${pages.size}`;
      pages.set(id, { queue: [], waiting: null });
      response.end(`0${JSON.stringify({ sid: id, upgrades: [], pingInterval: 1e8, pingTimeout: 1e8 })}`);
      return;
    }
    const page = pages.get(sid) ?? { queue: [], waiting: null };
    if (request.method === "POST") {
      for (const packet of (await bodyOf(request)).split(between)) hear(page, packet);
      response.end("ok");
      return;
    }
    page.waiting = response;
    deliver(page, null);
  };

  const file = async (response: ServerResponse, name: string): Promise<void> => {
    const found = path.extname(name) === "" ? "index.html" : name;
    const bytes = await readFile(path.join(dist, found)).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { "content-type": types[path.extname(found)] ?? "text/plain" });
    response.end(bytes ?? "");
  };

  const json = (response: ServerResponse, body: object) =>
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://board");
    if (url.pathname.startsWith("/socket.io/")) void poll(request, response, url);
    else if (url.pathname === "/api/staff/me") json(response, me);
    else if (url.pathname.endsWith("/rooms")) json(response, { ok: true, rooms: board.rooms ?? [] });
    else void file(response, path.posix.normalize(url.pathname).slice(1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    path: `/staff/proctor/${board.whole.sitting.id}`,
    /** A push of these seats to every page. */
    push: (seats: BoardSeat[], change: Partial<BoardChange> = {}) => {
      const message: BoardChange = { ...board.whole, acts: [], ...change, seats };
      for (const page of pages.values()) tell(page, `2/staff,${JSON.stringify(["board", message])}`);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
