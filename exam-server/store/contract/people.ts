import { expect, test } from "vitest";
import type { SignIn, StaffRecord } from "../store.ts";
import type { Subject } from "./subject.ts";

const officer: StaffRecord = {
  username: "考务1",
  roles: ["officer", "proctor"],
  passwordHash: "$argon2id$…",
};

const fresh = { used: false, disabled: false };

function signIn(token: string, expires: number): SignIn {
  return { tokenHash: token.repeat(64), audience: "candidate", subject: "c-1", expires };
}

export function peopleContract(subject: Subject): void {
  test("a staff account is added, changed and found by its name, after a restart too", async () => {
    const { staff } = subject.store();
    expect(await staff.count()).toBe(0);
    await staff.put(officer);
    await staff.put({ username: "监考", roles: ["proctor"], passwordHash: "x" });
    await staff.put({ ...officer, roles: ["proctor"] });
    const kept = (await subject.restarted()).staff;
    expect(await kept.byUsername("考务1")).toEqual({ ...officer, roles: ["proctor"], ...fresh });
    expect(await kept.byUsername("nobody")).toBeUndefined();
    expect(await kept.count()).toBe(2);
    expect(await kept.list()).toEqual([
      { username: "监考", roles: ["proctor"], ...fresh },
      { username: "考务1", roles: ["proctor"], ...fresh },
    ]);
  });

  test("an account that was used is put out of use but never deleted; one that was not is deleted", async () => {
    const { staff } = subject.store();
    for (const username of ["used", "unused"]) await staff.put({ ...officer, username });
    await staff.markUsed("used");
    await staff.setDisabled("used", true);
    await staff.put({ ...officer, username: "used", passwordHash: "new" });
    expect(await staff.removeUnused("used")).toBe(false);
    expect(await staff.removeUnused("unused")).toBe(true);
    expect(await staff.removeUnused("nobody")).toBe(false);
    const kept = (await subject.restarted()).staff;
    expect(await kept.byUsername("used")).toMatchObject({ passwordHash: "new", used: true, disabled: true });
    expect(await kept.byUsername("unused")).toBeUndefined();
    await kept.setDisabled("used", false);
    expect(await kept.list()).toMatchObject([{ username: "used", used: true, disabled: false }]);
  });

  test("accounts are added all or none, never over one that is there; a password is changed alone", async () => {
    const { staff } = subject.store();
    const [one, two] = [
      { ...officer, username: "one" },
      { ...officer, username: "two" },
    ];
    expect(await staff.add([one])).toBe(true);
    expect(await staff.add([two, { ...one, roles: ["proctor"], passwordHash: "other" }])).toBe(false);
    expect(await staff.add([two, two])).toBe(false);
    expect(await staff.setPassword("one", "new")).toBe(true);
    expect(await staff.setPassword("two", "new")).toBe(false);
    const kept = (await subject.restarted()).staff;
    expect(await kept.byUsername("one")).toEqual({ ...one, passwordHash: "new", ...fresh });
    expect(await kept.byUsername("two")).toBeUndefined();
  });

  test("all sign-ins of one person are deleted, and nobody else's", async () => {
    const { signIns } = subject.store();
    const staff = { ...signIn("c", 300), audience: "staff" } as const;
    const rows = [signIn("a", 100), signIn("b", 200), staff, { ...signIn("d", 300), subject: "c-2" }];
    for (const row of rows) await signIns.put(row);
    await signIns.deleteOf("candidate", "c-1");
    const kept = (await subject.restarted()).signIns;
    const left = await Promise.all(rows.map(({ tokenHash }) => kept.get(tokenHash)));
    expect(left).toEqual([undefined, undefined, ...rows.slice(2)]);
  });

  test("a sign-in is kept until it is deleted or has expired, after a restart too", async () => {
    const { signIns } = subject.store();
    for (const row of [signIn("a", 100), signIn("b", 200), signIn("c", 201), signIn("d", 300)])
      await signIns.put(row);
    await signIns.delete("d".repeat(64));
    await signIns.deleteExpired(200);
    const kept = (await subject.restarted()).signIns;
    expect(await kept.get("a".repeat(64))).toBeUndefined();
    expect(await kept.get("b".repeat(64))).toBeUndefined();
    expect(await kept.get("c".repeat(64))).toEqual(signIn("c", 201));
    expect(await kept.get("d".repeat(64))).toBeUndefined();
    await expect(kept.put(signIn("c", 999))).rejects.toThrow();
  });

  test("a secret is kept as it was first made, after a restart too", async () => {
    expect(await subject.store().secrets.keep("sealing", "first")).toBe("first");
    const { secrets } = await subject.restarted();
    expect(await secrets.keep("sealing", "second")).toBe("first");
    expect(await secrets.keep("other", "third")).toBe("third");
  });
}
