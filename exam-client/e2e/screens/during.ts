import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { takeDesk, takeSeat } from "@kaochang/exam-server/testing/seat.ts";
import type { Page } from "playwright-core";
import { handIn, startSitting } from "../browser.ts";
import { layCable } from "../cable.ts";
import { leave, signIn, takeSeat as takeSeatInPage } from "../day/candidate.ts";
import { act, endSitting, takeWatch, tileOf } from "../day/proctor.ts";
import { newPerson, type World } from "../day/world.ts";
import type { Prepared } from "./before.ts";
import type { Camera } from "./camera.ts";
import { photographArrival, photographExam } from "./candidate.ts";
import { type Sitter, sitter } from "./crowd.ts";
import { people } from "./people.ts";

type Desk = Awaited<ReturnType<typeof takeDesk>>;

/** How many of the 45 come; the first one sits at a page of theirs. */
const coming = 42;

interface Hall {
  world: World;
  camera: Camera;
  chief: Page;
  /** The chief's hands where no page need be looked at. */
  desk: Desk;
  sitting: string;
  candidate: Page;
  cable: Awaited<ReturnType<typeof layCable>>;
  sitters: Map<string, Sitter>;
  /** Those who come, as they sign in. */
  people: ReturnType<typeof personOf>[];
}

function personOf(index: number, numbers: Prepared["numbers"]) {
  const { name = "", idNumber = "" } = people[index] ?? {};
  return { name, idNumber, admissionNumber: numbers.get(name) ?? "" };
}

/** The day itself: the candidate's pages and the board in every situation. */
export async function photographDay(world: World, camera: Camera, prepared: Prepared): Promise<Page> {
  const hall = await gather(world, camera, prepared);
  const { candidate, chief } = hall;
  await camera.inBoth(chief, "board-before");
  await chief.getByRole("button", { name: /^开\s*考$/ }).click();
  await chief.getByRole("dialog", { name: "开考" }).waitFor();
  await camera.inBoth(chief, "board-start-ask");
  await chief.getByRole("button", { name: "取消" }).click();
  for (const { attempt, state } of await boardSeats(hall)) {
    if (state === "waiting") await hall.desk.ask("confirm-person", { attempt });
  }
  await startSitting(chief);
  await photographExam(candidate, camera);
  await everyone(hall, (one, n) => one.answer(35 + ((n * 13) % 30), 52 + ((n * 17) % 45)));
  await chief.getByText("已开考").waitFor();
  await camera.inBoth(chief, "board-running");
  const row = await cutRow(hall);
  await photographForms(hall);
  await photographTrouble(hall, row);
  await photographStops(hall);
  await photographEnd(hall);
  await photographSkills(hall);
  return candidate;
}

async function gather(world: World, camera: Camera, { chief, numbers }: Prepared): Promise<Hall> {
  const { url } = world.first;
  const page = await takeWatch(world, chief, /· 理论知识考试$/);
  const sitting = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const desk = await takeDesk(url, chief);
  const cable = await layCable(Number(new URL(url).port));
  const candidate = await newPerson(world);
  const all = Array.from({ length: coming }, (_, index) => personOf(index, numbers));
  const [own = personOf(0, numbers), ...others] = all;
  await photographArrival(candidate, cable.url, own, camera);
  const sitters = new Map<string, Sitter>();
  for (const person of others) sitters.set(person.admissionNumber, await sitter(url, person));
  return { world, camera, chief: page, desk, sitting, candidate, cable, sitters, people: all };
}

async function everyone({ sitters }: Hall, act: (one: Sitter, index: number) => Promise<void>) {
  for (const [index, one] of [...sitters.values()].entries()) await act(one, index);
}

async function boardSeats({ desk, sitting }: Hall): Promise<BoardSeat[]> {
  const board = await desk.ask("watch", { sitting });
  if (!board.ok) throw new Error(board.code);
  return board.seats;
}

/** Every form of the panel, for one seat. */
async function photographForms(hall: Hall): Promise<void> {
  const { chief, camera } = hall;
  const [{ name } = { name: "" }] = await answering(hall);
  await tileOf(chief, name).click();
  await camera.inBoth(chief, "board-seat");
  const back = chief.getByRole("button", { name: "返回" });
  const acts = ["发消息", "延时／补时", "暂停", "换机", "记异常", "记违纪", "强制收卷", "作废"];
  for (const [index, what] of acts.entries()) {
    if (index > 0) await back.click();
    await act(chief, name, what);
    await camera.inBoth(chief, `board-form-${index + 1}`);
  }
  await chief.getByRole("button", { name: "替考" }).click();
  await camera.inBoth(chief, "board-void-ask");
  await chief.getByRole("button", { name: "取消", exact: true }).click();
  await back.click();
  await chief.getByRole("button", { name: "取消选择" }).click();
  await chief.keyboard.press("?");
  await camera.inBoth(chief, "board-keys");
  await chief.keyboard.press("Escape");
  await chief.getByText("表格", { exact: true }).click();
  await camera.inBoth(chief, "board-table");
  await chief.getByText("座位图", { exact: true }).click();
}

