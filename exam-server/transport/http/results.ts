import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { areaRows, officeRows } from "../../delivery/results/result-rows.ts";
import type { Results } from "../../delivery/results/results.ts";
import { writeWorkbook } from "../../delivery/results/workbook.ts";
import { toCsv } from "../../protocol/csv.ts";
import { sittingEnd } from "../../protocol/end.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import {
  correctionPreview,
  correctionRequest,
  type ExamResults,
  recheckAnswer,
} from "../../protocol/results.ts";
import { tableFile } from "../../protocol/table.ts";
import type { Auth } from "../auth.ts";
import { asOfficer, officersOnly, param } from "./plan-request.ts";
import { send } from "./refusals.ts";
import { bodyOf } from "./request.ts";

/** A fill-in item may accept some dozens of answers for each of its blanks. */
const bodyLimit = 256 * 1024;
/** The largest roster with a score for each area. */
const tableLimit = 16 * 1024 * 1024;
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

type Failed = (what: string, reason: unknown) => void;

/** `/api/staff/results`, as protocol/results.ts says path by path. Officers only. */
export function resultsRoutes(auth: Auth, results: Results, failed: Failed): Router {
  const router = Router();
  router.use(officersOnly(auth));
  router.post("/table", express.json({ limit: tableLimit }), tableBook(failed));
  router.use(express.json({ limit: bodyLimit }));
  router.use(correctionRoutes(results), releaseRoutes(results));
  router.get(
    "/plans/:plan",
    asOfficer((request) => results.exam(param(request, "plan"))),
  );
  router.get("/plans/:plan/file", examFile(results, failed));
  return router;
}

function correctionRoutes({ corrections }: Results): Router {
  const router = Router();
  router.get(
    "/sittings/:sitting/items",
    asOfficer((request) => corrections.items(param(request, "sitting"), String(request.query.find ?? ""))),
  );
  router.post(
    "/sittings/:sitting/correction/preview",
    asOfficer(async (request) => {
      const given = bodyOf(correctionPreview, request);
      return given.ok ? corrections.preview(param(request, "sitting"), given.body) : given;
    }),
  );
  router.post(
    "/sittings/:sitting/correction",
    asOfficer(async (request, by) => {
      const given = bodyOf(correctionRequest, request);
      if (!given.ok) return given;
      const { reason, ...correction } = given.body;
      return corrections.apply(param(request, "sitting"), correction, reason, by);
    }),
  );
  return router;
}

function releaseRoutes({ release }: Results): Router {
  const router = Router();
  router.get(
    "/sittings/:sitting",
    asOfficer((request) => release.standing(param(request, "sitting"))),
  );
  router.post(
    "/sittings/:sitting/end",
    asOfficer(async (request, by) => {
      const given = bodyOf(sittingEnd, request);
      return given.ok ? release.end(param(request, "sitting"), given.body, by) : given;
    }),
  );
  router.post(
    "/sittings/:sitting/release",
    asOfficer((request, by) => release.release(param(request, "sitting"), by)),
  );
  router.post(
    "/sittings/:sitting/rechecks/:attempt",
    asOfficer(async (request, by) => {
      const given = bodyOf(recheckAnswer, request);
      if (!given.ok) return given;
      return release.answer(param(request, "sitting"), param(request, "attempt"), given.body.text, by);
    }),
  );
  return router;
}

function tableBook(failed: Failed): RequestHandler {
  return async (request, response) => {
    const given = bodyOf(tableFile, request);
    if (!given.ok) return send(response, given);
    response.type(workbookType);
    const sheet = { name: "表", rows: given.body.rows, widths: [18], numbers: "General" };
    await writeWorkbook(response, [sheet]).catch((reason) => {
      failed("a table", reason);
      response.destroy();
    });
  };
}

type Writer = (response: Response, exam: ExamResults) => Promise<void>;

const writers: Record<string, Writer> = {
  csv: async (response, exam) => {
    response
      .attachment(`${exam.title} 成绩.csv`)
      .type("text/csv")
      .send(toCsv(officeRows(exam)));
  },
  xlsx: async (response, exam) => {
    response.attachment(`${exam.title} 成绩.xlsx`).type(workbookType);
    await writeWorkbook(response, [
      { name: "成绩", rows: officeRows(exam), widths: [18, 12, 14, 22, 18, 10, 10, 10, 40] },
      { name: "分范围成绩", rows: areaRows(exam), widths: [18, 12, 20] },
    ]);
  },
};

function examFile({ exam }: Results, failed: Failed): RequestHandler<{ plan: string }> {
  return async (request, response) => {
    const write = writerOf(request);
    const results: ExamResults | Refusal = write ? await exam(request.params.plan) : refuse("not-found");
    if (!write || !results.ok) return send(response, results.ok ? refuse("not-found") : results);
    try {
      await write(response, results);
    } catch (reason) {
      failed("a file of results", reason);
      // Whoever downloads sees a broken download, never a shorter list.
      response.destroy();
    }
  };
}

function writerOf({ query }: Pick<Request, "query">): Writer | undefined {
  const name = String(query.as);
  return Object.hasOwn(writers, name) ? writers[name] : undefined;
}
