import AxeBuilder from "@axe-core/playwright";
import { fixture, fixtureFiles } from "@kaochang/exam-server/fixtures.ts";
import { sampleRoom } from "@kaochang/exam-server/testing/plan-server.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import { type Item, interaction } from "@kaochang/question-bank/item.ts";
import { loadBankFiles, loadSyllabus } from "@kaochang/question-bank/load.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrive, handIn, launchBrowser, newPc, type Person, startSitting, takeStaffDesk } from "./browser.ts";
import { planSitting } from "./planned-sitting.ts";

/** The paper of the shipped skills form, planned by an officer and answered in a real browser. */

/** Numbers of the first question of each section. */
const firstOf = { single: 1, multiple: 11, fillIn: 16, numeric: 20 };

const terms = {
  title: "专业技能考核",
  test: "skills",
  form: "scenario-25",
  minutes: 120,
  handInOpens: 0,
} as const;
const room = sampleRoom("1", 2, 2);

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let page: Page;
let sitting: string;
let person: Person;

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  const people = [{ name: "王小明", room: room.name, seat: 1 }];
  const planned = await planSitting(first, { people, rooms: [room], terms });
  ({ sitting } = planned);
  const [candidate] = planned.people;
  if (!candidate) throw new Error("no candidate");
  person = candidate;
  page = await (await newPc(browser)).newPage();
  await arrive(page, first.url, person);
  const proctor = await (await newPc(browser)).newPage();
  await takeStaffDesk(proctor, first.url, accountOf("proctor"), `/staff/proctor/${sitting}`);
  await startSitting(proctor);
  await page.locator("article").waitFor();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.end();
  server.forget();
});

function accountOf(role: string) {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
}

/** The bank that ships; an item is known again by the Chinese characters that its stem begins with. */
const bank = (() => {
  const syllabus = loadSyllabus(fixture("syllabuses", "ecommerce-l3.json"));
  const loaded = loadBankFiles(fixtureFiles("banks", "ecommerce-l3-skills"), syllabus);
  if (!loaded.ok) throw new Error("the bank that ships has faults");
  return new Map(loaded.items.map((item) => [beginning(item.stem), item]));
})();

function beginning(stem: string): string {
  return stem.replace(/\P{Script=Han}/gu, "").slice(0, 24);
}

async function itemShown(): Promise<Item> {
  const item = bank.get(beginning(await page.locator(".stem .text").innerText()));
  if (!item) throw new Error("an item that is not in the bank");
  return item;
}

const article = (number: number) => page.locator(`article[aria-label^="第 ${number} 题"]`);
const fields = () => page.locator("article input[type=text]");
const isSaved = () => page.locator(".save-line", { hasText: "已存到服务器" }).waitFor({ timeout: 30_000 });

async function goTo(number: number): Promise<void> {
  await page
    .locator(".cells .cell")
    .nth(number - 1)
    .click();
  await article(number).waitFor();
}

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Markdown as it reads on the page. */
const plain = (text: string) => text.replaceAll(/[*`\s]/g, "");

/** As somebody answers whose input method writes full-width digits. */
async function answerRight(item: Item): Promise<void> {
  const right = [interaction(item.type).keyResponse(item)].flat().map(String);
  if (!("options" in item)) {
    for (const [place, text] of right.entries()) await fields().nth(place).fill(fullWidth(text));
    return;
  }
  const shown = (await page.locator(".choice").allInnerTexts()).map((text) => plain(text).slice(2));
  for (const { text } of item.options.filter(({ id }) => right.includes(id))) {
    await page
      .locator(".choice")
      .nth(shown.indexOf(plain(text)))
      .click();
  }
}

test("a number that cannot be read is told at once, one that may still become one is not", async () => {
  await goTo(firstOf.numeric);
  const hint = page.getByText("这不是一个数，没有保存");
  await fields().fill("大约三成");
  await hint.waitFor();
  for (const unfinished of ["", "-", "1,2"]) {
    await fields().fill(unfinished);
    expect(await hint.count(), unfinished).toBe(0);
  }
  await fields().blur();
  await hint.waitFor();
  await fields().fill("１，２００。５");
  expect(await hint.count()).toBe(0);
  await isSaved();
});

test("a slip of the hand leaves the number that was saved, says so, and is gone when one comes back", async () => {
  await goTo(firstOf.numeric);
  await fields().fill("156");
  await isSaved();
  await fields().fill("156x");
  await page.getByText("没有保存，仍按 156 计").waitFor();
  expect(await fields().inputValue()).toBe("156x");
  await goTo(firstOf.numeric + 1);
  await goTo(firstOf.numeric);
  expect(await fields().inputValue()).toBe("156");
});

test("pages of a skills paper have no fault of accessibility", async () => {
  for (const number of Object.values(firstOf)) {
    await goTo(number);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});

test("every question of a skills paper is answered in the browser, and all right earns 100", async () => {
  for (let number = 1; number <= 25; number += 1) {
    await goTo(number);
    await answerRight(await itemShown());
  }
  await isSaved();
  await handIn(page);
  const officer = await (await newPc(browser)).newPage();
  await takeStaffDesk(officer, first.url, accountOf("officer"), `/staff/officer/${sitting}`);
  const row = officer.getByRole("row").filter({ hasText: person.admissionNumber });
  await row.getByText("100", { exact: true }).first().waitFor();
});
