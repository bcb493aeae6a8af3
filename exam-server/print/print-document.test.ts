import { expect, test } from "vitest";
import { readPdf } from "../testing/pdf-text.ts";
import { person, photo, printed, report, reported, sitting, ticket, ticketsHead } from "./samples.fixture.ts";

const fingerprint = "1A2B-3C4D-5E6F-7081-92A3-B4C5-D6E7-F809";
const root = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

function upTo<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

test.each([
  [2, 5, 3],
  [4, 5, 2],
] as const)(
  "PRINT-1 admission tickets, %i to a page: who, when, where, photo and notes",
  async (perPage, people, pages) => {
    const { pdf, warnings, done } = await printed(
      "tickets",
      { ...ticketsHead, perPage },
      upTo(people, ticket),
    );
    const file = readPdf(pdf);
    expect(file.pages.length).toBe(pages);
    expect(file.pages[0]?.images).toBe(perPage);
    const text = file.pages[0]?.lines.join("|") ?? "";
    for (const words of [
      ...["准 考 证", "王小明", "2605290001", "居民身份证", "110101********001X", "电子商务师（三级）"],
      ...["第一职业技术学校", "教育路 18 号", "理论知识考试", "专业技能考核", "2026年5月29日（星期五）"],
      ...["09:00–10:30", "13:30–15:30", "第 1 考场", "305 室", "1 号", "待定", "凭本准考证", "①②③"],
    ]) {
      expect(text).toContain(words);
    }
    expect(warnings).toEqual([]);
    expect(done).toEqual([1, 2, 3, 4, 5]);
  },
);

test("PRINT-1 fonts are inside the file, with no more of them than the document needs", async () => {
  const { pdf } = await printed("tickets", ticketsHead, upTo(2, ticket));
  const { embedded } = readPdf(pdf);
  expect(embedded.map((name) => name.replace(/^\w+\+/, "")).sort()).toEqual([
    "NotoSansSC-Bold",
    "NotoSansSC-Regular",
  ]);
  expect(pdf.length).toBeLessThan(150_000);
});

test("PRINT-1 characters that the typeface does not have become an empty square, and the officer reads whose", async () => {
  const names = ["李𪜎", "欧阳𠀀", "䶮骣𠮷", "迪丽热巴·迪力木拉提", "周〇一"];
  const { pdf, warnings } = await printed(
    "tickets",
    ticketsHead,
    names.map((name, index) => ticket(index, name)),
  );
  expect(warnings).toEqual([
    "李𪜎（2605290001）：字库中没有“𪜎”（U+2A70E），印成空框，请手写补上。",
    "欧阳𠀀（2605290002）：字库中没有“𠀀”（U+20000），印成空框，请手写补上。",
  ]);
  const lines = readPdf(pdf).pages.flatMap((page) => page.lines);
  expect(lines).toEqual(
    expect.arrayContaining(["李\0", "欧阳\0", "䶮骣𠮷", "迪丽热巴·迪力木拉提", "周〇一"]),
  );
});

test("PRINT-1 signs without a picture are left out, and a common form stands for a rare one", async () => {
  const { pdf, warnings } = await printed("tickets", ticketsHead, [
    ticket(0, "\u2F42\u200b葛\u{E0100}\u0007"),
  ]);
  expect(readPdf(pdf).pages[0]?.lines).toContain("文葛");
  expect(warnings).toEqual([]);
});

test("PRINT-1 a photo that cannot be read leaves its frame and is reported", async () => {
  const broken = { ...ticket(0), photo: photo.slice(20) };
  const { pdf, warnings } = await printed("tickets", ticketsHead, [broken, { ...ticket(1), photo: null }]);
  expect(readPdf(pdf).pages[0]?.images).toBe(0);
  expect(warnings).toEqual(["王小明（2605290001）：照片文件无法读取，已留空框。"]);
});

