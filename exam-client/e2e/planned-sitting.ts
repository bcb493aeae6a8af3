import type {
  Plan,
  PlanCandidate,
  PlanRoom,
  PlanSittingRequest,
} from "@kaochang/exam-server/protocol/plan.ts";
import { idNumberOf, sampleHead, sampleSitting } from "@kaochang/exam-server/testing/plan-server.ts";
import { type Cells, picture, workbook } from "@kaochang/exam-server/testing/roster-files.ts";
import { signIn } from "@kaochang/exam-server/testing/seat.ts";
import type { Announcement } from "@kaochang/exam-server/testing/server-process.ts";

export interface Planned {
  /** Name, room and seat; `photo`: the shade of theirs; `extra`: personal extra time in minutes. */
  people: readonly { name: string; room: string; seat: number; photo?: number; extra?: number }[];
  rooms: readonly PlanRoom[];
  /** Where it is not the usual theory sitting. */
  terms?: Partial<PlanSittingRequest>;
  /** Ids of the rooms that every proctor has; all, where it is not said. */
  watched?: string[];
}

/** A sitting that an officer has planned and drawn papers for, as a running server has it. */
export interface PlannedSitting {
  sitting: string;
  people: PlanCandidate[];
}

/** Plans a sitting over HTTP: for tests that begin when everything is set up. */
export async function planSitting(
  first: Announcement,
  { people, rooms, terms = {}, watched }: Planned,
): Promise<PlannedSitting> {
  const account = first.staff.find(({ roles }) => roles.includes("officer"));
  if (!account) throw new Error("no officer");
  const { username, password } = account;
  const cookie = await signIn(first.url, "staff", { username, password });
  const ask = async (method: string, at: string, body?: unknown): Promise<Record<string, unknown>> => {
    const form = body instanceof FormData;
    const response = await fetch(`${first.url}/api/staff/plans${at}`, {
      method,
      headers: { cookie, ...(form || body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const reply = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${at}: ${JSON.stringify(reply)}`);
    return reply;
  };
  const until = async (at: string, phase: string): Promise<void> => {
    for (;;) {
      const { state } = (await ask("GET", at)) as { state: { phase: string } };
      if (state.phase === phase) return;
      if (state.phase === "failed") throw new Error(`${at}: ${JSON.stringify(state)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const { sitting, window } = tomorrow(terms);
  const { plan } = (await ask("POST", "/", { ...sampleHead, ...window })) as { plan: Plan };
  const at = `/${plan.id}`;
  await ask("PUT", `${at}/sittings`, { version: 1, sittings: [sitting] });
  await ask("PUT", `${at}/rooms`, { version: 2, rooms });
  const staff = first.staff
    .filter(({ roles }) => roles.includes("proctor"))
    .map((one) => ({ username: one.username, name: "", rooms: watched ?? null, sittings: null }));
  await ask("PUT", `${at}/staff`, { version: 3, staff });
  const begun = await ask("POST", `${at}/imports?mode=add`, await rosterOf(people));
  await until(`${at}/imports/${begun.import}`, "ready");
  await ask("POST", `${at}/imports/${begun.import}/confirm`, { version: 4, leaveOutBad: false });
  const { candidates } = (await ask("GET", `${at}/roster?limit=100`)) as { candidates: PlanCandidate[] };
  await ask("POST", `${at}/sittings/${sitting.id}/prepare`, { version: 5 });
  await until(`${at}/sittings/${sitting.id}/preparation`, "done");
  return { sitting: sitting.id, people: candidates };
}

function tomorrow(terms: Partial<PlanSittingRequest>) {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return {
    sitting: sampleSitting("a1", { begins: `${day}T09:00`, ...terms }),
    window: { opens: `${day}T08:00`, closes: `${day}T18:00` },
  };
}

async function rosterOf(people: Planned["people"]): Promise<FormData> {
  const rows = people.map(({ name, room, seat, extra = 0 }, index): Cells => {
    return [name, idNumberOf(index + 1), room, seat, extra];
  });
  const form = new FormData();
  const table = await workbook([["姓名", "证件号码", "考场", "座位号", "加时"], ...rows]);
  form.append("roster", new Blob([table.bytes]), table.name);
  for (const [index, { photo }] of people.entries()) {
    if (photo === undefined) continue;
    form.append("photos", new Blob([await picture(300, 420, photo)]), `${idNumberOf(index + 1)}.jpg`);
  }
  return form;
}
