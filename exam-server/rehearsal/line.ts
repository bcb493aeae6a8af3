import { io, type Socket } from "socket.io-client";
import {
  type AttemptView,
  type CandidateReplies,
  type CandidateRequest,
  type candidateRequests,
  type Payload,
  protocolVersion,
} from "../protocol/messages.ts";
import type { Refusal } from "../protocol/refusal.ts";
import type { RehearsalPerson } from "../protocol/rehearsal.ts";

/** As the page: a message without an answer is given up after this long and sent again. */
const answerWithinMs = 8_000;
/** After the server has turned the page away, socket.io does not try again by itself. */
const knockAgainMs = 3_000;

export interface NoAnswer {
  ok: false;
  code: "no-answer";
}

const noAnswer: NoAnswer = { ok: false, code: "no-answer" };

export interface LineListeners {
  connected(): void;
  lost(): void;
  view(view: AttemptView): void;
}

/** One simulated seat's connection, with the delays and patience of the candidate's page. */
export interface Line {
  ask<N extends CandidateRequest>(
    name: N,
    payload: Payload<typeof candidateRequests, N>,
  ): Promise<CandidateReplies[N] | NoAnswer>;
  /** A sealed picture by its name; null when it did not come. */
  picture(name: string): Promise<Uint8Array | null>;
  connect(): void;
  /** The cable is out until `connect`. */
  cut(): void;
}

/** Signs in over HTTP and returns the `Cookie` header to go on with; null without an answer. */
export async function signIn(url: string, person: RehearsalPerson): Promise<string | Refusal | null> {
  const { admissionNumber, idNumber } = person;
  try {
    const response = await fetch(`${url}/api/candidate/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ admissionNumber, idNumber }),
      signal: AbortSignal.timeout(10_000),
    });
    const reply = (await response.json()) as { ok: true } | Refusal;
    return reply.ok ? (response.headers.getSetCookie()[0]?.split(";")[0] ?? null) : reply;
  } catch {
    return null;
  }
}

export function openLine(url: string, cookie: string, listeners: LineListeners): Line {
  const socket = io(`${url}/candidate`, {
    auth: { protocol: protocolVersion },
    extraHeaders: { cookie },
    forceNew: true,
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
  });
  let wanted = false;
  listen(socket, listeners, () => wanted);
  return {
    async ask(name, payload) {
      if (!socket.connected) return noAnswer;
      return socket
        .timeout(answerWithinMs)
        .emitWithAck(name, payload)
        .catch(() => noAnswer);
    },
    picture: (name) => fetchPicture(`${url}/media/sealed/${name}`, cookie),
    connect() {
      wanted = true;
      socket.connect();
    },
    cut() {
      wanted = false;
      socket.disconnect();
    },
  };
}

function listen(socket: Socket, listeners: LineListeners, wanted: () => boolean): void {
  const knockAgain = () => {
    if (socket.active) return;
    setTimeout(() => wanted() && socket.connect(), knockAgainMs).unref();
  };
  socket.on("connect", listeners.connected);
  socket.on("disconnect", () => {
    listeners.lost();
    knockAgain();
  });
  socket.on("connect_error", knockAgain);
  socket.on("view", listeners.view);
  socket.on("alive", (answer: () => void) => answer());
}

async function fetchPicture(address: string, cookie: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(address, { headers: { cookie }, signal: AbortSignal.timeout(30_000) });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
