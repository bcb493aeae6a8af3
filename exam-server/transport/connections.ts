import type { Namespace, Socket } from "socket.io";
import { handshake } from "../protocol/messages.ts";
import { type RefusalCode, refuse } from "../protocol/refusal.ts";
import { tokenOf } from "./auth/tokens.ts";
import type { Auth } from "./auth.ts";
import { isSameOrigin } from "./http/security.ts";
import type { Reporter } from "./request.ts";
import type { SebGate } from "./seb.ts";
import { type SeenRequest, seenRequest } from "./seen-request.ts";
import type { StaffDoor } from "./staff-door.ts";

export interface ConnectionParts {
  candidates: Namespace;
  staff: Namespace;
  auth: Auth;
  /** `named`: by the page; it counts only where it is that candidate's. */
  attemptOf: (candidate: string, named?: string) => Promise<string | null>;
  staffDoor: StaffDoor;
  sebGate: SebGate;
  /** How many reverse proxies stand in front; 0 for none. */
  trustProxy: number;
  report: Reporter;
}

/**
 * Lets a socket in when its cookie names someone, or tells why not. Which attempt it is about is settled
 * here: a page names at most which one of its own candidate's it belongs to.
 */
export function admitConnections(parts: ConnectionParts): void {
  const { candidates, staff, auth, attemptOf, staffDoor, sebGate, trustProxy, report } = parts;
  admit(candidates, report, async (socket, named) => {
    const person = await auth.whoIs(socket.handshake.headers.cookie, "candidate");
    if (!person) return "not-signed-in";
    const token = tokenOf(socket.handshake.headers.cookie, "candidate") ?? "";
    if (!sebGate.admits(seenOf(socket, trustProxy), token)) return "seb-required";
    const attempt = await attemptOf(person.subject, named);
    if (attempt === null) return named === undefined ? "not-found" : "not-signed-in";
    socket.data.attempt = attempt;
    socket.data.candidate = person.subject;
    return null;
  });
  admit(staff, report, async (socket) => {
    const closed = staffDoor.refusal(seenOf(socket, trustProxy));
    if (closed) return closed;
    const person = await auth.whoIs(socket.handshake.headers.cookie, "staff");
    if (!person) return "not-signed-in";
    socket.data.username = person.subject;
    socket.data.roles = person.roles;
    return null;
  });
  auth.onStaffEnded((username) => {
    for (const socket of staff.sockets.values()) {
      if (socket.data.username === username) socket.disconnect(true);
    }
  });
  // A sign-in that ended during the handshake was not yet among the sockets above.
  staff.on("connection", (socket) => {
    auth.whoIs(socket.handshake.headers.cookie, "staff").then(
      (person) => {
        if (!person) socket.disconnect(true);
      },
      (reason) => {
        report("a connection could not be checked", reason);
        socket.disconnect(true);
      },
    );
  });
}

/** How the browser saw the request that the connection began with. */
function seenOf({ handshake }: Socket, proxies: number): SeenRequest {
  const { secure, url, address, headers } = handshake;
  return seenRequest({ encrypted: secure, path: url, address, headers }, proxies);
}

function admit(
  namespace: Namespace,
  report: Reporter,
  check: (socket: Socket, attempt?: string) => Promise<RefusalCode | null>,
): void {
  namespace.on("connection", forgetRequest);
  namespace.use((socket, next) => {
    const { auth, headers } = socket.handshake;
    const said = handshake.safeParse(auth);
    const fitting = said.success && isSameOrigin(headers.origin, headers.host);
    const checked = fitting
      ? check(socket, said.data.attempt)
      : Promise.resolve<RefusalCode>("wrong-protocol");
    checked.then(
      (code) => next(code === null ? undefined : refusalError(code)),
      (reason) => {
        report("a connection could not be checked", reason);
        next(refusalError("not-stored"));
      },
    );
  });
}

/**
 * Lets go of the HTTP request that a connection began with, some kilobytes a seat, once it was let in. One
 * that asks for another namespace afterwards brings no cookie and is not let in there.
 */
function forgetRequest(socket: Socket): void {
  Object.assign(socket.conn, { request: null });
}

/** Socket.IO hands `data` of the error to the page as `connect_error`. */
function refusalError(code: RefusalCode): Error {
  return Object.assign(new Error(code), { data: refuse(code) });
}
