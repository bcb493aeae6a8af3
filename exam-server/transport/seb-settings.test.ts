import { expect, test } from "vitest";
import { keyShownByMac, savedByMac } from "./seb-settings.fixture.ts";
import { configKey, sebFile, sebJson, sebSettings } from "./seb-settings.ts";

test("SEB-1 the Config Key is the one that the program itself shows for the same settings", () => {
  expect(configKey(savedByMac)).toBe(keyShownByMac);
});

test("the order of the settings and who wrote them make no difference; any value does", () => {
  const { originatorVersion: _, ...rest } = savedByMac;
  expect(configKey(Object.fromEntries(Object.entries(rest).reverse()))).toBe(keyShownByMac);
  expect(configKey({ ...savedByMac, zoomMode: 1 })).not.toBe(keyShownByMac);
});

const rules = [
  {
    rule: "keys sorted whatever their case",
    value: { b: 1, C: 2, a: 3, A1: 4 },
    json: '{"a":3,"A1":4,"b":1,"C":2}',
  },
  {
    rule: "sorted within lists and dictionaries",
    value: { l: [{ z: 1, y: { d: 1, c: 2 } }] },
    json: '{"l":[{"y":{"c":2,"d":1},"z":1}]}',
  },
  {
    rule: "empty dictionaries left out, empty lists kept",
    value: { a: {}, b: [], c: { d: {} } },
    json: '{"b":[],"c":{}}',
  },
  { rule: "no escapes", value: { a: "ws:\\x/y 考场" }, json: '{"a":"ws:\\x/y 考场"}' },
  {
    rule: "data as base64",
    value: { a: Buffer.from("salt"), b: new Uint8Array() },
    json: '{"a":"c2FsdA==","b":""}',
  },
  {
    rule: "dates as ISO 8601",
    value: { a: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)) },
    json: '{"a":"2026-01-02T03:04:05Z"}',
  },
  {
    rule: "truth and numbers bare",
    value: { a: true, b: false, c: -3 },
    json: '{"a":true,"b":false,"c":-3}',
  },
];
test.each(rules)("SEB-JSON: $rule", ({ value, json }) => {
  expect(sebJson(value)).toBe(json);
});

test("the file lets Chinese be typed, the rescue file be saved, the page be left after the receipt, and nothing be filtered", () => {
  const settings = sebSettings("http://192.168.1.5:8080");
  expect(settings).toMatchObject({
    ...{ createNewDesktop: false, killExplorerShell: true, showInputLanguage: true },
    ...{ allowDownloads: true, quitURL: "http://192.168.1.5:8080/seb/quit" },
  });
  expect(Object.keys(settings)).not.toContain("hashedQuitPassword");
  expect(Object.keys(settings).filter((name) => name.startsWith("URLFilter"))).toEqual([]);
});

test("the file holds what its key was computed of, the same each time, and no character of an address breaks it", () => {
  const settings = sebSettings("http://192.168.1.5:8080");
  const file = sebFile(settings);
  expect(sebFile(sebSettings("http://192.168.1.5:8080"))).toBe(file);
  expect(file).toContain("<key>startURL</key><string>http://192.168.1.5:8080/</string>");
  expect(file).toContain("<key>sendBrowserExamKey</key><true/>");
  for (const key of Object.keys(settings)) expect(file).toContain(`<key>${key}</key>`);
  expect(sebFile({ startURL: "http://a/?b&c<d>" })).toContain("<string>http://a/?b&amp;c&lt;d&gt;</string>");
});
