import { type Request, type RequestHandler, Router } from "express";
import type { RightOf, WatchRight } from "../../delivery/plan/watch-rights.ts";
import type { PrintData } from "../../delivery/print-data.ts";
import type { PrintJobs } from "../../print/jobs.ts";
import type { Role } from "../../protocol/http.ts";
import {
  type DocumentName,
  documentNames,
  type PrintRequests,
  printRequests,
  proctorsDocuments,
} from "../../protocol/print.ts";
import { refuse } from "../../protocol/refusal.ts";
import type { Auth, SignedIn } from "../auth.ts";
import { send } from "./refusals.ts";
import { bodyOf } from "./request.ts";

export interface Printing {
  /** What each document says, gathered. */
  data: PrintData;
  jobs: Pick<PrintJobs, "start" | "status" | "file" | "cancel">;
}

/** `/api/staff/print`, as protocol/print.ts describes it. */
export function printRoutes(auth: Auth, { data, jobs }: Printing, rightOf: RightOf): Router {
  const router = Router();
  router.get(
    "/jobs/:job",
    forStaff(auth, (me, request, response) => {
      send(response, jobs.status(String(request.params.job), ownerOf(me)));
    }),
  );
  router.delete(
    "/jobs/:job",
    forStaff(auth, (me, request, response) => {
      send(response, jobs.cancel(String(request.params.job), ownerOf(me)));
    }),
  );
  router.get(
    "/jobs/:job/file",
    forStaff(auth, (me, request, response, next) => {
      const found = jobs.file(String(request.params.job), ownerOf(me));
      if (!found) return send(response, refuse("not-found"));
      response.type("application/pdf").download(found.file, `${found.fileName}.pdf`, (reason) => {
        // A download that breaks off is its reader's affair.
        if (reason && !response.headersSent) next(reason);
      });
    }),
  );
  router.post(
    "/:document",
    forStaff(auth, async (me, request, response) => {
      const name = String(request.params.document);
      if (!isDocument(name)) return send(response, refuse("not-found"));
      if (!isOfficer(me) && !proctorsDocuments.has(name)) return send(response, refuse("wrong-role"));
      send(response, await begin(name, request, me));
    }),
  );
  return router;

  async function begin(name: DocumentName, request: Request, me: SignedIn) {
    const asked = bodyOf<PrintRequests[DocumentName]>(printRequests[name], request);
    if (!asked.ok) return asked;
    const right = rightTo(asked.body, me);
    if (right === null) return refuse("wrong-room");
    const task = await data[name](asked.body as never, right);
    if (!task.ok) return task;
    return jobs.start(task.order, `${documentNames[name]} ${safeName(task.fileName)}`, me.subject);
  }

  /** Officers print everything; proctors what is of their rooms. */
  function rightTo(asked: PrintRequests[DocumentName], me: SignedIn): WatchRight {
    if (isOfficer(me)) return "all";
    const sitting = "sitting" in asked ? asked.sitting : null;
    const right = rightOf({ username: me.subject, roles: me.roles }, sitting ?? "");
    const room = "room" in asked ? asked.room : null;
    return right === null || right === "all" || room === null || right.has(room) ? right : null;
  }
}

type Handler = (me: SignedIn, ...rest: Parameters<RequestHandler>) => void | Promise<void>;

/** Officers and proctors. */
function forStaff(auth: Auth, handle: Handler): RequestHandler {
  return async (request, response, next) => {
    const me = await auth.whoIs(request.headers.cookie, "staff");
    if (me === null) return send(response, refuse("not-signed-in"));
    await handle(me, request, response, next);
  };
}

const isOfficer = ({ roles }: SignedIn): boolean => roles.includes("officer" satisfies Role);

/** Whose jobs someone sees; null: everyone's. */
const ownerOf = (me: SignedIn): string | null => (isOfficer(me) ? null : me.subject);

const isDocument = (name: string): name is DocumentName => Object.hasOwn(documentNames, name);

/** Without the signs that a file's name may not have on Windows. */
function safeName(name: string): string {
  return name
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, " ")
    .slice(0, 80)
    .trim();
}
