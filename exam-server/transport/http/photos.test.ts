import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attemptStream, sittingStream } from "../../attempt/sitting.ts";
import type { Plan, PlanCandidate, PreparationStatus } from "../../protocol/plan.ts";
import {
  idNumberOf,
  type PlanServer,
  sampleHead,
  sampleRoom,
  sampleSitting,
  startPlanServer,
} from "../../testing/plan-server.ts";
import { type Cells, picture, workbook } from "../../testing/roster-files.ts";
import { hashPassword } from "../auth/passwords.ts";
import { tokenCookie } from "../auth/tokens.ts";
import { outcome, staffPassword } from "./test-server.ts";

/** Three candidates of one sitting: the first in room 1, the second in room 2, the third in room 1 without a photo. */

let server: PlanServer;
let roster: PlanCandidate[];
const rooms = [sampleRoom("1", 2, 2), sampleRoom("2", 2, 2)] as const;
const sitting = sampleSitting("a1");

const rosterOf = async (plan: string) =>
  (await server.ask("GET", `/${plan}/roster`)).candidates as unknown as PlanCandidate[];

async function importRoster(plan: string, version: number): Promise<Plan> {
  const photos = await Promise.all(
    [1, 2].map(async (number) => ({
      name: `${idNumberOf(number)}.jpg`,
      bytes: await picture(60, 84, number * 90),
    })),
  );
  const header = ["姓名", "证件号码", "考场", "座位号"];
  const file = await workbook([header, row(1, 1, 1), row(2, 2, 1), row(3, 1, 2)]);
  const [imported] = await server.upload(plan, file, photos);
  return server.plan("POST", `/${plan}/imports/${imported}/confirm`, { version, leaveOutBad: false });
}

const row = (number: number, room: 1 | 2, seat: number): Cells => [
  `考生${number}`,
  idNumberOf(number),
  `第 ${room} 考场`,
  seat,
];

async function prepare(plan: Plan): Promise<void> {
  const at = `/${plan.id}/sittings/${sitting.id}`;
  await server.ask("POST", `${at}/prepare`, { version: plan.version });
  for (;;) {
    const { state } = (await server.ask("GET", `${at}/preparation`)) as unknown as PreparationStatus;
    if (state.phase === "done") return;
    if (state.phase === "failed") throw new Error(JSON.stringify(state));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  server = await startPlanServer();
  const passwordHash = await hashPassword(staffPassword);
  await server.store.staff.put({ username: "assessor", roles: [], passwordHash });
  const { id } = await server.plan("POST", "/", sampleHead);
  await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sitting] });
  await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms });
  const staff = [
    { username: "p1", name: "", rooms: [rooms[0].id], sittings: null },
    { username: "p2", name: "", rooms: [rooms[1].id], sittings: null },
    { username: "chief", name: "", rooms: null, sittings: [sitting.id] },
  ];
  await server.plan("PUT", `/${id}/staff`, { version: 3, staff });
  const plan = await importRoster(id, 4);
  roster = await rosterOf(id);
  await prepare(plan);
}, 60_000);
afterAll(() => server.close());

const named = (number: number) => {
  const found = roster.find(({ name }) => name === `考生${number}`);
  if (!found) throw new Error("not on the roster");
  return found;
};
const attemptOf = (number: number) => {
  const places = server.delivery.sittings.get(sitting.id)?.places ?? [];
  return places.find(({ person }) => person.name === `考生${number}`)?.attempt ?? "";
};
const ofAttempt = async (attempt: string, who: string | null, headers: Record<string, string> = {}) => {
  const cookie = who === null ? "" : await server.cookie(who);
  return fetch(`${server.url}/api/staff/attempts/${attempt}/photo`, { headers: { cookie, ...headers } });
};
const candidateCookie = async (number: number) => {
  const { admissionNumber, idNumber } = named(number);
  const signedIn = await server.auth.signInCandidate({ admissionNumber, idNumber }, "");
  if (!signedIn.ok) throw new Error(signedIn.code);
  return tokenCookie("candidate", signedIn.token, false).split(";")[0] ?? "";
};
const own = (cookie: string) => fetch(`${server.url}/api/candidate/photo`, { headers: { cookie } });
/** Whose photo it is, by the roster's name of it. */
const nameIn = (response: Response) => response.headers.get("etag")?.replaceAll('"', "");

