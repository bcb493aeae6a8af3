import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import sharp from "sharp";
import type { PrintOrder, RoomList, Ticket } from "../print/documents.ts";
import { openPrintJobs, type PrintJobs } from "../print/jobs.ts";
import { sleep } from "./delivery/figures.ts";

const people = 500;
const roomSize = 30;
/** Common characters, so that names draw on many slices of the typeface. */
const signs = [
  ..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗明华建国志强秀英伟芳娜敏静丽军勇艳杰涛超霞平刚桂雨涵子轩梓萱浩然欣怡",
];

const sitting = {
  exam: "2026 年上半年职业技能等级认定（第一批）",
  qualification: "电子商务师（三级）",
  site: "第一职业技术学校",
  sitting: "理论知识考试 第一场",
  begins: "2026-05-29T09:00",
  minutes: 90,
};
const notes = Array.from(
  { length: 8 },
  () => "凭本准考证和有效证件原件入场；开考 30 分钟后停止入场，请提前到考场签到。",
);

/** Documents of a whole site, printed as the server prints them: in the thread, with a photo of each person. */
export async function bench(): Promise<BenchResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-print-"));
  const program = path.resolve("exam-server", "dist", "print-thread.mjs");
  const report = (what: string, reason: unknown) => {
    throw new Error(what, { cause: reason });
  };
  const monotonic = () => performance.now();
  const jobs = openPrintJobs({
    folder: path.join(folder, "print"),
    program,
    monotonic,
    random: randomBytes,
    report,
  });
  try {
    const photos = await Promise.all(Array.from({ length: people }, (_, index) => photoOf(index)));
    const head = { ...sitting, address: "教育路 18 号", notes, perPage: 2 } as const;
    const tickets = each(photos.map(ticketOf));
    const rooms = roomsOf(photos);
    return [
      ...(await measured(jobs, `${people} admission tickets`, 20, {
        document: "tickets",
        head,
        entries: tickets,
        total: people,
      })),
      ...(await measured(jobs, `sign-in sheets of ${rooms.length} rooms`, 20, {
        document: "sign-in-sheet",
        head: sitting,
        entries: each(rooms),
        total: rooms.length,
      })),
    ];
  } finally {
    await jobs.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Seconds, CPU of the whole process, delay in the server's own thread, size. */
async function measured(
  jobs: PrintJobs,
  what: string,
  target: number,
  order: PrintOrder,
): Promise<BenchResult[]> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const started = jobs.start(order, what, "bench");
  if (!started.ok) throw new Error(started.code);
  const counts = new Set<number>();
  for (;;) {
    const status = jobs.status(started.job, null);
    if (!status.ok || status.phase === "failed") throw new Error(`${what} failed`);
    counts.add(status.done);
    if (status.phase === "done") break;
    await sleep(20);
  }
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  loop.disable();
  const file = jobs.file(started.job, null)?.file ?? "";
  return [
    atMost(`print: ${what}`, round(seconds), "s", target),
    { name: `print: ${what}, processor time`, value: round((user + system) / 1e6), unit: "s" },
    {
      name: `print: ${what}, delay in the server's thread, p99`,
      value: round(loop.percentile(99) / 1e6),
      unit: "ms",
    },
    { name: `print: ${what}, file`, value: round(statSync(file).size / 1e6), unit: "MB" },
    { name: `print: ${what}, steps of progress seen`, value: counts.size, unit: "" },
  ];
}

/** 一寸 at 300 dpi, as the roster keeps photos; noise makes it as large as a real one. */
async function photoOf(index: number): Promise<Uint8Array> {
  const noise = { type: "gaussian", mean: 128 + (index % 60), sigma: 12 } as const;
  return sharp({ create: { width: 295, height: 413, channels: 3, noise, background: "#9cc3e8" } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

function personOf(photo: Uint8Array, index: number) {
  const sign = (step: number) => signs[(index * step + step) % signs.length] ?? "";
  return {
    name: `${sign(1)}${sign(7)}${sign(13)}`,
    admissionNumber: String(2605290001 + index),
    idType: "居民身份证",
    idNumber: "110101********001X",
    photo,
  };
}

function ticketOf(photo: Uint8Array, index: number): Ticket {
  const seat = String((index % roomSize) + 1);
  const theory = { ...sitting, title: "理论知识考试", room: "第 1 考场", place: "实训楼 305", seat };
  return { ...personOf(photo, index), tests: [theory, { ...theory, title: "专业技能考核" }] };
}

function roomsOf(photos: readonly Uint8Array[]): RoomList[] {
  return Array.from({ length: Math.ceil(photos.length / roomSize) }, (_, room) => ({
    room: `第 ${room + 1} 考场`,
    place: "实训楼 305",
    proctors: "监考人员：李敏（p1）、王强（p2）",
    people: photos
      .slice(room * roomSize, (room + 1) * roomSize)
      .map((photo, index) => ({ ...personOf(photo, room * roomSize + index), seat: String(index + 1) })),
  }));
}

async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}
