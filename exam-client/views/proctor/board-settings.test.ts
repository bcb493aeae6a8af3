import { expect, test } from "vitest";
import { createBoardSettings, readBoardSettings } from "./board-settings.ts";

const usual = { muted: false, rowLengths: {} };

test.each([
  ["nothing", null, usual],
  ["what is no JSON", "{", usual],
  ["what is no object", "7", usual],
  [
    "a row of nonsense",
    '{"muted":"yes","rowLengths":{"03":0,"04":9,"05":"8"}}',
    { ...usual, rowLengths: { "04": 9 } },
  ],
  ["what was chosen", '{"muted":true,"rowLengths":{"03":8}}', { muted: true, rowLengths: { "03": 8 } }],
])("reads %s", (_name, text, settings) => expect(readBoardSettings(text)).toEqual(settings));

test("a choice is kept, and a browser that keeps nothing does no harm", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  };
  createBoardSettings(() => storage).setState({ muted: true });
  expect(createBoardSettings(() => storage).getState().muted).toBe(true);
  const forgetful = createBoardSettings(() => {
    throw new Error("no storage");
  });
  forgetful.setState({ muted: true });
  expect(forgetful.getState().muted).toBe(true);
});
