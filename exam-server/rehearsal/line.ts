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
import { askServerAt, jsonIn, type ServerAddress } from "./ask-server.ts";

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
export async function signIn(
  server: ServerAddress,
  { admissionNumber, idNumber }: RehearsalPerson,
): Promise<string | Refusal | null> {
  const body = { admissionNumber, idNumber };
  try {
    const answer = await askServerAt(server, "/api/candidate/sign-in", {
      headers: {},
      body,
      withinMs: 10_000,
    });
    const reply = jsonIn<{ ok: true } | Refusal>(answer);
    return reply.ok ? answer.cookies.join("; ") : reply;
  } catch {
    return null;
  }
}

export function openLine(server: ServerAddress, cookie: string, listeners: LineListeners): Line {
  const { url, ca } = server;
  const socket = io(`${url}/candidate`, {
    ...(ca === undefined ? {} : { ca }),
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
    picture: (name) => fetchPicture(server, `/media/sealed/${name}`, cookie),
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

async function fetchPicture(server: ServerAddress, path: string, cookie: string): Promise<Uint8Array | null> {
  try {
    const { status, bytes } = await askServerAt(server, path, { headers: { cookie }, withinMs: 30_000 });
    return status === 200 ? bytes : null;
  } catch {
    return null;
  }
}
