import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import {
  idNumberOf,
  sampleHead,
  sampleSitting,
  startPlanServer,
  type UploadFile,
} from "../testing/plan-server.ts";
import { picture, workbook, zipOf } from "../testing/roster-files.ts";

const rows = 5000;

/** A roster of 5,000 rows with a one-inch photo each (295 × 413), from the upload to the last row on disk. */
export async function bench(): Promise<BenchResult[]> {
  const files = [await roster(), await photos()] as const;
  const server = await startPlanServer();
  try {
    const { id } = await server.plan("POST", "/", sampleHead);
    await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sampleSitting("a1")] });
    const begun = performance.now();
    const used = process.cpuUsage();
    const [imported] = await server.upload(id, files[0], [files[1]]);
    await server.plan("POST", `/${id}/imports/${imported}/confirm`, { version: 2, leaveOutBad: false });
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(used);
    return [
      atMost("roster: 5,000 rows with photos, imported", round(seconds), "s", 10),
      { name: "roster: the same, CPU of all threads", value: round((user + system) / 1e6), unit: "s" },
    ];
  } finally {
    await server.close();
  }
}

function roster(): Promise<UploadFile> {
  const people = Array.from({ length: rows }, (_, index) => [`考生${index}`, idNumberOf(index)]);
  return workbook([["姓名", "证件号"], ...people]);
}

async function photos(): Promise<UploadFile> {
  const photo = await picture(295, 413);
  const named = Array.from({ length: rows }, (_, index) => [`${idNumberOf(index)}.jpg`, photo] as const);
  return { name: "照片.zip", bytes: zipOf(Object.fromEntries(named)) };
}
