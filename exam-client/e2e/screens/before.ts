import { portrait } from "@kaochang/exam-server/testing/pictures.ts";
import type { Cells } from "@kaochang/exam-server/testing/roster-files.ts";
import { zipOf } from "@kaochang/exam-server/testing/roster-files.ts";
import type { Page } from "playwright-core";
import { addressOf, takeStaffDesk } from "../browser.ts";
import {
  type Account,
  addRoom,
  assignProctor,
  checkRoster,
  drawPapers,
  drawSeats,
  makeAccount,
  makePlan,
  openPlanPage,
  printed,
} from "../day/officer.ts";
import { ticketNumbers } from "../day/tickets.ts";
import { fileIn, newPerson, type World } from "../day/world.ts";
import type { Camera } from "./camera.ts";
import { people } from "./people.ts";

export interface Prepared {
  officer: Page;
  chief: Account;
  /** Name → admission number. */
  numbers: ReadonlyMap<string, string>;
}

/** An officer sets up a day for 45 candidates in two rooms; every page on the way is photographed. */
export async function setUp(world: World, camera: Camera): Promise<Prepared> {
  const officer = await newPerson(world);
  const account = world.first.staff.find(({ roles }) => roles.includes("officer"));
  if (!account) throw new Error("no officer");
  await officer.goto(addressOf(world.first.url, "/staff"));
  await officer.getByRole("button", { name: "登录" }).waitFor();
  await camera.inBoth(officer, "staff-sign-in");
  await takeStaffDesk(officer, world.first.url, account, "/staff");
  await officer.getByText("还没有认定计划").waitFor();
  await camera.inBoth(officer, "plans-none");
  await rehearse(officer, camera);
  await plan(officer, camera);
  await roster(world, officer, camera);
  await rooms(officer, camera);
  const chief = await staff(officer, camera);
  await seats(officer, camera);
  await papers(officer, camera);
  const numbers = await prints(world, officer, camera);
  await openPlanPage(officer, "进度");
  await officer.getByText(/全部就绪|没有完成/).waitFor();
  await camera.inBoth(officer, "plan-ready");
  await officer.getByRole("link", { name: "← 认定计划" }).click();
  await officer.getByRole("button", { name: "新建认定计划" }).waitFor();
  await camera.inBoth(officer, "plans");
  return { officer, chief, numbers };
}

/** Whole: the shortest one, with a room's worth of simulated candidates. */
async function rehearse(officer: Page, camera: Camera): Promise<void> {
  await officer.getByRole("link", { name: "演练" }).click();
  await officer.getByText("还没有演练过").waitFor();
  await camera.inBoth(officer, "rehearsal-none");
  await officer.getByLabel("模拟考生人数").fill("45");
  await officer.getByLabel("演练时长（分钟）").fill("1");
  await officer.getByRole("button", { name: "开始演练" }).click();
  await camera.take(officer, "rehearsal-ask");
  await officer.getByRole("tooltip").getByRole("button", { name: "开始演练" }).click();
  await officer.getByText("模拟考生正在作答").waitFor();
  await camera.inBoth(officer, "rehearsal-running");
  await officer.getByText("最近一次演练：").waitFor({ timeout: 300_000 });
  await camera.inBoth(officer, "rehearsal-report");
  await officer.getByRole("link", { name: "认定计划" }).click();
}

async function plan(officer: Page, camera: Camera): Promise<void> {
  await officer.getByRole("button", { name: "新建认定计划" }).click();
  await officer.getByRole("button", { name: "保存认定计划" }).waitFor();
  await camera.inBoth(officer, "plan-new");
  await officer.getByRole("button", { name: "取消" }).click();
  await makePlan(officer, { site: "第一考点", address: "实训楼", entryOpen: true });
  await officer.getByText("还没有演练过").or(officer.getByText("演练通过")).first().waitFor();
  await camera.inBoth(officer, "plan-overview");
  await officer.getByRole("button", { name: "修改理论知识考试" }).click();
  await camera.inBoth(officer, "plan-sitting");
  await officer.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await officer.getByRole("button", { name: "增加场次" }).click();
  await camera.inBoth(officer, "plan-sitting-new");
  await officer.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await officer.getByRole("button", { name: "修改基本信息" }).click();
  await camera.inBoth(officer, "plan-head");
  await officer.getByRole("dialog").getByRole("button", { name: "取消" }).click();
}

