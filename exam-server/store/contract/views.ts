import { expect, test } from "vitest";
import type { ViewRow } from "../store.ts";
import type { Subject } from "./subject.ts";

function row(kind: ViewRow["kind"], key: string, sitting = "s1", json = `{"字":"𠮷"}`): ViewRow {
  return { kind, key, sitting, json };
}

export function viewsContract(subject: Subject): void {
  test("derived rows are put, changed and removed together with the position, after a restart too", async () => {
    const { views } = subject.store();
    expect(await views.position()).toBe(0);
    await views.apply(
      [row("score", "a2"), row("score", "a1"), row("answer", "a1"), row("score", "b1", "s2")],
      [],
      7,
    );
    await views.apply([row("score", "a1", "s1", "{}")], [{ kind: "answer", key: "a1" }], 9);
    const kept = (await subject.restarted()).views;
    expect(await kept.rows("score", "s1")).toEqual([row("score", "a1", "s1", "{}"), row("score", "a2")]);
    expect(await kept.row("score", "b1")).toEqual(row("score", "b1", "s2"));
    expect(await kept.row("answer", "a1")).toBeUndefined();
    expect(await kept.position()).toBe(9);
  });

  test("a row that is both removed and put is there afterwards", async () => {
    const { views } = subject.store();
    await views.apply([row("answer", "a1")], [], 1);
    await views.apply([row("answer", "a1", "s1", "{}")], [{ kind: "answer", key: "a1" }], 2);
    expect(await views.row("answer", "a1")).toEqual(row("answer", "a1", "s1", "{}"));
  });

  test("dropping removes every derived row and the position, keeps what shape follows, and nothing else", async () => {
    const { views, staff } = subject.store();
    await staff.put({ username: "u", roles: [], passwordHash: "x" });
    await views.apply([row("paper", "a1"), row("attempt", "a1")], [], 7);
    expect(await views.shape()).toBe(0);
    await views.drop(3);
    const kept = await subject.restarted();
    expect(await kept.views.rows("paper", "s1")).toEqual([]);
    expect(await kept.views.row("attempt", "a1")).toBeUndefined();
    expect(await kept.views.position()).toBe(0);
    expect(await kept.views.shape()).toBe(3);
    expect(await kept.staff.count()).toBe(1);
  });
}
