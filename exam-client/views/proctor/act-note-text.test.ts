import type { ActNote } from "@kaochang/exam-server/protocol/acts.ts";
import { expect, test } from "vitest";
import type { Words } from "../staff/i18n/words.ts";
import { zh } from "../staff/i18n/zh.ts";
import { noteText } from "./act-note-text.ts";

const t = ((key: keyof typeof zh, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce<string>(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)),
    zh[key],
  )) as Words;

const at = { room: "03", seat: "18" };
const one = { by: "p", wall: 0, attempt: "a", seat: at, rooms: ["03"], reached: 1 };
const many = { by: "p", wall: 0, attempt: null, seat: null, rooms: ["01", "03"], reached: 26 };
const credit = { act: "grant-time", grant: "credit", ms: 600_000, reason: "停电" } as const;
const talking = { kind: "misconduct", category: "talking" } as const;
const fault = { kind: "irregularity", category: "power" } as const;
const quarantine = { act: "decide-quarantine", entries: 2, reason: "属实" } as const;

const cases: [ActNote, boolean, string, string][] = [
  [{ ...one, act: "confirm-person" }, false, "核对人证 18座", ""],
  [{ ...one, act: "confirm-person" }, true, "核对人证 03 考场 18座", ""],
  [{ ...one, ...credit }, false, "补时 10分 18座", "停电"],
  [{ ...many, ...credit }, true, "补时 10分 01 考场、03 考场 26 人", "停电"],
  [{ ...many, ...credit }, false, "补时 10分 26 人", "停电"],
  [
    { ...one, act: "record-incident", incident: talking, text: "与17座" },
    false,
    "记违纪（交头接耳） 18座",
    "与17座",
  ],
  [
    { ...many, act: "record-incident", incident: fault, text: "停电", rooms: ["03"], reached: 12 },
    true,
    "记异常（断电） 03 考场 12 人",
    "停电",
  ],
  [
    { ...one, act: "record-incident", incident: talking, text: "交头接耳" },
    false,
    "记违纪（交头接耳） 18座",
    "",
  ],
  [{ ...one, ...quarantine, admit: true }, false, "待定答案 采用 2 条 18座", "属实"],
  [{ ...one, ...quarantine, admit: false }, false, "待定答案 不采用 2 条 18座", "属实"],
  [
    { ...one, act: "release-seat", target: { room: "03", seat: "29" }, reason: "死机" },
    false,
    "换机 到 29座，原 18座",
    "死机",
  ],
  [{ ...one, act: "suspend", credited: false, reason: "核实" }, false, "暂停 18座", "核实，时间不补"],
  [{ ...many, act: "resume", pause: "evacuation" }, false, "疏散后恢复 26 人", ""],
  [{ ...many, act: "start", rooms: null, reached: 120 }, true, "开考 全场 120 人", ""],
];

test.each(cases)("%j", (note, manyRooms, what, why) => {
  expect(noteText(note, { manyRooms, start: "common" }, t)).toEqual({ what, why });
});

test("where candidates begin by themselves, the start is told as the opening", () => {
  const note: ActNote = { ...many, act: "start", rooms: null, reached: 120 };
  expect(noteText(note, { manyRooms: false, start: "own" }, t).what).toBe("开放考试 全场 120 人");
});