test("PRINT-1 notes that are too long for a ticket are reported, not lost in silence", async () => {
  const notes = upTo(60, () => "考生应当自觉遵守考场纪律，服从监考人员的管理，不得有任何违反规定的行为。");
  const head = { ...ticketsHead, perPage: 4 as const, notes };
  const { pdf, warnings } = await printed("tickets", head, upTo(4, ticket));
  expect(readPdf(pdf).pages.length).toBe(1);
  expect(warnings).toEqual(["考生须知太长，没有印全，请缩短。"]);
});

test("PRINT-1 seat labels: seat, name and number, 24 to a page", async () => {
  const label = (index: number) => ({ ...person(index), room: "第 1 考场", seat: String(index + 1) });
  const { pages } = readPdf((await printed("seat-labels", sitting, upTo(25, label))).pdf);
  expect(pages.length).toBe(2);
  expect(pages[1]?.lines).toEqual(expect.arrayContaining(["第 1 考场", "25 号", "王小明", "2605290025"]));
});

test("PRINT-1 the sign-in sheet: everyone of a room with photo, and each room begins a page", async () => {
  const room = (name: string, count: number) => ({
    room: name,
    place: "305 室",
    proctors: "监考人员：李敏（p1）、王强（p2）",
    people: upTo(count, (index) => ({ ...person(index), seat: String(index + 1) })),
  });
  const { pages } = readPdf(
    (await printed("sign-in-sheet", sitting, [room("第 1 考场", 12), room("第 2 考场", 3)])).pdf,
  );
  expect(pages.map(({ images }) => images)).toEqual([11, 1, 3]);
  expect(pages[1]?.lines).toEqual(
    expect.arrayContaining(["12", "王小明", "2605290012", "监考人员签名（2）"]),
  );
  expect(pages[1]?.lines.join()).toContain("第 2 页，共 2 页");
  expect(pages[2]?.lines.join()).toContain("第 2 考场（305 室）");
  expect(pages.every(({ lines }) => lines.includes("监考人员：李敏（p1）、王强（p2）"))).toBe(true);
});

test("PRINT-1 EVID-3 the incident report: counts, what happened, what was granted, the root, two signatures", async () => {
  const { pdf } = await printed("incident-report", { ...reported, root, fingerprint }, [report]);
  const [page] = readPdf(pdf).pages;
  expect(page?.lines).toEqual(
    expect.arrayContaining([
      ...["应到人数", "30", "29", "7 号 赵子龙 2605290007", "违纪 · 交头接耳", "与邻座交谈。"],
      ...["补时", "全考场", "6 分钟：断电", "监考人员签名（1）", "监考人员签名（2）"],
    ]),
  );
  const head = ["计划时间：2026年5月29日（星期五） 09:00–10:30", report.proctors];
  const actual = "实际时间：09:02 开考，10:34 结束　开考操作：赵刚（chief）";
  expect(page?.lines).toEqual(expect.arrayContaining([...head, actual]));
  const hashes = page?.lines.filter((line) => /^[0-9a-f ]{71}$/.test(line)) ?? [];
  expect(hashes.map((line) => line.replaceAll(" ", ""))).toEqual([reported.secretHash, reported.rosterHash]);
  const code = page?.lines.filter((line) => /^[0-9a-f ]{35}$/.test(line)).join("") ?? "";
  expect(code.replaceAll(" ", "")).toBe(root);
  expect(page?.lines).toEqual(expect.arrayContaining(["档案签名密钥的指纹", fingerprint]));
});

test("the incident report says on which day it really was, when that is not the planned one, and that it goes on", async () => {
  const started = { at: "1970-01-01T08:00", by: "p1" };
  const head = { ...reported, start: "own" as const, started, ended: null, root: null, fingerprint };
  const { pdf } = await printed("incident-report", head, [report]);
  const told = "实际时间：1970-01-01 08:00 开放考试，还没有结束　开放考试操作：p1";
  expect(readPdf(pdf).pages[0]?.lines).toContain(told);
});

