import { existsSync, readdirSync } from "node:fs";
import { unzipSync } from "fflate";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportPreview, ImportState } from "../../protocol/plan.ts";
import {
  idNumberOf,
  type PlanServer,
  sampleHead,
  sampleRoom,
  sampleSitting,
  startPlanServer,
} from "../../testing/plan-server.ts";
import { type Cells, csv, picture, workbook, zipOf } from "../../testing/roster-files.ts";

let server: PlanServer;
beforeAll(async () => {
  server = await startPlanServer();
});
afterAll(() => server.close());

const header = ["姓名", "证件类型", "证件号码", "考场", "座位号", "加时(分钟)"];
const row = (number: number, changes: Record<number, string | number> = {}): Cells =>
  [`考生${number}`, "居民身份证", idNumberOf(number), "第 1 考场", number, ""].map(
    (cell, at) => changes[at] ?? cell,
  );

/** A plan with two sittings and a room of 5 × 6 seats, in version 3. */
async function planWithRoom(): Promise<string> {
  const { id } = await server.plan("POST", "/", sampleHead);
  const afternoon = sampleSitting("b2", { begins: "2026-05-29T14:00", title: "理论 b2", kind: "make-up" });
  await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sampleSitting("a1"), afternoon] });
  await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms: [sampleRoom("1", 5, 6)] });
  return id;
}

function ready(state: ImportState): ImportPreview {
  if (state.phase !== "ready") throw new Error(JSON.stringify(state));
  return state.preview;
}

const rosterOf = async (plan: string) =>
  (await server.ask("GET", `/${plan}/roster`)) as unknown as {
    total: number;
    candidates: {
      name: string;
      admissionNumber: string;
      photo: string | null;
      places: unknown[];
      extraMinutes: number;
      idNumber: string;
    }[];
  };

