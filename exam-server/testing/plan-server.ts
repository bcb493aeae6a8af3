import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { pino } from "pino";
import { openDelivery } from "../delivery/delivery.ts";
import { loadBank } from "../delivery/load-bank.ts";
import { openPlanning } from "../delivery/plan/planning.ts";
import { fixture } from "../fixtures.ts";
import { shippedBanks, shippedForm, shippedSyllabuses } from "../library.ts";
import { qualificationChoices } from "../plan-choices.ts";
import type {
  ImportState,
  Plan,
  PlanHead,
  PlanReply,
  PlanRoom,
  PlanSittingRequest,
} from "../protocol/plan.ts";
import type { RehearsalReport } from "../protocol/rehearsal.ts";
import { checkDigit } from "../roster/id-number.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import { hashPassword } from "../transport/auth/passwords.ts";
import { openAuth } from "../transport/auth.ts";
import { photoRoutes } from "../transport/http/photos.ts";
import { planRoutes } from "../transport/http/plan.ts";
import { refuseErrors } from "../transport/http/refusals.ts";
import { staffRoutes } from "../transport/http/staff.ts";
import { cookieOf, post, staffPassword } from "../transport/http/test-server.ts";

/** What the tests of planning share: the delivery engine over a real database, and the routes over real HTTP. */
export type PlanServer = Awaited<ReturnType<typeof startPlanServer>>;

export async function startPlanServer() {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-plan-"));
  const store = await openSqliteStore(path.join(folder, "kaochang.sqlite"));
  const syllabuses = shippedSyllabuses();
  for (const { files } of shippedBanks()) await loadBank(store.bank, files, [...syllabuses.values()]);
  const passwordHash = await hashPassword(staffPassword);
  for (const username of ["officer", "officer2"])
    await store.staff.put({ username, roles: ["officer"], passwordHash });
  for (const username of ["p1", "p2", "p3", "chief"]) {
    await store.staff.put({ username, roles: ["proctor"], passwordHash });
  }
  const clock = { wall: Date.parse("2026-05-01T08:00:00"), skipped: 0 };
  const reported: unknown[] = [];
  const report = (what: string, reason: unknown) => reported.push([what, reason]);
  const monotonic = () => performance.now() + clock.skipped;
  const delivery = await openDelivery({
    store,
    monotonic,
    wall: () => clock.wall,
    syllabuses,
    rulesText: readFileSync(fixture("rules", "candidate-rules.md"), "utf8"),
    remindAt: [],
    plannedStart: (sitting) => planning.plans.beginsOf(sitting),
    random: randomBytes,
    report,
  });
  delivery.run();
  const around: { rehearsal: RehearsalReport | null; freeDiskBytes: number } = {
    rehearsal: null,
    freeDiskBytes: 1e12,
  };
  const planning = await openPlanning({
    store,
    delivery,
    wall: () => clock.wall,
    monotonic,
    random: randomBytes,
    qualifications: qualificationChoices(syllabuses.values()),
    formOf: shippedForm,
    lastRehearsal: () => around.rehearsal,
    freeDiskBytes: () => around.freeDiskBytes,
    report,
  });
  const auth = openAuth({
    store,
    mayEnter: delivery.desk.mayEnter,
    now: () => clock.wall,
    random: randomBytes,
    limits: { tries: 100, triesPerAddress: 100, windowMs: 1000 },
    signInMs: 1e12,
  });
  const uploads = path.join(folder, "uploads");
  const app = express();
  app.use(
    "/api/staff/plans",
    planRoutes({ auth, planning, staff: store.staff, random: randomBytes, uploads }),
  );
  app.use("/api", photoRoutes(auth, planning.photos));
  app.use("/api/staff", express.json(), staffRoutes(auth, delivery.reports, planning.rightOf));
  app.use(refuseErrors(pino({ level: "silent" })));
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const cookies = new Map<string, string>();
  const cookie = async (who: string) => {
    const known =
      cookies.get(who) ??
      cookieOf(await post(`${url}/api/staff/sign-in`, { username: who, password: staffPassword }));
    cookies.set(who, known);
    return known;
  };

  /** Asks below `/api/staff/plans`; a string, Uint8Array or FormData goes as it is, another value as JSON. */
  const ask = async (method: string, at: string, body?: unknown, who = "officer"): Promise<Asked> => {
    const form = body instanceof FormData;
    const response = await fetch(`${url}/api/staff/plans${at}`, {
      method,
      headers: {
        cookie: await cookie(who),
        ...(form || body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    return { status: response.status, ...((await response.json()) as object) } as Asked;
  };

  return {
    folder,
    uploads,
    store,
    delivery,
    planning,
    around,
    clock,
    reported,
    auth,
    url,
    ask,
    cookie,
    /** As `ask`, for what must succeed; the plan as it is then. */
    async plan(method: string, at: string, body: unknown): Promise<Plan> {
      const reply = await ask(method, at, body);
      if (reply.status !== 200) throw new Error(JSON.stringify(reply));
      return (reply as unknown as PlanReply).plan;
    },
    /** Uploads a roster and waits until it is read. */
    async upload(
      plan: string,
      file: UploadFile,
      photos: UploadFile[] = [],
      mode = "add",
    ): Promise<[string, ImportState]> {
      const form = new FormData();
      form.append("roster", new Blob([file.bytes]), file.name);
      for (const { bytes, name } of photos) form.append("photos", new Blob([bytes]), name);
      const begun = await ask("POST", `/${plan}/imports?mode=${mode}`, form);
      if (begun.status !== 200) throw new Error(JSON.stringify(begun));
      for (;;) {
        const { state } = (await ask("GET", `/${plan}/imports/${begun.import}`)) as unknown as {
          state: ImportState;
        };
        if (state.phase === "ready" || state.phase === "failed") return [String(begun.import), state];
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      planning.stop();
      await delivery.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type Asked = {
  status: number;
  code?: string;
  faults?: { where: string; sentence: string }[];
} & Record<string, unknown>;

export interface UploadFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer> | string;
}

export const sampleHead: PlanHead = {
  title: "电子商务师三级 2026 年第 1 批",
  qualification: "ecommerce-l3",
  opens: "2026-05-29T08:00",
  closes: "2026-05-29T18:00",
  site: "第一考点",
  address: "实训楼",
  notes: "",
};

export function sampleSitting(id: string, changes: Partial<PlanSittingRequest> = {}): PlanSittingRequest {
  return {
    id: id.padEnd(16, "0"),
    title: `理论 ${id}`,
    test: "theory",
    form: "form-100",
    kind: "regular",
    begins: "2026-05-29T09:00",
    minutes: 90,
    entryCloses: 30,
    handInOpens: 30,
    graceSeconds: 10,
    start: "common",
    ...changes,
  };
}

export function sampleRoom(id: string, rows: number, columns: number): PlanRoom {
  const map = {
    rows,
    columns,
    missing: [],
    numbering: "snake",
    spare: [],
    doors: [],
    platform: "front",
  } as const;
  return {
    id: id.padEnd(16, "0"),
    name: `第 ${Number.parseInt(id, 16)} 考场`,
    place: "",
    map: { ...map, missing: [], spare: [], doors: [] },
  };
}

/** A right 居民身份证 number of a person who does not exist. */
export function idNumberOf(number: number): string {
  const body = `990000${1980 + (Math.floor(number / 1000) % 20)}0101${String(number % 1000).padStart(3, "0")}`;
  return body + checkDigit(body);
}
