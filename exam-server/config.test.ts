import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ConfigError, readConfig, settings } from "./config.ts";
import { fixture } from "./fixtures.ts";

test("without any setting the defaults stand", () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    host: "0.0.0.0",
    dataDir: "./data",
    logLevel: "info",
    practiceMinutes: 90,
    graceMs: 10_000,
    entryClosesMinutes: 30,
    practiceHandInOpensMinutes: 0,
    recheckDays: 5,
    makeUpCounts: "better",
    remindMinutes: [10, 5],
    signInHours: 12,
    trustProxy: 0,
    bankFiles: [],
  });
});

test("a flag wins over the environment, and an empty variable counts as not given", () => {
  const env = { PORT: "1", DATA_DIR: "", HOST: "127.0.0.1" };
  expect(readConfig(env, { port: "2" })).toMatchObject({ port: 2, dataDir: "./data", host: "127.0.0.1" });
});

const readings = [
  { env: { REMIND_MINUTES: "15, 2.5" }, read: { remindMinutes: [15, 2.5] } },
  { env: { BANK_FILES: "a.json, b.json" }, read: { bankFiles: ["a.json", "b.json"] } },
  { env: { TRUST_PROXY: "1" }, read: { trustProxy: 1 } },
  { env: { PORT: "0" }, read: { port: 0 } },
  { env: { TLS: "on" }, read: { tls: true, tlsPort: 8443, staffAddresses: "any" } },
  { env: { SEB: "required" }, read: { seb: true, sebConfigKeys: [], sebExamKeys: [] } },
  {
    env: { SEB_EXAM_KEYS: `${"A".repeat(64)}, ${"1".repeat(64)}` },
    read: { sebExamKeys: ["a".repeat(64), "1".repeat(64)] },
  },
  { env: { GUARD_DISK_MB: "4096, 512" }, read: { guardDiskMb: { shed: 4096, warn: 512 } } },
];
test.each(readings)("$env is read as $read", ({ env, read }) => {
  expect(readConfig(env)).toMatchObject(read);
});

const faults = [
  { name: "PORT", given: "70000", allowed: "65535" },
  { name: "PORT", given: "0x10", allowed: "65535" },
  { name: "PORT", given: "80.5", allowed: "65535" },
  { name: "LOG_LEVEL", given: "loud", allowed: "debug" },
  { name: "PRACTICE_MINUTES", given: "0", allowed: "1440" },
  { name: "GRACE_MS", given: "-1", allowed: "600000" },
  { name: "REMIND_MINUTES", given: "10;5", allowed: "1440" },
  { name: "TRUST_PROXY", given: "true", allowed: "off" },
  { name: "SIGN_IN_HOURS", given: "Infinity", allowed: "168" },
  { name: "TLS", given: "true", allowed: "on" },
  { name: "STAFF_ADDRESSES", given: "lan", allowed: "local" },
  { name: "SEB", given: "on", allowed: "required" },
  { name: "SEB_CONFIG_KEYS", given: "abc", allowed: "64" },
  { name: "GUARD_DISK_MB", given: "1024,2048", allowed: "larger one first" },
  { name: "GUARD_LOOP_MS", given: "200", allowed: "smaller one first" },
];
test.each(faults)(
  "$name = $given is refused, naming the setting, the value and what is allowed",
  ({ name, given, allowed }) => {
    const read = () => readConfig({ [name]: given });
    expect(read).toThrow(ConfigError);
    for (const word of [name, `“${given}”`, allowed]) expect(read).toThrow(word);
  },
);

test("everything that is wrong is named at once", () => {
  const read = () => readConfig({ PORT: "x", LOG_LEVEL: "y" });
  expect(read).toThrow("PORT");
  expect(read).toThrow("LOG_LEVEL");
});

test("the table of settings is complete and its defaults are what is read", () => {
  for (const { name, flag, zh, en, allowed } of settings) {
    expect(flag).toBe(`--${name.toLowerCase().replaceAll("_", "-")}`);
    for (const text of [zh, en, allowed]) expect(text).not.toBe("");
  }
  const typed = Object.fromEntries(settings.map((setting) => [setting.name, setting.default]));
  expect(readConfig(typed)).toEqual(readConfig({}));
});

test("the README documents every setting with its flag and default", () => {
  const readme = readFileSync(fixture("..", "README.md"), "utf8");
  for (const { name, flag, default: standard } of settings) {
    expect(readme).toContain(`| \`${name}\` | \`${flag}\` | ${standard === "" ? "" : `\`${standard}\` `}|`);
  }
});
