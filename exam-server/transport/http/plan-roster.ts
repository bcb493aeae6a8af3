import { type Request, Router } from "express";
import multer from "multer";
import sharp from "sharp";
import {
  addCandidate as addCandidateRule,
  changeCandidate as changeCandidateRule,
  removeCandidates as removeCandidatesRule,
  setPhoto,
} from "../../delivery/plan/candidate-rules.ts";
import type { Planning } from "../../delivery/plan/planning.ts";
import {
  addCandidate,
  changeCandidate,
  type PlanCandidate,
  type PlanInvalid,
  type RosterPage,
  removeCandidates,
} from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { modestPhoto } from "../../roster/thread/photo.ts";
import { foldNumber } from "../../store/fold-number.ts";
import { asOfficer, changing, param, receiving } from "./plan-request.ts";
import { send } from "./refusals.ts";
import { pageOf } from "./request.ts";

const mostPhotoBytes = 20 * 1024 * 1024;
const mostRows = 5000;

/** The roster of a plan, candidate by candidate. */
export function rosterRoutes({ plans }: Planning): Router {
  const router = Router();
  router.get(
    "/:plan/roster",
    asOfficer((request): RosterPage | Refusal => {
      const state = plans.state(param(request, "plan"));
      if (!state) return refuse("not-found");
      const { offset, limit } = pageOf(request, 200, mostRows);
      const found = state.candidates.filter(askedFor(request));
      const candidates = found.slice(offset, offset + limit);
      return { ok: true, version: state.record.version, total: found.length, candidates };
    }),
  );
  router.post(
    "/:plan/roster",
    changing(plans, addCandidate, ({ candidate }) => addCandidateRule(candidate, plans.hex(10))),
  );
  router.post(
    "/:plan/roster/remove",
    changing(plans, removeCandidates, ({ candidates }) => removeCandidatesRule(candidates)),
  );
  router.put(
    "/:plan/roster/:candidate",
    changing(plans, changeCandidate, ({ candidate }, request) =>
      changeCandidateRule(param(request, "candidate"), candidate),
    ),
  );
  const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: mostPhotoBytes, files: 1 } });
  router.post(
    "/:plan/roster/:candidate/photo",
    receiving(upload.single("photo"), mostPhotoBytes),
    asOfficer(async (request, by) => {
      const photo = request.file && (await modestPhoto(sharp, request.file.buffer));
      if (!photo) return noPicture;
      return plans.withPhotos(async () => {
        const rule = setPhoto(param(request, "candidate"), await plans.keepPhoto(photo));
        return plans.change(param(request, "plan"), Number(request.query.version), by, rule);
      });
    }),
  );
  router.get("/:plan/photos/:sha256", async (request, response) => {
    const bytes = await plans.photo(request.params.sha256);
    if (!bytes) return send(response, refuse("not-found"));
    // The name is made from the content, so it never changes; it is a person's face, so only this browser keeps it.
    response.set("Cache-Control", "private, max-age=86400, immutable");
    response.type("image/jpeg").send(Buffer.from(bytes));
  });
  return router;
}

const noPicture: PlanInvalid = {
  ok: false,
  code: "plan-invalid",
  faults: [{ where: "photo", sentence: "这不是能打开的照片，请上传 JPG 或 PNG 图片" }],
};

function askedFor(request: Request): (candidate: PlanCandidate) => boolean {
  const { find = "", room, sitting } = request.query;
  const words = foldNumber(String(find));
  return ({ name, admissionNumber, idNumber, places }) =>
    (words === "" || [name, admissionNumber, idNumber].some((text) => foldNumber(text).includes(words))) &&
    ((room === undefined && sitting === undefined) ||
      places.some(
        (place) =>
          (room === undefined || place.room === room) && (sitting === undefined || place.sitting === sitting),
      ));
}
