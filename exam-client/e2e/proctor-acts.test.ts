import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { openPaper } from "@kaochang/exam-server/rehearsal/open-paper.ts";
import { makeRescueFile } from "@kaochang/exam-server/testing/rescue-file.ts";
import { takeSeat } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrive, launchBrowser, newPc, startSitting, takeStaffDesk } from "./browser.ts";

/** What a proctor does on the live page, on a real server, with a candidate's page beside it. */

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let proctor: Page;
let folder: string;

const person = (index: number) => {
  const found = first.practice?.candidates[index];
  if (!found) throw new Error("no such candidate");
  return found;
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-usb-"));
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  proctor = await (await newPc(browser)).newPage();
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  await takeStaffDesk(proctor, first.url, account, `/staff/proctor/${first.practice?.sitting.id}`);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.end();
  server.forget();
  rmSync(folder, { recursive: true });
});

test("TIME-7 the proctor gives the room more time and sees how many seats show it", {
  timeout: 120_000,
}, async () => {
  const candidate = await (await newPc(browser)).newPage();
  await arrive(candidate, first.url, person(0));
  await startSitting(proctor);
  await candidate.locator("article").waitFor();
  await proctor.getByRole("button", { name: "延时／补时" }).click();
  await proctor.getByRole("button", { name: "停电" }).click();
  await proctor.getByText("不能收回").waitFor();
  await proctor.getByRole("button", { name: "确认给 12 人" }).click();
  await proctor.getByText("补时 10 分钟：1/1 已送达").waitFor();
  await proctor.getByText("另有 11 人未到，到场后同样有效").waitFor();
  await candidate
    .getByText(/^01:3\d:\d\d$/)
    .first()
    .waitFor();
  await proctor
    .locator("[data-attempt]", { hasText: person(0).name })
    .first()
    .click();
  await proctor.keyboard.press("m");
  await proctor.getByRole("button", { name: "请保持安静。" }).click();
  await proctor.getByText("发消息：1/1 已显示，0/1 已确认").waitFor();
  await candidate.getByRole("region", { name: "监考人员的消息" }).getByRole("button").click();
  await proctor.getByText("发消息：1/1 已显示，1/1 已确认").waitFor();
  await proctor.getByRole("button", { name: "取消选择" }).click();
  await candidate.close();
});

test("ANS-11 the proctor loads a rescue file, sees what came beside what counts, and admits it", {
  timeout: 120_000,
}, async () => {
  const seat = await takeSeat(first.url, person(1));
  await seat.arrive();
  const sealed = await seat.ask("paper", {});
  const shown = await seat.open();
  if (!sealed.ok || !shown.ok || shown.view.paperKey === null) throw new Error("no paper");
  const { paper, rescue } = openPaper(sealed.sealed, shown.view.paperKey);
  const item = paper.items.find(({ id }) => id === paper.sections[0]?.items[0]);
  const letters = item?.options?.map(({ id }) => id) ?? [];
  const write = (seq: number, place: number): Entry => {
    const change = { kind: "respond", item: item?.id ?? "", response: letters[place] ?? "" } as const;
    return { seq, epoch: 1, made: 0, synced: 0, change };
  };
  await seat.send([write(1, 0)]);
  const file = path.join(folder, "救援.kcr");
  const claims = { attempt: rescue.attempt, journal: seat.journal, entries: [write(2, 1), write(3, 2)] };
  writeFileSync(file, JSON.stringify(makeRescueFile(rescue, claims)));
  writeFileSync(path.join(folder, "别的.kcr"), "no rescue file");

  await proctor.getByRole("button", { name: "载入救援文件…" }).click();
  const chooser = proctor.waitForEvent("filechooser");
  await proctor.getByRole("button", { name: "选择救援文件…" }).click();
  await (await chooser).setFiles([path.join(folder, "别的.kcr"), file]);
  await proctor.getByText("没有载入：不是救援文件").waitFor();
  await proctor.getByRole("button", { name: "去决定" }).click();
  // Letters as they stand on the candidate's page, whatever the options' own names are.
  const row = proctor.getByRole("row", { name: /第 1 题/ });
  await row.waitFor();
  expect((await row.innerText()).replaceAll(/\s+/g, " ")).toMatch(/C 改过 2 次 A .*来自救援文件/);
  await proctor.getByRole("checkbox", { name: "全选", exact: true }).waitFor();
  await row.getByRole("checkbox").check();
  await proctor.getByRole("button", { name: "采用所选", exact: true }).click();
  await proctor.getByText("请填写原因").waitFor();
  await proctor.getByRole("button", { name: "与考生核对属实" }).click();
  await proctor.getByRole("button", { name: "采用所选", exact: true }).click();
  await proctor.getByRole("button", { name: "确认采用" }).click();
  await proctor.getByText("已采用 2 条。").waitFor();
  await proctor.getByText("没有待定的答案。").waitFor();
  expect(seat.views.at(-1)?.answers).toEqual({ [item?.id ?? ""]: letters[2] });
  seat.leave();
});