/** A switch fails: the second row of the first room is offline. */
async function cutRow(hall: Hall): Promise<BoardSeat[]> {
  const row = (await answering(hall)).filter(({ room, seat }) => {
    return room === "第 1 考场" && Number(seat) >= 7 && Number(seat) <= 12;
  });
  for (const { admissionNumber } of row) hall.sitters.get(admissionNumber)?.seat.leave();
  return row;
}

/** Who answers, without the one whose page is looked at. */
async function answering(hall: Hall): Promise<BoardSeat[]> {
  const seats = await boardSeats(hall);
  return seats.filter(({ name, state }) => name !== people[0]?.name && state === "answering");
}

/** Beside the row without network: a dead PC, a second PC, misconduct, an unread message, late answers. */
async function photographTrouble(hall: Hall, row: readonly BoardSeat[]): Promise<void> {
  const { chief, camera, desk, sitting, candidate, cable, world } = hall;
  cable.pull();
  await candidate.locator(".cells .cell").nth(60).click();
  await candidate.locator(".choice").first().click();
  await candidate.locator(".save-line", { hasText: "网络中断" }).waitFor();
  await camera.ofCandidate(candidate, "candidate-offline");
  const [knocked, bad, told, paused, dead] = await answering(hall);
  if (!knocked || !bad || !told || !paused || !dead) throw new Error("too few sit");
  const idOf = (name: string) => people.find((one) => one.name === name)?.idNumber ?? "";
  const second = await newPerson(world);
  await signIn(second, world.first.url, { ...knocked, idNumber: idOf(knocked.name) });
  await second.getByText("正在另一台电脑").waitFor();
  await camera.ofCandidate(second, "candidate-other-pc");
  await desk.ask("record-incident", {
    ...{ kind: "misconduct", category: "talking", sitting, attempt: bad.attempt, room: null },
    text: "与邻座交谈，已口头警告",
  });
  await desk.ask("send-message", { sitting, attempts: [told.attempt], text: "请回到答题页面，保持全屏。" });
  await desk.ask("suspend", { sitting, attempts: [paused.attempt], credited: true, reason: "身体不适" });
  await late(hall, dead, idOf(dead.name));
  await chief.getByText("号排").first().waitFor();
  await camera.inBoth(chief, "board-needs");
  await tileOf(chief, dead.name).click();
  await camera.inBoth(chief, "board-waiting-answers");
  await chief.getByRole("button", { name: /^查看并决定/ }).click();
  await camera.inBoth(chief, "board-quarantine");
  await admitAll(chief);
  cable.plugIn();
  await comeBack(hall, row, idOf);
  await candidate.locator(".save-line", { hasText: "已存到服务器" }).waitFor();
  await chief.getByRole("button", { name: "耽误时间…" }).click();
  await chief
    .getByRole("dialog")
    .getByText(/个座位/)
    .first()
    .waitFor();
  await camera.inBoth(chief, "board-lost-time");
  await chief.keyboard.press("Escape");
  await desk.ask("resume", { sitting, attempts: [paused.attempt], kind: "suspension" });
}

async function admitAll(chief: Page): Promise<void> {
  const dialog = chief.getByRole("dialog");
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByRole("button", { name: "与考生核对属实" }).click();
  await dialog.getByRole("button", { name: "采用所选", exact: true }).click();
  await chief.getByRole("button", { name: "确认采用" }).click();
  await dialog.getByText("没有待定的答案。").waitFor();
  await chief.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await chief.keyboard.press("Escape");
}

/** A dead PC's attempt goes on at another one; what the old one still had comes later. */
async function late(
  { desk, sitters, world }: Hall,
  { attempt, admissionNumber }: BoardSeat,
  idNumber: string,
) {
  const old = sitters.get(admissionNumber);
  await desk.ask("release-seat", { attempt, reason: "电脑死机", target: { room: "第 1 考场", seat: "28" } });
  const next = await sitter(world.first.url, { admissionNumber, idNumber });
  sitters.set(admissionNumber, next);
  await old?.answer(80, 60);
}

/** Those who were cut off are there again, at the same PCs. */
async function comeBack({ sitters, world }: Hall, row: readonly BoardSeat[], idOf: (name: string) => string) {
  for (const { admissionNumber, name } of row) {
    const journal = sitters.get(admissionNumber)?.seat.journal;
    const seat = await takeSeat(world.first.url, { admissionNumber, idNumber: idOf(name) }, journal);
    await seat.open();
    sitters.get(admissionNumber)?.moveTo(seat);
  }
}

