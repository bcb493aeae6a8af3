import { expect, test } from "vitest";
import type { IncidentCategory } from "../protocol/incidents.ts";
import { after, minute, ready, running } from "../testing/attempts.ts";
import type { ActCommand } from "./acts.ts";
import { seatFacts } from "./board-seat.ts";
import { decide } from "./decide.ts";
import type { AttemptState } from "./state.ts";

const at = (exam: number) => ({ exam, wall: exam });
const why = { by: "p", reason: "误操作" };
const record = (kind: "irregularity" | "misconduct"): ActCommand => {
  const incident: IncidentCategory = { kind, category: "other" };
  return { kind: "record-incident", incident, text: "x", by: "p" };
};
const withdraw = (number: number): ActCommand => ({ kind: "withdraw-incident", number, ...why });

function counts(state: AttemptState) {
  const { incidents, misconduct } = seatFacts(ready(state), true);
  return [incidents, misconduct];
}

function answer(state: AttemptState, command: ActCommand): string {
  const decision = decide(state, command, at(10_000));
  return decision.ok ? decision.events.map(({ type }) => type).join(" ") : decision.code;
}

const recorded = after(after(running, 2000, record("irregularity")), 3000, record("misconduct"));

test("ACT-5 an incident that was a mistake is withdrawn: the record keeps it, the counts do not", () => {
  expect(counts(recorded)).toEqual([2, 1]);
  const withdrawn = after(recorded, 4000, withdraw(2));
  expect(counts(withdrawn)).toEqual([1, 0]);
  expect(ready(withdrawn).proctored.incidents).toMatchObject([
    { kind: "irregularity", withdrawn: null },
    { kind: "misconduct", withdrawn: why },
  ]);
});

test("it is withdrawn once, after the hand-in too, and nothing else is", () => {
  const withdrawn = after(recorded, 4000, withdraw(2));
  expect(answer(withdrawn, withdraw(2))).toBe("already-withdrawn");
  expect(answer(withdrawn, withdraw(3))).toBe("not-found");
  const closed = after(recorded, minute, { kind: "force-hand-in", ...why });
  expect(answer(closed, withdraw(1))).toBe("incident-withdrawn");
});

test("a seat tells once that it shows a message, and only as long as nobody has put it away", () => {
  const shows = (id: string, epoch = 1): ActCommand => ({ kind: "message-shown", epoch, id });
  const sent = after(running, 2000, { kind: "send-message", id: "m", text: "请看黑板", by: "p" });
  expect(answer(sent, shows("m"))).toBe("message-shown");
  const shown = after(sent, 3000, shows("m"));
  expect(ready(shown).proctored.unseen).toMatchObject([{ id: "m", shown: true }]);
  expect(answer(shown, shows("m"))).toBe("");
  expect(answer(sent, shows("other"))).toBe("");
  expect(answer(sent, shows("m", 9))).toBe("fenced");
});