test("EVID-3 before the sitting is closed, the report says that it is a draft", async () => {
  const { pdf } = await printed("incident-report", { ...reported, root: null, fingerprint }, [report]);
  expect(readPdf(pdf).pages[0]?.lines.join("")).toContain("还没有总校验值：这是一份草稿");
});

test("PRINT-1 a long incident report goes on over pages, numbered within its room, signatures on one page", async () => {
  const lines = upTo(60, (index) => ({
    ...report.acts[0],
    at: "2026-05-29T09:20",
    kind: "补时",
    whom: `${index} 号`,
    text: "电脑蓝屏，重启后不能进入系统，换到备用机继续作答，答案完整。".repeat((index % 3) + 1),
    by: "p1",
  }));
  const { pdf } = await printed("incident-report", { ...reported, root, fingerprint }, [
    { ...report, acts: lines },
    report,
  ]);
  const { pages } = readPdf(pdf);
  const count = pages.length - 1;
  expect(count).toBeGreaterThan(2);
  const feet = pages.map((page) => page.lines.find((line) => line.includes("页，共")));
  expect(feet).toEqual([
    ...upTo(count, (index) => `第 1 考场　第 ${index + 1} 页，共 ${count} 页`),
    "第 1 考场　第 1 页，共 1 页",
  ]);
  expect(pages.flatMap((page) => page.lines).filter((line) => /^\d+ 号$/.test(line)).length).toBe(60);
  expect(pages[count - 1]?.lines).toEqual(expect.arrayContaining(["本场次总校验值", "考点负责人签名"]));
});

test("PRINT-1 a room in which hundreds are absent names every one of them", async () => {
  const absent = upTo(400, (index) => ({
    seat: String(index + 1),
    name: "王小明",
    admissionNumber: "26052900",
  }));
  const { pdf } = await printed("incident-report", { ...reported, root, fingerprint }, [
    { ...report, absent },
  ]);
  const lines = readPdf(pdf).pages.flatMap((page) => page.lines);
  expect(lines.filter((line) => /^\d+ 号 王小明 26052900$/.test(line)).length).toBe(400);
});

test("PRINT-1 what does not fit its place even in the smallest size is reported", async () => {
  const name = "很长的名字".repeat(30);
  const { warnings } = await printed("tickets", ticketsHead, [ticket(0, name)]);
  expect(warnings.join()).toContain("太长，没有印全");
});

test("PRINT-1 the score list: every row once, and how many have which result", async () => {
  const head = { ...sitting, tests: ["理论", "技能"], printedAt: "2026-05-30T10:00" };
  const row = (index: number) => ({
    ...person(index),
    scores: ["86.50", index === 0 ? "缺考" : "59.99"],
    result: index === 0 ? "缺考" : "不合格",
  });
  const { pages } = readPdf((await printed("score-list", head, upTo(31, row))).pdf);
  expect(pages.length).toBe(2);
  expect(pages[0]?.lines).toEqual(expect.arrayContaining(["2605290001", "缺考", "86.50", "59.99"]));
  expect(pages[1]?.lines).toEqual(expect.arrayContaining(["31", "共 31 人，缺考 1 人，不合格 30 人"]));
});

test("PRINT-1 the exam's score list says that it covers the whole exam", async () => {
  const head = { ...sitting, sitting: "", tests: ["理论成绩", "技能成绩"], printedAt: "2026-05-30T10:00" };
  const row = { ...person(0), scores: ["60.00", "86.50"], result: "合格" };
  const [page] = readPdf((await printed("exam-score-list", head, [row])).pdf).pages;
  expect(page?.lines).toEqual(
    expect.arrayContaining([
      "总 成 绩 册",
      "理论成绩",
      "技能成绩",
      "60.00",
      "86.50",
      "合格",
      "共 1 人，合格 1 人",
    ]),
  );
});
