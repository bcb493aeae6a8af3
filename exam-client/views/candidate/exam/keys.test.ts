import { expect, test } from "vitest";
import { type ExamKey, examKey } from "./keys.ts";

const press = (key: string, more: Partial<Parameters<typeof examKey>[0]> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  ...more,
});

const cases: [string, Parameters<typeof examKey>[0], boolean, ExamKey | null][] = [
  ["a digit chooses", press("3"), false, { kind: "choose", place: 2 }],
  ["a letter chooses", press("b"), false, { kind: "choose", place: 1 }],
  ["the ninth letter chooses", press("I"), false, { kind: "choose", place: 8 }],
  [
    "an input method hides the letter but not its key",
    press("Process", { code: "KeyC" }),
    false,
    { kind: "choose", place: 2 },
  ],
  [
    "a numpad under an input method",
    press("Process", { code: "Numpad4" }),
    false,
    { kind: "choose", place: 3 },
  ],
  ["M flags", press("m"), false, { kind: "flag" }],
  ["arrows move", press("ArrowLeft"), false, { kind: "move", step: -1 }],
  ["PageDown moves", press("PageDown"), false, { kind: "move", step: 1 }],
  ["? helps", press("?"), false, { kind: "help" }],
  ["Ctrl+Enter reviews", press("Enter", { ctrlKey: true }), false, { kind: "review" }],
  ["a typed letter is text", press("a"), true, null],
  ["an arrow in a field moves the caret", press("ArrowLeft"), true, null],
  ["PageUp leaves a field", press("PageUp"), true, { kind: "move", step: -1 }],
  ["Ctrl+Enter works in a field", press("Enter", { ctrlKey: true }), true, { kind: "review" }],
  ["Ctrl+C is the browser's", press("c", { ctrlKey: true }), false, null],
  ["Alt+ArrowLeft is not ours", press("ArrowLeft", { altKey: true }), false, null],
  ["a composition is not ours", press("PageDown", { isComposing: true }), true, null],
  ["J chooses nothing", press("j"), false, null],
  ["0 chooses nothing", press("0"), false, null],
];

test.each(cases)("%s", (_name, event, typing, expected) => {
  expect(examKey(event, typing)).toEqual(expected);
});
