import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import express, { type Request, type RequestHandler, Router } from "express";
import multer from "multer";
import type { Planning } from "../../delivery/plan/planning.ts";
import {
  confirmImport,
  type ImportRows,
  type ImportStarted,
  type ImportStatus,
  importModes,
  maxRosterRows,
  maxUploadBytes,
  type PlanInvalid,
} from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { asOfficer, param, receiving } from "./plan-request.ts";
import { bodyOf, pageOf } from "./request.ts";

type Files = Partial<Record<string, Express.Multer.File[]>>;

/** Rosters: uploaded into a folder of their own, read, looked at, then written or dropped. */
export function importRoutes({ plans, imports }: Planning, uploads: string): Router {
  const router = Router();
  // What a server that stopped has left behind.
  rmSync(uploads, { recursive: true, force: true });
  router.post(
    "/:plan/imports",
    (request, _response, next) => next(plans.state(param(request, "plan")) ? undefined : notThere),
    ownFolder(uploads),
    receiving(receive(), maxUploadBytes),
    asOfficer((request) => begin(request, imports)),
  );
  router.get(
    "/:plan/imports/:import",
    asOfficer((request): ImportStatus | Refusal => {
      const state = imports.state(param(request, "plan"), param(request, "import"));
      return state ? { ok: true, state } : refuse("not-found");
    }),
  );
  router.get(
    "/:plan/imports/:import/rows",
    asOfficer((request): ImportRows | Refusal => {
      const { offset, limit } = pageOf(request, 100, 1000);
      const rows = imports.rows(param(request, "plan"), param(request, "import"), offset, limit);
      return rows ? { ok: true, rows } : refuse("import-not-ready");
    }),
  );
  router.post(
    "/:plan/imports/:import/confirm",
    express.json(),
    asOfficer((request, by) => {
      const given = bodyOf(confirmImport, request);
      if (!given.ok) return given;
      const { version, leaveOutBad } = given.body;
      return imports.confirm(param(request, "plan"), param(request, "import"), version, leaveOutBad, by);
    }),
  );
  router.post(
    "/:plan/imports/:import/discard",
    asOfficer((request) =>
      imports.discard(param(request, "plan"), param(request, "import")) ? { ok: true } : refuse("not-found"),
    ),
  );
  return router;
}

const notThere = Object.assign(new Error("no such plan"), { status: 404 });

/** A folder that nobody else has; an upload that fails half-way takes it along. */
function ownFolder(uploads: string): RequestHandler {
  return (_request, response, next) => {
    const folder = path.join(uploads, randomBytes(8).toString("hex"));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    response.locals.folder = folder;
    response.once("close", () => {
      if (response.statusCode >= 400 || !response.writableFinished) {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    next();
  };
}

function receive(): RequestHandler {
  let count = 0;
  const storage = multer.diskStorage({
    destination: (request, _file, done) => done(null, String(request.res?.locals.folder)),
    // Never the name that came: it may hold a path.
    filename: (_request, _file, done) => done(null, String(count++)),
  });
  const limits = { fileSize: maxUploadBytes, files: maxRosterRows + 100 };
  return multer({ storage, limits }).fields([{ name: "roster", maxCount: 1 }, { name: "photos" }]);
}

function begin(request: Request, imports: Planning["imports"]): ImportStarted | PlanInvalid | Refusal {
  const { roster: [roster] = [], photos = [] } = (request.files ?? {}) as Files;
  const mode = importModes.find((one) => one === request.query.mode);
  if (!mode) return refuse("bad-message", "mode");
  if (!roster) return invalidFile("请选择名单文件");
  const sentence = unreadable(nameOf(roster));
  if (sentence !== null) return invalidFile(sentence);
  const named = (file: Express.Multer.File) => ({ file: file.path, name: nameOf(file) });
  const upload = {
    folder: String(request.res?.locals.folder),
    mode,
    roster: named(roster),
    photos: photos.map(named),
  };
  return { ok: true, import: imports.begin(param(request, "plan"), upload) };
}

function unreadable(name: string): string | null {
  const ending = path.extname(name).toLowerCase();
  if (ending === ".xlsx" || ending === ".csv") return null;
  if (ending === ".xls") return "这是旧格式的 .xls：请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传";
  return "名单应是 .xlsx 或 .csv 文件";
}

function invalidFile(sentence: string): PlanInvalid {
  return { ok: false, code: "plan-invalid", faults: [{ where: "roster", sentence }] };
}

/** Browsers send names in UTF-8; the multipart reader takes them for Latin-1. */
function nameOf({ originalname }: Express.Multer.File): string {
  return Buffer.from(originalname, "latin1").toString("utf8");
}
