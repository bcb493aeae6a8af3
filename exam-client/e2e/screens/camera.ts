import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";

const usual = { width: 1366, height: 768 };
const others = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 600 },
];
/** Long enough for a drawer to slide in. */
const settleMs = 400;

/** Also where a drawer or a question lies over the button. */
async function switchLanguage(page: Page, name: RegExp): Promise<void> {
  await page.locator("header button", { hasText: name }).dispatchEvent("click");
}

/** Takes pictures of pages into a folder, for people to look at. */
export function camera(folder: string) {
  mkdirSync(folder, { recursive: true });
  const take = async (page: Page, name: string): Promise<void> => {
    await page.waitForTimeout(settleMs);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  };
  return {
    /** At the usual size. */
    take,

    /** The same page in both languages; it is Chinese again afterwards. */
    async inBoth(page: Page, name: string): Promise<void> {
      await take(page, name);
      await switchLanguage(page, /^English$/);
      await take(page, `${name}-en`);
      await switchLanguage(page, /^中文$/);
    },

    /** A candidate's page in both languages, and at the largest and the smallest size. */
    async ofCandidate(page: Page, name: string): Promise<void> {
      await take(page, name);
      const language = page.locator("button", { hasText: "中/En" });
      if ((await language.count()) > 0) {
        await language.dispatchEvent("click");
        await take(page, `${name}-en`);
        await language.dispatchEvent("click");
      }
      for (const size of others) {
        await page.setViewportSize(size);
        await take(page, `${name}-${size.width}`);
      }
      await page.setViewportSize(usual);
    },
  };
}

export type Camera = ReturnType<typeof camera>;
