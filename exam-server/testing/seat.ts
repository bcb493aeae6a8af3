import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import {
  type AttemptView,
  type CandidateReplies,
  type CandidateRequest,
  type candidateRequests,
  type Entry,
  type Payload,
  protocolVersion,
  type StaffReplies,
  type StaffRequest,
  type staffRequests,
} from "../protocol/messages.ts";
import { openPaper } from "../rehearsal/open-paper.ts";

const patienceMs = 10_000;

/** Signs in over HTTP and returns the `Cookie` header to go on with. Throws when refused. */
export async function signIn(url: string, audience: "candidate" | "staff", body: unknown): Promise<string> {
  const response = await fetch(`${url}/api/${audience}/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (!response.ok || !cookie) throw new Error(`sign-in refused: ${await response.text()}`);
  return cookie;
}

export function connect(
  url: string,
  namespace: "candidate" | "staff",
  cookie: string,
  protocol: number = protocolVersion,
): Socket {
  return io(`${url}/${namespace}`, {
    auth: { protocol },
    extraHeaders: { cookie },
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
}

/** Resolves when the socket is in, rejects with the refusal's code when it is not. */
export function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => reject(new Error(error.message)));
  });
}

/** A simulated seat: speaks the real protocol over a real socket, without a browser. */
export async function takeSeat(
  url: string,
  person: { admissionNumber: string; idNumber: string },
  journal = randomBytes(16).toString("hex"),
) {
  const cookie = await signIn(url, "candidate", {
    admissionNumber: person.admissionNumber,
    idNumber: person.idNumber,
  });
  const socket = connect(url, "candidate", cookie);
  const views: AttemptView[] = [];
  socket.on("view", (view: AttemptView) => views.push(view));
  socket.on("alive", (answer: () => void) => answer());
  await connected(socket);

  const ask = <N extends CandidateRequest>(
    name: N,
    payload: Payload<typeof candidateRequests, N>,
  ): Promise<CandidateReplies[N]> => socket.timeout(patienceMs).emitWithAck(name, payload);

  let epoch = 0;
  const open = async () => {
    const reply = await ask("open", { journal });
    if (reply.ok) epoch = reply.view.epoch;
    return reply;
  };

  return {
    socket,
    journal,
    cookie,
    ask,
    open,
    /** Views pushed so far. */
    views,
    epoch: () => epoch,
    /** Up to waiting for the start. */
    async arrive() {
      await open();
      await ask("confirm-identity", { epoch });
      return ask("accept-rules", { epoch });
    },
    /** The paper, opened with the key of the latest view. */
    async paper() {
      const reply = await ask("paper", {});
      const shown = await open();
      if (!reply.ok || !shown.ok || shown.view.paperKey === null) throw new Error("no paper");
      return openPaper(reply.sealed, shown.view.paperKey).paper;
    },
    send: (entries: Entry[]) => ask("entries", { journal, epoch, entries }),
    respond: (
      seq: number,
      item: string,
      response: Entry["change"] extends infer C ? (C extends { response: infer R } ? R : never) : never,
      made = 0,
    ) =>
      ask("entries", {
        journal,
        epoch,
        entries: [{ seq, epoch, made, synced: 0, change: { kind: "respond", item, response } }],
      }),
    handIn: (lastSeq: number) => ask("hand-in", { journal, epoch, lastSeq }),
    leave: () => socket.disconnect(),
  };
}

export type Seat = Awaited<ReturnType<typeof takeSeat>>;

/** A member of staff at the live page. */
export async function takeDesk(url: string, account: { username: string; password: string }) {
  const cookie = await signIn(url, "staff", { username: account.username, password: account.password });
  const socket = connect(url, "staff", cookie);
  await connected(socket);
  return {
    socket,
    cookie,
    ask: <N extends StaffRequest>(
      name: N,
      payload: Payload<typeof staffRequests, N>,
    ): Promise<StaffReplies[N]> => socket.timeout(patienceMs).emitWithAck(name, payload),
    leave: () => socket.disconnect(),
  };
}

/** 开考 by who knows of everything that is missing and starts all the same. */
export async function startAllTheSame(
  { ask }: Pick<Awaited<ReturnType<typeof takeDesk>>, "ask">,
  sitting: string,
) {
  const check = await ask("start-check", { sitting });
  if (!check.ok) throw new Error(check.code);
  return ask("start", { sitting, acknowledged: check.gaps.map(({ id }) => id) });
}