/** Time that is added, a message, a suspension and an evacuation, at the candidate's and at the chief's page. */
async function photographStops(hall: Hall): Promise<void> {
  const { chief, camera, desk, sitting, candidate } = hall;
  const own = (await boardSeats(hall)).find(({ name }) => name === people[0]?.name);
  const mine = { sitting, attempts: [own?.attempt ?? ""] };
  await chief.keyboard.press("e");
  await chief.getByRole("button", { name: "网络中断" }).click();
  await camera.inBoth(chief, "board-extension-ask");
  await chief.getByRole("button", { name: /^确认给/ }).click();
  await candidate.getByText("监考人员已为您延长").waitFor();
  await camera.ofCandidate(candidate, "candidate-extension");
  await chief.getByText(/补时 10 分钟：/).waitFor();
  await camera.inBoth(chief, "board-extension");
  await candidate.getByRole("button", { name: "知道了" }).click();
  await desk.ask("send-message", { ...mine, text: "请保持安静。" });
  await candidate.getByText("请保持安静。").waitFor();
  await camera.ofCandidate(candidate, "candidate-message");
  await candidate.getByRole("button", { name: "知道了" }).click();
  await desk.ask("suspend", { ...mine, credited: true, reason: "核实情况" });
  await candidate.getByText("考试已暂停").waitFor();
  await camera.ofCandidate(candidate, "candidate-paused");
  await desk.ask("resume", { ...mine, kind: "suspension" });
  await chief.getByRole("button", { name: "疏散…" }).click();
  await camera.inBoth(chief, "board-evacuate");
  await desk.ask("evacuate", { sitting, attempts: null, reason: "火警" });
  await candidate.getByText("请立即离开考场").waitFor();
  await camera.ofCandidate(candidate, "candidate-evacuated");
  await chief
    .getByText(/^已疏散/)
    .first()
    .waitFor();
  await camera.inBoth(chief, "board-evacuated");
  await desk.ask("resume", { sitting, attempts: null, kind: "evacuation" });
  await candidate.locator("article").waitFor();
}

async function photographEnd(hall: Hall): Promise<void> {
  const { chief, camera, candidate } = hall;
  await everyone(hall, (one, n) => one.answer(92 + (n % 9), 50 + ((n * 17) % 48)));
  await everyone(hall, (one) => one.handIn());
  await handIn(candidate);
  await camera.ofCandidate(candidate, "candidate-receipt");
  await chief.getByRole("button", { name: "结束本场…" }).waitFor();
  await camera.inBoth(chief, "board-all-in");
  await chief.getByRole("button", { name: "结束本场…" }).click();
  await camera.inBoth(chief, "board-end-ask");
  await chief.getByRole("button", { name: "取消", exact: true }).click();
  await endSitting(chief);
  await camera.inBoth(chief, "board-closed");
  await chief.getByRole("link", { name: "谁坐在哪里" }).click();
  await chief.getByText(/^\d+ 条$/).waitFor();
  await camera.inBoth(chief, "seating");
  await chief.getByRole("link", { name: /返回场次/ }).click();
  await chief.getByRole("link", { name: "← 场次列表" }).click();
  await chief.getByRole("link", { name: /· 专业技能考核$/ }).waitFor();
  await camera.inBoth(chief, "proctor-sittings");
}

/** The same people sit the skills test; its kinds of questions are looked at. */
async function photographSkills({ world, camera, chief, candidate, people: all }: Hall): Promise<void> {
  await chief.getByRole("link", { name: /· 专业技能考核$/ }).click();
  await leave(candidate);
  const [own, ...others] = all;
  if (!own) throw new Error("nobody sits");
  await takeSeatInPage(candidate, world.first.url, own);
  const sitters: Sitter[] = [];
  for (const person of others) sitters.push(await sitter(world.first.url, person));
  await chief.getByText("42/45 人已就绪").waitFor();
  await startSitting(chief);
  await candidate.locator("article").waitFor();
  await candidate.getByRole("textbox").first().or(candidate.locator(".choice").first()).waitFor();
  await camera.ofCandidate(candidate, "candidate-skills");
  for (let number = 1; number <= 25; number++) {
    const fields = await candidate.locator("article input[type=text]").all();
    for (const field of fields) await field.fill("12.5");
    if (fields.length > 0) await camera.take(candidate, `candidate-skills-${number}`);
    else await candidate.locator(".choice").first().click();
    await candidate.keyboard.press("PageDown");
  }
  for (const [index, one] of sitters.entries()) {
    await one.answer(25, 55 + ((index * 19) % 44));
    await one.handIn();
  }
  await handIn(candidate);
  await endSitting(chief);
}
