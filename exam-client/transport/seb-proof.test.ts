import { afterEach, expect, test, vi } from "vitest";
import { inSeb, sebProof } from "./seb-proof.ts";

afterEach(() => vi.unstubAllGlobals());

const program = (security: unknown) => vi.stubGlobal("window", { SafeExamBrowser: { security } });

test("another browser adds no proof and is not taken for the program", async () => {
  vi.stubGlobal("window", {});
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 Chrome/120.0 Safari/537.36 QSEB" });
  expect(await sebProof()).toEqual({});
  expect(inSeb()).toBe(false);
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 Chrome/120.0 Safari/537.36 SEB/3.7.0" });
  expect(inSeb()).toBe(true);
});

test("the program's hashes are sent, after it was asked to bring them up to date", async () => {
  const security = {
    configKey: "",
    browserExamKey: "",
    updateKeys(done: () => void) {
      Object.assign(security, { configKey: "c1", browserExamKey: "b1" });
      done();
    },
  };
  program(security);
  expect(await sebProof()).toEqual({
    "x-safeexambrowser-configkeyhash": "c1",
    "x-safeexambrowser-requesthash": "b1",
  });
});

test("a version without an update, or without one of the keys, sends what it has", async () => {
  program({ configKey: "c1" });
  expect(await sebProof()).toEqual({ "x-safeexambrowser-configkeyhash": "c1" });
});
