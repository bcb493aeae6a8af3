import path from "node:path";
import Sqlite from "better-sqlite3";
import { connect, connected, signIn } from "../../testing/seat.ts";
import type { Announcement } from "../../testing/server-process.ts";
import { type Child, child, scratch } from "./processes.ts";

const bundle = path.resolve("exam-server", "dist", "kaochang.mjs");

/** What a bench asks of the server's configuration: long sittings, quick hand-in, sign-ins from one address. */
const settings = { LOG_LEVEL: "warn", SIGN_IN_TRIES_PER_ADDRESS: "1000000", PRACTICE_MINUTES: "120" };

type NewPractice = NonNullable<Announcement["practice"]>;

export type Person = NewPractice["candidates"][number];

/** A new sitting: who may sit it, and how the proctor starts it. */
export interface NewSitting {
  people: Person[];
  id: string;
  /** 开考. Resolves when it is on disk, to the moment at which the proctor asked for it. */
  start(): Promise<number>;
}

export interface Exam {
  url: string;
  dataDir: string;
  server: Child<Announcement>;
  /** An account that may watch and start sittings. */
  proctor: { username: string; password: string };
  sitting(candidates: number): Promise<NewSitting>;
  /** Ends the server and removes its data. */
  close(): Promise<void>;
}

export function startServer(
  dataDir: string,
  env: Record<string, string> = {},
  port = 0,
): Promise<Child<Announcement>> {
  const args = ["--host", "127.0.0.1", "--port", String(port), "--data-dir", dataDir];
  return child([bundle, "serve", "--json", ...args], { ...settings, ...env });
}

/** The product's own server over a new data folder. */
export async function openExam(env: Record<string, string> = {}): Promise<Exam> {
  const { folder: dataDir, forget } = scratch();
  const server = await startServer(dataDir, env);
  const { url, staff } = server.said;
  const proctor = staff.find(({ roles }) => roles.includes("proctor"));
  if (!proctor) throw new Error("a new data folder has no proctor");
  return {
    url,
    dataDir,
    server,
    proctor,
    async sitting(candidates) {
      const made = await practice(dataDir, candidates);
      const { id } = made.sitting;
      return { id, people: made.candidates, start: () => startSitting(url, proctor, id) };
    },
    async close() {
      await server.end();
      forget();
    },
  };
}

async function practice(dataDir: string, candidates: number): Promise<NewPractice> {
  const args = ["--candidates", String(candidates), "--data-dir", dataDir, "--json"];
  const made = await child<NewPractice>([bundle, "practice", ...args]);
  return made.said;
}

async function startSitting(
  url: string,
  { username, password }: { username: string; password: string },
  sitting: string,
): Promise<number> {
  const socket = connect(url, "staff", await signIn(url, "staff", { username, password }));
  await connected(socket);
  const asked = performance.now();
  const reply = await socket.timeout(60_000).emitWithAck("start", { sitting });
  socket.disconnect();
  if (!reply.ok) throw new Error(`the sitting could not be started: ${reply.code}`);
  return asked;
}

/** An item of a paper, as much of it as a made-up answer needs. */
export interface PaperItem {
  id: string;
  type: string;
}

/** The papers of all attempts, read beside the server: what a seat would have opened with its key. */
export function papersOf(dataDir: string): Map<string, PaperItem[]> {
  const db = new Sqlite(path.join(dataDir, "kaochang.sqlite"), { readonly: true });
  try {
    const rows = db.prepare<[], { stream: string; data: string }>(
      "SELECT stream, data FROM event WHERE type = 'prepared'",
    );
    return new Map(
      rows.all().map(({ stream, data }) => {
        const { paper } = JSON.parse(data) as { paper: { items: PaperItem[] } };
        return [stream.slice("attempt/".length), paper.items.map(({ id, type }) => ({ id, type }))];
      }),
    );
  } finally {
    db.close();
  }
}
