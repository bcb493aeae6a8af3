import sharp from "sharp";
import type { DocumentName } from "../protocol/print.ts";
import type { DocumentParts, PrintOrder, RoomReport } from "./documents.ts";
import { loadTypeface, type Typeface } from "./font/typeface.ts";
import { printDocument } from "./print-document.ts";

export const photo: Uint8Array = await sharp({
  create: { width: 30, height: 42, channels: 3, background: "#9cc3e8" },
})
  .jpeg()
  .toBuffer();

export const sitting = {
  exam: "2026 年上半年职业技能等级认定",
  sitting: "理论知识考试 第一场",
  qualification: "电子商务师（三级）",
  site: "第一职业技术学校",
  begins: "2026-05-29T09:00",
  minutes: 90,
};

export const ticketsHead = {
  exam: sitting.exam,
  qualification: sitting.qualification,
  site: sitting.site,
  address: "教育路 18 号",
  notes: ["凭本准考证和有效证件原件入场。", "①②③ 三项缺一不可。"],
  perPage: 2 as 2 | 4,
};

export function person(index: number, name = "王小明") {
  return {
    name,
    admissionNumber: String(2605290001 + index),
    idType: "居民身份证",
    idNumber: "110101********001X",
    photo: photo as Uint8Array | null,
  };
}

export function ticket(index: number, name?: string) {
  const theory = {
    title: "理论知识考试",
    begins: "2026-05-29T09:00",
    minutes: 90,
    room: "第 1 考场",
    place: "305 室",
    seat: String(index + 1),
  };
  const skills = { ...theory, title: "专业技能考核", begins: "2026-05-29T13:30", minutes: 120, seat: "" };
  return { ...person(index, name), tests: [theory, skills] };
}

/** What the report says of the sitting besides its root. */
export const reported = {
  ...sitting,
  planned: true,
  start: "common" as const,
  started: { at: "2026-05-29T09:02", by: "赵刚（chief）" },
  ended: "2026-05-29T10:34",
  secretHash: "a1".repeat(32),
  rosterHash: "b2".repeat(32),
};

export const report: RoomReport = {
  room: "第 1 考场",
  place: "305 室",
  proctors: "监考人员：李敏（p1）、王强（p2）　总监考：赵刚（chief）",
  counts: { expected: 30, present: 29, absent: 1, misconduct: 1, irregularity: 2, voided: 0 },
  absent: [{ seat: "7", name: "赵子龙", admissionNumber: "2605290007" }],
  incidents: [
    {
      at: "2026-05-29T09:12",
      kind: "违纪 · 交头接耳",
      whom: "3 号 李静 2605290003",
      text: "与邻座交谈。",
      by: "p1",
    },
  ],
  acts: [{ at: "2026-05-29T09:20", kind: "补时", whom: "全考场", text: "6 分钟：断电", by: "p2" }],
};

let typeface: Promise<Typeface> | undefined;

/** Prints and returns the file's bytes with the warnings. */
export async function printed<Name extends DocumentName>(
  document: Name,
  head: DocumentParts[Name]["head"],
  list: readonly DocumentParts[Name]["entry"][],
) {
  typeface ??= loadTypeface();
  const parts: Uint8Array[] = [];
  const done: number[] = [];
  const order = { document, head, entries: each(list), total: list.length } as unknown as PrintOrder;
  const warnings = await printDocument(order, {
    typeface: await typeface,
    write: (bytes) => parts.push(bytes),
    progress: async (count) => {
      done.push(count);
    },
  });
  return { pdf: Buffer.concat(parts), warnings, done };
}

export async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}