describe("SEC-6 a face is shown to the proctors of its room, to officers, and to its owner", () => {
  const allowed: [string, number, string][] = [
    ["the room's proctor", 1, "p1"],
    ["the other room's proctor, of theirs", 2, "p2"],
    ["the chief", 2, "chief"],
    ["an officer", 1, "officer"],
  ];
  test.each(allowed)("to %s", async (_name, number, who) => {
    const response = await ofAttempt(attemptOf(number), who);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(nameIn(response)).toBe(named(number).photo);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  const refused: [string, number, string | null, [number, string]][] = [
    ["a proctor of another room", 2, "p1", [403, "wrong-room"]],
    ["a proctor of no room here", 1, "p3", [403, "wrong-room"]],
    ["somebody without a role", 1, "assessor", [403, "wrong-role"]],
    ["nobody signed in", 1, null, [401, "not-signed-in"]],
  ];
  test.each(refused)("not to %s", async (_name, number, who, expected) => {
    expect(await outcome(ofAttempt(attemptOf(number), who))).toEqual(expected);
  });

  test("not to a candidate by the staff's way, nor to staff by the candidate's", async () => {
    const cookie = await candidateCookie(1);
    expect(await outcome(ofAttempt(attemptOf(1), null, { cookie }))).toEqual([401, "not-signed-in"]);
    expect(await outcome(own(await server.cookie("officer")))).toEqual([401, "not-signed-in"]);
    expect(await outcome(own(""))).toEqual([401, "not-signed-in"]);
  });

  test("a candidate gets their own, whoever else is in the room, and nothing of it stays on a shared PC", async () => {
    const [first, second] = await Promise.all([1, 2].map(async (one) => own(await candidateCookie(one))));
    expect(first && nameIn(first)).toBe(named(1).photo);
    expect(second && nameIn(second)).toBe(named(2).photo);
    expect(first?.headers.get("cache-control")).toBe("no-store");
  });

  test("who has no photo, and an attempt that is none, are told apart from what is forbidden", async () => {
    const [seat, self] = [await ofAttempt(attemptOf(3), "p1"), await own(await candidateCookie(3))];
    expect([seat.status, self.status]).toEqual([204, 204]);
    expect(seat.headers.get("cache-control")).toBe("private, no-cache");
    expect(self.headers.get("cache-control")).toBe("no-store");
    expect(await outcome(ofAttempt("none", "officer"))).toEqual([404, "not-found"]);
  });
});

test("SEC-6 a kept photo is asked for again each time, and then not sent twice", async () => {
  const first = await ofAttempt(attemptOf(1), "p1");
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const etag = first.headers.get("etag") ?? "";
  // Node's fetch adds `Cache-Control: no-cache` of its own to a conditional request; a browser does not.
  const again = { "if-none-match": etag, "cache-control": "max-age=0" };
  expect((await ofAttempt(attemptOf(1), "p1", again)).status).toBe(304);
  expect((await ofAttempt(attemptOf(1), "p2", again)).status).toBe(403);
});

test("SEC-3 no photo stands in a log, not even its name", async () => {
  const streams = [sittingStream(sitting.id), ...[1, 2, 3].map((one) => attemptStream(attemptOf(one)))];
  const logs = await Promise.all(streams.map((stream) => server.store.events.read(stream)));
  expect(JSON.stringify(logs)).not.toContain(named(1).photo);
});

describe("photos of who has gone", () => {
  const photosIn = async (names: (string | null)[]) => {
    const found = await Promise.all(names.map((name) => server.store.plans.photo(name ?? "")));
    return found.filter((bytes) => bytes !== undefined).length;
  };

  /** A plan of its own with two candidates, each with a photo that nobody else has. */
  async function planWithPhotos(base: number): Promise<{ plan: Plan; people: PlanCandidate[] }> {
    const { id } = await server.plan("POST", "/", sampleHead);
    await server.plan("PUT", `/${id}/rooms`, { version: 1, rooms: [sampleRoom(`${base}`, 2, 2)] });
    const header = ["姓名", "证件号码"];
    const numbers = [base + 1, base + 2];
    const file = await workbook([header, ...numbers.map((one): Cells => [`考生${one}`, idNumberOf(one)])]);
    const photos = await Promise.all(
      numbers.map(async (one) => ({
        name: `${idNumberOf(one)}.jpg`,
        bytes: await picture(40 + base, 60, one),
      })),
    );
    const [imported] = await server.upload(id, file, photos);
    const confirm = { version: 2, leaveOutBad: false };
    const plan = await server.plan("POST", `/${id}/imports/${imported}/confirm`, confirm);
    return { plan, people: await rosterOf(id) };
  }

  test("are gone when their removal is written, while the others stay", async () => {
    const { plan, people } = await planWithPhotos(10);
    const names = people.map(({ photo }) => photo);
    expect(await photosIn(names)).toBe(2);
    await server.plan("POST", `/${plan.id}/roster/remove`, {
      version: plan.version,
      candidates: [people[0]?.id],
    });
    await expect.poll(() => photosIn([names[0] ?? null])).toBe(0);
    expect(await photosIn([names[1] ?? null])).toBe(1);
  });

  test("are gone when a new roster takes the old one's place, and a photo when another takes its place", async () => {
    const { plan, people } = await planWithPhotos(20);
    const names = people.map(({ photo }) => photo);
    const form = new FormData();
    form.append("photo", new Blob([await picture(33, 44, 7)]), "新照片.png");
    const at = `/${plan.id}/roster/${people[1]?.id}/photo?version=${plan.version}`;
    const changed = await server.plan("POST", at, form);
    await expect.poll(() => photosIn([names[1] ?? null])).toBe(0);
    expect(await photosIn([names[0] ?? null])).toBe(1);
    const file = await workbook([
      ["姓名", "证件号码"],
      ["考生29", idNumberOf(29)],
    ]);
    const [imported] = await server.upload(plan.id, file, [], "replace");
    const confirm = { version: changed.version, leaveOutBad: false };
    await server.plan("POST", `/${plan.id}/imports/${imported}/confirm`, confirm);
    await expect.poll(() => photosIn(names)).toBe(0);
  });
});
