import { expect, test } from "vitest";
import type { StaffConnection } from "../../transport/staff-connection.ts";
import { perform } from "./perform.ts";
import { aSeat } from "./seat.fixture.ts";
import type { Target, Wish } from "./wish.ts";

/** Answers as a server would, and remembers what it was asked. */
function server(answer: (name: string, payload: object) => object = () => ({ ok: true, reached: 2 })) {
  const asked: [string, object][] = [];
  const request = (async (name: string, payload: object) => {
    asked.push([name, payload]);
    return answer(name, payload);
  }) as unknown as StaffConnection["request"];
  return { asked, request };
}

const seats = [aSeat("1"), aSeat("2")];
const two: Target = { seats, all: false, room: null, name: "2" };
const everybody: Target = { seats, all: true, room: null, name: "all" };
const ids = seats.map(({ attempt }) => attempt);
const sitting = "s-1";

const cases: [string, Target, Wish, [string, object][]][] = [
  [
    "message",
    two,
    { act: "message", text: "好" },
    [["send-message", { sitting, attempts: ids, text: "好" }]],
  ],
  [
    "suspension of all",
    everybody,
    { act: "suspend", credited: true, reason: "停电" },
    [["suspend", { sitting, attempts: null, credited: true, reason: "停电" }]],
  ],
  ["resumption", two, { act: "resume" }, [["resume", { sitting, attempts: ids, kind: "suspension" }]]],
  [
    "return from an evacuation",
    everybody,
    { act: "resume-evacuation" },
    [["resume", { sitting, attempts: null, kind: "evacuation" }]],
  ],
  [
    "time",
    two,
    { act: "time", kind: "credit", minutes: 5, reason: "断网" },
    [["grant-time", { sitting, attempts: ids, kind: "credit", ms: 300_000, reason: "断网" }]],
  ],
  [
    "persons confirmed one by one",
    two,
    { act: "confirm" },
    ids.map((attempt) => ["confirm-person", { attempt }]),
  ],
  [
    "a move to a spare seat",
    { ...two, seats: [aSeat("1")] },
    { act: "release", target: { room: "03", seat: "备1" }, reason: "死机" },
    [["release-seat", { attempt: ids[0], reason: "死机", target: { room: "03", seat: "备1" } }]],
  ],
  [
    "an incident of each seat chosen",
    two,
    { act: "incident", incident: { kind: "misconduct", category: "talking" }, text: "说话" },
    ids.map((attempt) => [
      "record-incident",
      { sitting, kind: "misconduct", category: "talking", attempt, room: null, text: "说话" },
    ]),
  ],
  [
    "an incident of a room",
    { ...two, room: "03" },
    { act: "incident", incident: { kind: "irregularity", category: "power" }, text: "停电" },
    [
      [
        "record-incident",
        { sitting, kind: "irregularity", category: "power", attempt: null, room: "03", text: "停电" },
      ],
    ],
  ],
];

test.each(cases)("asks for %s", async (_name, target, wish, expected) => {
  const { asked, request } = server((name) =>
    name === "grant-time" ? { ok: true, granted: 2 } : { ok: true, reached: 2 },
  );
  expect(await perform(request, sitting, target, wish)).toMatchObject({ ok: true });
  expect(asked).toEqual(expected);
});

test("one seat that refuses is told, the others are done", async () => {
  const { request } = server((_, payload) =>
    "attempt" in payload && payload.attempt === ids[0] ? { ok: false, code: "attempt-closed" } : { ok: true },
  );
  expect(await perform(request, sitting, two, { act: "hand-in", reason: "违纪" })).toEqual({
    ok: true,
    reached: 1,
    refused: [{ seat: seats[0], code: "attempt-closed" }],
    message: null,
  });
});

test("an incident of a room concerns everybody in it", async () => {
  const { request } = server(() => ({ ok: true }));
  const wish: Wish = { act: "incident", incident: { kind: "irregularity", category: "power" }, text: "停电" };
  expect(await perform(request, sitting, { ...two, room: "03" }, wish)).toMatchObject({ reached: 2 });
});

test("when all refuse, nothing was done", async () => {
  const { request } = server(() => ({ ok: false, code: "attempt-closed" }));
  for (const wish of [{ act: "confirm" }, { act: "resume" }] as const)
    expect(await perform(request, sitting, two, wish)).toEqual({ ok: false, code: "attempt-closed" });
});