describe("a roster that is right", () => {
  test("PLAN-1 nothing is written before it is confirmed, then all of it at once", async () => {
    const id = await planWithRoom();
    const [imported, state] = await server.upload(id, await workbook([header, row(1), row(2, { 5: 15 })]));
    expect(ready(state)).toMatchObject({ good: 2, badRows: 0, generated: 2, mode: "add" });
    expect((await rosterOf(id)).total).toBe(0);
    expect(await server.ask("GET", `/${id}/imports/${imported}/rows?limit=1`)).toMatchObject({
      rows: [
        {
          row: 2,
          name: "考生1",
          generated: true,
          places: [{ sitting: "理论 a1", room: "第 1 考场", seat: 1 }],
        },
      ],
    });
    const confirm = { version: 3, leaveOutBad: false };
    const plan = await server.plan("POST", `/${id}/imports/${imported}/confirm`, confirm);
    expect(plan).toMatchObject({
      version: 4,
      candidates: 2,
      sittings: [{ candidates: 2, seated: 2 }, { candidates: 0 }],
    });
    expect((await rosterOf(id)).candidates).toMatchObject([
      { admissionNumber: `${plan.admissionPrefix}0001`, extraMinutes: 0 },
      { admissionNumber: `${plan.admissionPrefix}0002`, extraMinutes: 15 },
    ]);
    expect(await server.ask("GET", `/${id}/imports/${imported}`)).toMatchObject({ status: 404 });
  });

  const encodings = [
    { encoding: "utf8", note: "UTF-8" },
    { encoding: "utf8-bom", note: "UTF-8" },
    { encoding: "gbk", note: "GBK" },
    { encoding: "utf16le", note: "UTF-16" },
  ] as const;
  test.each(encodings)("a .csv in $encoding is read and its encoding told", async ({ encoding, note }) => {
    const id = await planWithRoom();
    const file = csv(
      [
        ["身份证号", "考生 姓名*", "备注"],
        [idNumberOf(1).toLowerCase(), "欧阳娜娜", "x"],
      ],
      encoding,
    );
    const preview = ready((await server.upload(id, file))[1]);
    expect(preview).toMatchObject({ good: 1, badRows: 0 });
    expect(preview.columns).toEqual([
      { header: "身份证号", column: "A", field: "idNumber" },
      { header: "考生 姓名*", column: "B", field: "name" },
      { header: "备注", column: "C", field: null },
    ]);
    expect(preview.notes.join()).toContain(note);
  });

  test("a title above the header, columns in any order, several sittings in one cell", async () => {
    const id = await planWithRoom();
    const rows = [
      ["2026 年第 1 批名单"],
      [],
      ["场次", "座位", "准考证号", "姓名", "证件号"],
      ["理论 a1", "7号", "２０２６０００１", "张 三", idNumberOf(3)],
    ];
    const [imported, state] = await server.upload(
      id,
      await workbook(rows, (sheet) => sheet.mergeCells("A1:E1")),
    );
    expect(ready(state)).toMatchObject({ good: 1, generated: 0 });
    expect(await server.ask("GET", `/${id}/imports/${imported}/rows`)).toMatchObject({
      rows: [
        { row: 4, name: "张三", admissionNumber: "20260001", places: [{ sitting: "理论 a1", seat: 7 }] },
      ],
    });
  });

  test("a new roster takes the old one's place: who is in both keeps number and photo", async () => {
    const id = await planWithRoom();
    const first = await server.upload(id, await workbook([header, row(1), row(2)]), [
      { name: `${idNumberOf(2)}.jpg`, bytes: await picture(60, 80) },
    ]);
    await server.plan("POST", `/${id}/imports/${first[0]}/confirm`, { version: 3, leaveOutBad: false });
    const before = (await rosterOf(id)).candidates.find(({ idNumber }) => idNumber === idNumberOf(2));
    const again = await server.upload(id, await workbook([header, row(2, { 4: 9 }), row(3)]), [], "replace");
    await server.plan("POST", `/${id}/imports/${again[0]}/confirm`, { version: 4, leaveOutBad: false });
    const { candidates } = await rosterOf(id);
    expect(candidates.map(({ name }) => name).sort()).toEqual(["考生2", "考生3"]);
    const after = candidates.find(({ idNumber }) => idNumber === idNumberOf(2));
    expect(after).toEqual({
      ...before,
      places: [{ sitting: sampleSitting("a1").id, room: sampleRoom("1", 1, 1).id, seat: 9 }],
    });
    expect(after?.photo).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("PLAN-1 rows that cannot be taken are told with their cell and a sentence", () => {
  const cases: { what: string; rows: Cells[]; cell: string; says: string }[] = [
    {
      what: "a wrong check digit",
      rows: [row(1, { 2: "11010119900101001X" })],
      cell: "C2",
      says: "校验码不对",
    },
    {
      what: "a birth date that is none",
      rows: [row(1, { 2: "110101199002300019" })],
      cell: "C2",
      says: "出生日期（1990-02-30）不存在",
    },
    {
      what: "an old number",
      rows: [row(1, { 2: "110101900101001" })],
      cell: "C2",
      says: "15 位的旧身份证号",
    },
    {
      what: "an ID number that a spreadsheet took for a number",
      rows: [row(1, { 2: 110101199001010000 })],
      cell: "C2",
      says: "被 Excel 当成了数字",
    },
    {
      what: "the same in words",
      rows: [row(1, { 2: "1.10101E+17" })],
      cell: "C2",
      says: "被 Excel 当成了数字",
    },
    { what: "no name", rows: [row(1, { 0: "" })], cell: "A2", says: "没有姓名" },
    {
      what: "an ID number twice in the file",
      rows: [row(1), row(1, { 4: 2 })],
      cell: "C3",
      says: "与第 2 行的“考生1”重复",
    },
    {
      what: "a seat twice in the file",
      rows: [row(1), row(2, { 4: 1 })],
      cell: "E3",
      says: "1 号已经安排给第 2 行“考生1”",
    },
    {
      what: "a room that is not there",
      rows: [row(1, { 3: "大礼堂" })],
      cell: "D2",
      says: "没有考场“大礼堂”",
    },
    { what: "a seat that is not there", rows: [row(1, { 4: 31 })], cell: "E2", says: "没有 31 号座位" },
    {
      what: "a seat that is no number",
      rows: [row(1, { 4: "靠窗" })],
      cell: "E2",
      says: "座位号“靠窗”应是数字",
    },
    {
      what: "an unknown kind of document",
      rows: [row(1, { 1: "学生证" })],
      cell: "B2",
      says: "不认识证件类型“学生证”",
    },
    {
      what: "extra time that is none",
      rows: [row(1, { 5: "一刻钟" })],
      cell: "F2",
      says: "加时“一刻钟”应是 0 到 600",
    },
  ];
  test.each(cases)("$what", async ({ rows, cell, says }) => {
    const id = await planWithRoom();
    const preview = ready((await server.upload(id, await workbook([header, ...rows])))[1]);
    expect(preview.badRows).toBe(1);
    expect(preview.bad).toEqual([{ row: rows.length + 1, cell, sentence: expect.stringContaining(says) }]);
  });

  test("a formula counts by the value kept with it, and is told; one without a value is a bad cell", async () => {
    const id = await planWithRoom();
    const kept = { formula: 'UPPER("x")', result: idNumberOf(1) } as Cells[number];
    const rows: Cells[] = [
      header,
      row(1).map((cell, at) => (at === 2 ? kept : cell)),
      row(2).map((cell, at) => (at === 0 ? ({ formula: "A1" } as Cells[number]) : cell)),
    ];
    const preview = ready((await server.upload(id, await workbook(rows)))[1]);
    expect(preview).toMatchObject({ good: 1, badRows: 1 });
    expect(preview.notes.join()).toContain("1 个单元格是公式");
    expect(preview.bad[0]).toMatchObject({ row: 3, cell: "A3" });
    expect(preview.bad[0]?.sentence).toContain("没有算出结果的公式");
  });

  test("a merged room counts for its rows; merged ID numbers are told", async () => {
    const id = await planWithRoom();
    const file = await workbook([header, row(1), row(2, { 3: "" }), row(3), row(4)], (sheet) => {
      sheet.mergeCells("D2:D3");
      sheet.mergeCells("C4:C5");
    });
    const preview = ready((await server.upload(id, file))[1]);
    expect(preview).toMatchObject({ good: 2, badRows: 2 });
    expect(preview.bad.map(({ cell }) => cell)).toEqual(["C4", "C5"]);
    expect(preview.bad[0]?.sentence).toContain("第 4 至 5 行的证件号合并成了一格");
    expect(preview.notes.join()).toContain("1 处合并的单元格");
  });

  test("bad rows are left out only if the officer says so", async () => {
    const id = await planWithRoom();
    const [imported] = await server.upload(id, await workbook([header, row(1), row(2, { 2: "1" })]));
    const confirm = (leaveOutBad: boolean) =>
      server.ask("POST", `/${id}/imports/${imported}/confirm`, { version: 3, leaveOutBad });
    expect(await confirm(false)).toMatchObject({ status: 409, code: "import-faulty" });
    expect((await rosterOf(id)).total).toBe(0);
    expect(await confirm(true)).toMatchObject({ status: 200, plan: { candidates: 1 } });
  });

  test("what is right alone may be wrong against a roster that grew meanwhile: all or nothing", async () => {
    const id = await planWithRoom();
    const [imported] = await server.upload(id, await workbook([header, row(1), row(2)]));
    const [first] = await server.upload(id, await workbook([header, row(1)]));
    expect(await server.ask("GET", `/${id}/imports/${imported}`)).toMatchObject({ status: 404 });
    const early = await server.ask("POST", `/${id}/imports/${first}/confirm`, {
      version: 2,
      leaveOutBad: true,
    });
    expect(early).toMatchObject({ status: 409, code: "plan-changed", plan: { version: 3 } });
    await server.plan("POST", `/${id}/roster`, {
      version: 3,
      candidate: {
        name: "先到",
        admissionNumber: "",
        idType: "resident",
        idNumber: idNumberOf(1),
        extraMinutes: 0,
        places: [],
      },
    });
    const late = await server.ask("POST", `/${id}/imports/${first}/confirm`, {
      version: 4,
      leaveOutBad: false,
    });
    expect(late).toMatchObject({ status: 409, code: "import-faulty" });
    expect((await rosterOf(id)).total).toBe(1);
  });
});

describe("files that cannot be used are refused with a sentence, and leave nothing", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `考生${index},${idNumberOf(index)}`).join("\n");
  const cases = [
    {
      what: "no column of ID numbers",
      file: () =>
        workbook([
          ["姓名", "班级"],
          ["张三", "1"],
        ]),
      says: "缺少“证件号”这一列",
    },
    { what: "no rows", file: () => workbook([header]), says: "没有一行考生" },
    {
      what: "100,000 rows",
      file: () => ({ name: "a.csv", bytes: `姓名,证件号\n${many}` }),
      says: "名单超过 10000 行",
    },
    {
      what: "something else under the name of a workbook",
      file: () => ({ name: "a.xlsx", bytes: "not a zip at all" }),
      says: "工作簿",
    },
    {
      what: "a workbook with a password",
      file: () => ({
        name: "a.xlsx",
        bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Array(600).fill(0)]),
      }),
      says: "文件加了密码",
    },
    {
      what: "a zip that is no workbook",
      file: () => ({ name: "a.xlsx", bytes: zipOf({ "x.txt": new Uint8Array([1]) }) }),
      says: "不是 .xlsx",
    },
    {
      what: "a program under the name of a .csv",
      file: () => ({ name: "a.csv", bytes: new Uint8Array([0x4d, 0x5a, 0, 0, 1, 2, 3, 0]) }),
      says: "这不是表格文件",
    },
  ];
  test.each(cases)("$what", async ({ file, says }) => {
    const id = await planWithRoom();
    const [imported, state] = await server.upload(id, await file());
    expect(state).toMatchObject({ phase: "failed", sentence: expect.stringContaining(says) });
    expect(
      await server.ask("POST", `/${id}/imports/${imported}/confirm`, { version: 3, leaveOutBad: true }),
    ).toMatchObject({ code: "import-not-ready" });
    expect(await server.ask("POST", `/${id}/imports/${imported}/discard`)).toMatchObject({ status: 200 });
    expect((await rosterOf(id)).total).toBe(0);
  });

  test("an old .xls and a missing file are refused at once, and no upload stays behind", async () => {
    const id = await planWithRoom();
    const left = existsSync(server.uploads) ? readdirSync(server.uploads).length : 0;
    await expect(server.upload(id, { name: "旧.xls", bytes: "x" })).rejects.toThrow("另存为 .xlsx");
    expect(await server.ask("POST", `/${id}/imports?mode=add`, new FormData())).toMatchObject({
      status: 400,
    });
    expect(await server.ask("POST", "/0123456789abcdef/imports?mode=add", new FormData())).toMatchObject({
      status: 404,
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const open = existsSync(server.uploads) ? readdirSync(server.uploads) : [];
    expect(open.length).toBeLessThanOrEqual(left);
    expect(server.reported).toEqual([]);
  });
});

test("PLAN-1 an admission number of another plan is a bad cell", async () => {
  const rows = (number: number): Cells[] => [
    ["姓名", "准考证号", "证件号"],
    ["张三", "A-0001", idNumberOf(number)],
  ];
  const [first, second] = [await planWithRoom(), await planWithRoom()];
  const [imported] = await server.upload(first, csv(rows(1)));
  await server.plan("POST", `/${first}/imports/${imported}/confirm`, { version: 3, leaveOutBad: false });
  const preview = ready((await server.upload(second, csv(rows(2))))[1]);
  expect(preview.bad).toEqual([{ row: 2, cell: "B2", sentence: expect.stringContaining("别的认定计划") }]);
});

describe("photos", () => {
  const noted = [...header, "照片"];
  test("pictures in a zip, alone, or named by the photo column find their candidates", async () => {
    const id = await planWithRoom();
    const rows: Cells[] = [noted, [...row(1), ""], [...row(2), "小李.png"], [...row(3), ""], [...row(4), ""]];
    const photos = [
      {
        name: "照片.zip",
        bytes: zipOf({
          [`照片/${idNumberOf(1)}.jpg`]: await picture(800, 1120),
          "照片/小李.png": await picture(30, 42),
        }),
      },
      { name: `考生3_${idNumberOf(3)}.jpg`, bytes: await picture(60, 84) },
      { name: `${idNumberOf(4)}.jpg`, bytes: "not a picture" },
      { name: "nobody.jpg", bytes: await picture(6, 8) },
    ];
    const [imported, state] = await server.upload(id, await workbook(rows), photos);
    const preview = ready(state);
    expect(preview).toMatchObject({ good: 4, photos: { found: 5, matched: 3 } });
    expect(preview.notes.join()).toContain("1 张照片打不开");
    const plan = await server.plan("POST", `/${id}/imports/${imported}/confirm`, {
      version: 3,
      leaveOutBad: false,
    });
    expect(plan.photosMissing).toBe(1);
  });

  test("photos called by a name find the one person who has it; what is nobody's and who has none is listed", async () => {
    const id = await planWithRoom();
    const named = (name: string, number: number): Cells => [name, ...row(number).slice(1)];
    const rows = [
      named("王小明", 1),
      named("李雷", 2),
      named("李雷", 3),
      named("韩梅梅", 4),
      named("赵敏", 5),
    ];
    const bytes = await picture(6, 8);
    const photos = ["03_王小明 (1).jpg", "李雷.jpg", "韩梅梅.jpg", "备份/韩梅梅.png", "IMG_0001.jpg"].map(
      (name) => ({
        name,
        bytes,
      }),
    );
    const zipped = [
      { name: "照片.zip", bytes: zipOf(Object.fromEntries(photos.map((one) => [one.name, bytes]))) },
    ];
    const [, state] = await server.upload(id, await workbook([header, ...rows]), zipped);
    const told = ready(state).photos;
    expect(told).toMatchObject({ found: 5, matched: 1 });
    expect(told.byName).toEqual([{ row: 2, name: "王小明", file: "03_王小明 (1).jpg" }]);
    expect([...told.unmatched.files].sort()).toEqual(
      ["IMG_0001.jpg", "备份/韩梅梅.png", "李雷.jpg", "韩梅梅.jpg"].sort(),
    );
    expect(told.without.people.map(({ row: place, name }) => [place, name])).toEqual([
      [3, "李雷"],
      [4, "李雷"],
      [5, "韩梅梅"],
      [6, "赵敏"],
    ]);
  });

  test("names that Chinese Windows wrote into a zip in GBK are read", async () => {
    const id = await planWithRoom();
    const zip = Buffer.from(zipOf({ "AAAA.jpg": await picture(6, 8) }));
    for (let at = zip.indexOf("AAAA"); at >= 0; at = zip.indexOf("AAAA"))
      iconv.encode("李四", "gbk").copy(zip, at);
    const photos = [{ name: "照片.zip", bytes: new Uint8Array(zip) }];
    const [, state] = await server.upload(id, await workbook([noted, [...row(1), "李四"]]), photos);
    expect(ready(state).photos).toMatchObject({ found: 1, matched: 1 });
  });

  test("pictures that WPS keeps inside cells are found by their names", async () => {
    const id = await planWithRoom();
    const shown = { formula: '_xlfn.DISPIMG("ID_7",1)', result: '=DISPIMG("ID_7",1)' } as Cells[number];
    const file = await workbook([noted, [...row(1), shown], row(2)]);
    const part = (text: string) => new TextEncoder().encode(text);
    const files = {
      ...unzipSync(file.bytes as Uint8Array),
      "xl/media/image7.jpeg": await picture(6, 8),
      "xl/cellimages.xml": part(
        '<etc:cellImages><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_7"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>',
      ),
      "xl/_rels/cellimages.xml.rels": part(
        '<Relationships><Relationship Id="rId1" Type="image" Target="media/image7.jpeg"/></Relationships>',
      ),
    };
    const [, state] = await server.upload(id, { ...file, bytes: zipOf(files) });
    expect(ready(state)).toMatchObject({ good: 2, photos: { found: 1, matched: 1 } });
  });

  test("pictures that lie on the rows of the workbook are theirs", async () => {
    const id = await planWithRoom();
    const [one, two] = [await picture(60, 80, 90), await picture(60, 80, 200)];
    const file = await workbook([noted, row(1), row(2)], (sheet, book) => {
      for (const [place, bytes] of [
        [2, two],
        [1, one],
      ] as const) {
        const image = book.addImage({ buffer: Buffer.from(bytes) as never, extension: "jpeg" });
        sheet.addImage(image, {
          tl: { col: 6.1, row: place + 0.1 },
          br: { col: 6.9, row: place + 0.9 },
        } as never);
      }
    });
    const [imported, state] = await server.upload(id, file);
    expect(ready(state)).toMatchObject({ good: 2, photos: { matched: 2 } });
    await server.plan("POST", `/${id}/imports/${imported}/confirm`, { version: 3, leaveOutBad: false });
    const sharp = (await import("sharp")).default;
    const shades = await Promise.all(
      (await rosterOf(id)).candidates.map(async ({ photo }) => {
        const stats = await sharp(await server.store.plans.photo(photo ?? "")).stats();
        return Math.round(stats.channels[0]?.mean ?? 0);
      }),
    );
    expect(shades[0]).toBeLessThan(120);
    expect(shades[1]).toBeGreaterThan(170);
  });
});
