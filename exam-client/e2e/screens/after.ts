import type { Page } from "playwright-core";
import { addressOf } from "../browser.ts";
import { openPlanPage } from "../day/officer.ts";
import type { World } from "../day/world.ts";
import type { Camera } from "./camera.ts";
import { people } from "./people.ts";

/** After the exam: results, a corrected key, the release, a re-check, the replay, the archive. */
export async function photographAfter(
  { first: { url } }: World,
  camera: Camera,
  officer: Page,
  candidate: Page,
): Promise<void> {
  await officer
    .getByRole("link", { name: /电子商务师/ })
    .first()
    .click();
  await officer.getByText("收卷").first().waitFor();
  await camera.inBoth(officer, "plan-closed");
  const plan = officer.url();
  await openResults(officer, 1);
  await release(officer);
  await officer.goto(plan);
  await openResults(officer, 0);
  await camera.inBoth(officer, "results");
  await down(officer, camera, "results");
  await correct(officer, camera);
  await officer.getByRole("button", { name: "发布成绩" }).click();
  await camera.take(officer, "results-release-ask");
  await officer.keyboard.press("Escape");
  await release(officer);
  await photographScore(officer, candidate, camera);
  await replay(officer, camera);
  await officer.goto(addressOf(url, "/staff/officer"));
  await officer.getByRole("heading", { name: "各场次成绩" }).waitFor();
  await camera.inBoth(officer, "results-list");
  await officer.goto(addressOf(url, "/staff"));
  await officer
    .getByRole("link", { name: /电子商务师/ })
    .first()
    .click();
  await openPlanPage(officer, "成绩");
  await officer.getByRole("img").first().waitFor();
  await camera.inBoth(officer, "exam-results");
  await down(officer, camera, "exam-results");
  await openPlanPage(officer, "打印");
  await officer.getByRole("button", { name: "生成考场情况记录表" }).click();
  await officer
    .getByText(/^✓ 已生成/)
    .first()
    .waitFor();
  await officer.getByRole("button", { name: "生成成绩册" }).scrollIntoViewIfNeeded();
  await camera.inBoth(officer, "prints-after");
  await officer.goto(addressOf(url, "/trust"));
  await camera.take(officer, "trust");
}

async function openResults(officer: Page, sitting: number): Promise<void> {
  await openPlanPage(officer, "成绩");
  await officer.getByRole("link", { name: "打开这个场次的成绩" }).nth(sitting).click();
  await officer.getByText("全部作答都已评分，可以发布。").waitFor();
}

async function release(officer: Page): Promise<void> {
  await officer.getByRole("button", { name: "发布成绩" }).click();
  await officer.getByRole("button", { name: "确认发布" }).click();
  await officer.getByText(/由 officer 发布。/).waitFor();
}

/** The lower parts of a long page. */
async function down(page: Page, camera: Camera, name: string): Promise<void> {
  for (const part of [2, 3, 4]) {
    await page.mouse.move(683, 500);
    await page.mouse.wheel(0, 680);
    await camera.take(page, `${name}-${part}`);
  }
  await page.mouse.wheel(0, -4000);
}

async function correct(officer: Page, camera: Camera): Promise<void> {
  await officer.getByRole("button", { name: "更正答案…" }).click();
  const drawer = officer.getByRole("dialog");
  await camera.inBoth(officer, "correct");
  await drawer.getByLabel("试题编号，或题干里的几个字").fill("电子商务");
  await drawer.getByRole("button", { name: "查找试题" }).click();
  await drawer.getByText(/^找到 \d+ 题/).waitFor();
  await camera.inBoth(officer, "correct-found");
  await drawer.getByRole("button", { name: "更正这道题" }).first().click();
  await drawer.getByText("送分（有这道题的考生都得满分）").click();
  await drawer.getByRole("button", { name: "看看会改变谁的成绩" }).click();
  await drawer.getByText(/人有这道题，/).waitFor();
  await camera.inBoth(officer, "correct-preview");
  await officer.keyboard.press("Escape");
}

async function photographScore(officer: Page, candidate: Page, camera: Camera): Promise<void> {
  await candidate.reload();
  await candidate.getByText("总分").first().waitFor();
  await candidate.getByText("总分").first().scrollIntoViewIfNeeded();
  await camera.ofCandidate(candidate, "candidate-score");
  const theory = candidate.getByRole("region", { name: /理论知识考试/ });
  await theory.getByLabel("复核的理由").fill("多选题得分请复核");
  await theory.getByRole("button", { name: "提交申请" }).click();
  await candidate.getByText("正在复核").waitFor();
  await candidate.getByText("正在复核").scrollIntoViewIfNeeded();
  await camera.ofCandidate(candidate, "candidate-recheck");
  await officer.reload();
  await officer.getByText("多选题得分请复核").scrollIntoViewIfNeeded();
  await camera.inBoth(officer, "recheck");
  await officer.getByLabel(/^答复/).fill("已核对，得分无误");
  await officer.getByRole("button", { name: "发送答复" }).click();
  await officer.getByText("已答复").waitFor();
  await officer.getByText("下载档案（.zip）").scrollIntoViewIfNeeded();
  await camera.inBoth(officer, "archive");
}

async function replay(officer: Page, camera: Camera): Promise<void> {
  await officer.getByRole("button", { name: people[0]?.name ?? "" }).click();
  await officer.getByRole("dialog").getByText("按考核范围").waitFor();
  await camera.inBoth(officer, "result-details");
  await officer.getByRole("dialog").getByRole("link", { name: "回放作答过程" }).click();
  await officer.getByRole("heading", { name: "作答回放" }).waitFor();
  await officer.getByRole("button", { name: "下一步" }).waitFor();
  await camera.inBoth(officer, "replay-begin");
  for (let step = 0; step < 40; step++) await officer.keyboard.press("ArrowRight");
  await camera.inBoth(officer, "replay");
}