async function roster(world: World, officer: Page, camera: Camera): Promise<void> {
  const header: Cells = ["序号", "姓名", "证件类型", "证件号码", "加时（分钟）", "单位"];
  const rows = people.map(({ name, idNumber }, index): Cells => {
    return [index + 1, name, "居民身份证", idNumber, index === 8 ? 20 : null, "某某技术学院"];
  });
  const faulty = rows.map((row, index): Cells => {
    const [number = null, name = null, type = null, id = null, ...rest] = row;
    if (index === 4)
      return [number, name, type, `${String(id).slice(0, -1)}${String(id).endsWith("1") ? 2 : 1}`, ...rest];
    if (index === 11) return [number, null, type, id, ...rest];
    return index === 20 ? [number, name, type, rows[3]?.[3] ?? null, ...rest] : row;
  });
  await openPlanPage(officer, "名单");
  await officer.getByText("没有考生。").waitFor();
  await camera.inBoth(officer, "roster-empty");
  await checkRoster(world, officer, [header, ...faulty]);
  await camera.inBoth(officer, "roster-import-bad");
  await officer.getByRole("checkbox").last().scrollIntoViewIfNeeded();
  await camera.inBoth(officer, "roster-import-bad-end");
  await officer.getByRole("button", { name: "不导入，放弃这份文件" }).click();
  await officer.getByText("没有考生。").waitFor();
  const photos = await Promise.all(
    people.slice(0, 43).map(async ({ idNumber }, n) => [`${idNumber}.jpg`, await portrait(n)] as const),
  );
  await checkRoster(
    world,
    officer,
    [header, ...rows],
    [fileIn(world, "照片.zip", zipOf(Object.fromEntries(photos)))],
  );
  await camera.inBoth(officer, "roster-import-good");
  await officer.getByRole("button", { name: /^确认导入/ }).click();
  await officer.getByText(/^已导入 \d+ 人/).waitFor();
  await camera.inBoth(officer, "roster");
  await officer.getByRole("button", { name: `修改${people[8]?.name}` }).click();
  await camera.inBoth(officer, "roster-candidate");
  await officer.getByRole("dialog").getByRole("button", { name: "取消" }).click();
}

async function rooms(officer: Page, camera: Camera): Promise<void> {
  await openPlanPage(officer, "考场");
  await officer.getByText("还没有考场").first().waitFor();
  await camera.inBoth(officer, "rooms-empty");
  await addRoom(officer, { rows: 5, columns: 6, place: "实训楼 305", gone: ["30"], spare: ["28", "29"] });
  await addRoom(officer, { rows: 4, columns: 6, place: "实训楼 306", spare: ["23", "24"] });
  await officer.getByText(/2 个考场，可坐/).waitFor();
  await camera.inBoth(officer, "rooms");
  await officer.getByRole("button", { name: "修改第 1 考场" }).click();
  await camera.inBoth(officer, "room-drawer");
  await officer.getByRole("dialog").getByText("备用机 2 台").scrollIntoViewIfNeeded();
  await camera.take(officer, "room-drawer-end");
  await officer.getByRole("dialog").getByRole("button", { name: "取消" }).click();
}

async function staff(officer: Page, camera: Camera): Promise<Account> {
  await openPlanPage(officer, "监考");
  await camera.inBoth(officer, "staff-empty");
  const chief = await makeAccount(officer, "zhujiankao");
  await camera.inBoth(officer, "staff-password");
  for (const name of ["zhao", "qian", "sun", "li"]) await makeAccount(officer, name);
  const appoint = (username: string, name: string, where: string[] | "all") =>
    assignProctor(officer, { username, name, rooms: where });
  await appoint("zhao", "赵老师", ["第 1 考场"]);
  await appoint("qian", "钱老师", ["第 1 考场"]);
  await appoint("sun", "孙老师", ["第 2 考场"]);
  await camera.inBoth(officer, "staff-lacking");
  await appoint("li", "李老师", ["第 2 考场"]);
  await appoint(chief.username, "周老师", "all");
  await officer.getByText("✓ 够").first().waitFor();
  await camera.inBoth(officer, "staff");
  await officer.getByRole("button", { name: "安排监考人员" }).click();
  await camera.inBoth(officer, "staff-drawer");
  await officer.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  return chief;
}

async function seats(officer: Page, camera: Camera): Promise<void> {
  await openPlanPage(officer, "座位");
  await officer.getByRole("button", { name: "给没有座位的人排座" }).waitFor();
  await camera.inBoth(officer, "seats-none");
  await drawSeats(officer);
  await camera.inBoth(officer, "seats");
  await officer.getByRole("button", { name: new RegExp(`座\\s*${people[0]?.name}$`) }).click();
  await camera.inBoth(officer, "seats-moving");
}

async function papers(officer: Page, camera: Camera): Promise<void> {
  await openPlanPage(officer, "试卷");
  await officer.getByText("题库够抽").waitFor();
  await camera.inBoth(officer, "papers-none");
  await officer.getByRole("button", { name: "抽取试卷…" }).first().click();
  await camera.take(officer, "papers-ask");
  await officer.keyboard.press("Escape");
  await officer.reload();
  await drawPapers(officer);
  await camera.inBoth(officer, "papers");
}

async function prints(world: World, officer: Page, camera: Camera) {
  await openPlanPage(officer, "打印");
  await camera.inBoth(officer, "prints");
  const numbers = ticketNumbers(await printed(world, officer, "准考证"));
  await camera.inBoth(officer, "prints-made");
  return numbers;
}
