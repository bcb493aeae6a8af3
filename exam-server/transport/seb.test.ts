import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openSebGate } from "./seb.ts";
import { configKey, sebSettings } from "./seb-settings.ts";
import type { SeenRequest } from "./seen-request.ts";

const origin = "http://exam.test:8080";
const own = configKey(sebSettings(origin));
const [config, other, exam] = ["1".repeat(64), "2".repeat(64), "3".repeat(64)];
const hash = (url: string, key: string) =>
  createHash("sha256")
    .update(url + key)
    .digest("hex");
const seen = (headers: Record<string, string>, path = "/"): SeenRequest => ({
  secure: false,
  host: "exam.test:8080",
  path,
  address: "10.0.0.9",
  headers,
});
const proof = (url: string, key: string, examKey?: string) => ({
  "x-safeexambrowser-configkeyhash": hash(url, key),
  ...(examKey === undefined ? {} : { "x-safeexambrowser-requesthash": hash(url, examKey) }),
});
const gate = (configKeys: string[] = [], examKeys: string[] = [], required = true) =>
  openSebGate({ required, configKeys, examKeys, quitPassword: "", secret: "secret" });

describe("headers", () => {
  const url = `${origin}/`;
  const cases = [
    { name: "no header", keys: [[], []], headers: {}, proves: false },
    { name: "the own file's key", keys: [[], []], headers: proof(url, own), proves: true },
    { name: "a wrong key", keys: [[], []], headers: proof(url, other), proves: false },
    { name: "another address hashed", keys: [[], []], headers: proof(`${url}x`, own), proves: false },
    {
      name: "the bare key",
      keys: [[], []],
      headers: { "x-safeexambrowser-configkeyhash": own },
      proves: false,
    },
    { name: "the centre's key", keys: [[other, config], []], headers: proof(url, config), proves: true },
    {
      name: "the own file's where the centre has one",
      keys: [[config], []],
      headers: proof(url, own),
      proves: false,
    },
    { name: "both keys", keys: [[config], [exam]], headers: proof(url, config, exam), proves: true },
    {
      name: "no exam key where one is asked for",
      keys: [[config], [exam]],
      headers: proof(url, config),
      proves: false,
    },
    { name: "a wrong exam key", keys: [[config], [exam]], headers: proof(url, config, other), proves: false },
    { name: "the exam key alone", keys: [[config], [exam]], headers: proof(url, other, exam), proves: false },
  ];
  test.each(cases)("SEB-1 $name: $proves", ({ keys: [configKeys, examKeys], headers, proves }) => {
    expect(gate(configKeys, examKeys).proves(seen(headers))).toBe(proves);
  });

  test("SEB-1 what the page asks by a script may be proved for the page's own address, and nothing else may", () => {
    const asked = (proof: Record<string, string>) => seen(proof, "/api/candidate/sign-in");
    const page = proof(url, own);
    expect(gate().provesFromPage(asked(page))).toBe(true);
    expect(gate().provesFromPage(asked(proof(`${origin}/api/candidate/sign-in`, own)))).toBe(true);
    expect(gate().proves(asked(page))).toBe(false);
    expect(gate().provesFromPage(asked(proof(url, other)))).toBe(false);
    expect(gate([], [exam]).provesFromPage(asked(page))).toBe(false);
  });

  test("SEB-1 the file counts with the password that it asks for, hashed as the program does", () => {
    const locked = openSebGate({
      ...{ required: true, configKeys: [], examKeys: [], secret: "" },
      quitPassword: "监考 2026",
    });
    const file = locked.file(seen({}));
    const hashed = createHash("sha256").update("监考 2026").digest("hex");
    expect(file).toContain(`<key>hashedQuitPassword</key><string>${hashed}</string>`);
    const key = configKey(sebSettings(origin, "监考 2026"));
    expect(locked.proves(seen(proof(url, key)))).toBe(true);
    expect(locked.proves(seen(proof(url, own)))).toBe(false);
  });

  test("where it is not demanded, nothing is asked for and no pass is given", () => {
    const open = gate([], [], false);
    expect(open.proves(seen({})) && open.admits(seen({}), "token")).toBe(true);
    expect(open.passCookie("token", false)).toBeNull();
  });
});

describe("a socket's handshake", () => {
  const path = "/socket.io/?EIO=4&transport=websocket";
  const pass = (token: string) => ({ cookie: (gate().passCookie(token, false) ?? "").split(";")[0] ?? "" });

  test.each(["http://exam.test:8080", "ws://exam.test:8080"])("SEB-1 by its headers, hashed as %s", (at) => {
    expect(gate().admits(seen(proof(at + path, own), path), "token")).toBe(true);
  });

  test("SEB-1 by the pass of the same sign-in, and of no other", () => {
    expect(gate().admits(seen(pass("token"), path), "token")).toBe(true);
    expect(gate().admits(seen(pass("token"), path), "another")).toBe(false);
    expect(gate().admits(seen({}, path), "token")).toBe(false);
  });

  test("SEB-1 a wrong header is not mended by a pass", () => {
    const both = { ...pass("token"), ...proof(origin + path, other) };
    expect(gate().admits(seen(both, path), "token")).toBe(false);
  });

  test("the pass is no script's and crosses TLS only where it was given there", () => {
    expect(gate().passCookie("token", true)).toMatch(/HttpOnly.*Secure/);
    expect(gate().passCookie("token", false)).not.toMatch(/Secure/);
  });
});
