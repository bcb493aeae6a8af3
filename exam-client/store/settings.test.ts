import { expect, test } from "vitest";
import { createSettings, defaultSettings, readSettings } from "./settings.ts";

test("unknown or broken settings fall back one by one", () => {
  expect(readSettings(null)).toEqual(defaultSettings);
  expect(readSettings("{")).toEqual(defaultSettings);
  expect(readSettings("null")).toEqual(defaultSettings);
  expect(readSettings('{"theme":"dark","size":99,"language":"fr"}')).toEqual({
    ...defaultSettings,
    theme: "dark",
  });
});

test("settings are kept and found again", () => {
  const kept = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  createSettings(storage).setState({ size: 150 });
  expect(createSettings(storage).getState().size).toBe(150);
});

test("a browser that refuses storage still has settings", () => {
  const settings = createSettings(() => {
    throw new Error("refused");
  });
  settings.setState({ theme: "contrast" });
  expect(settings.getState().theme).toBe("contrast");
});
