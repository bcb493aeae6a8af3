import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWords } from "../i18n/words.ts";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom, type RoomOptions } from "../testing/room.ts";
import { sit } from "../testing/sit.ts";
import { until } from "../testing/until.ts";
import { collectLineOf } from "./read.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

/** A page that answers, with a second left. */
async function lastSecond(options?: RoomOptions) {
  const room = openRoom(options);
  const page = await sit(room);
  room.server.start();
  await until(() => page.screen() === "exam");
  room.server.leave(1_000);
  return { ...room, ...page, line: () => collectLineOf(page.state()), cable: room.line };
}

test("a page whose time is up says that all is saved once the server has it, and not before", async () => {
  const { desk, cable, line, screen } = await lastSecond();
  cable.cut();
  desk.respond("item-1", "A");
  desk.type("item-2", "typed");
  await pass(2_000);
  expect(screen()).toBe("collecting");
  expect(line()).toEqual({ kind: "uploading", items: 2 });
  cable.mend();
  await pass(5_000);
  expect(line()).toEqual({ kind: "saved" });
});

test("an answer that the server refused is not called saved", async () => {
  const { desk, line } = await lastSecond({ judge: () => ({ result: "refused", code: "bad-message" }) });
  desk.respond("item-1", "A");
  await pass(2_000);
  expect(line()).toEqual({ kind: "refused", items: 1 });
});

test.each([
  ["zh", "答案都已保存在服务器上。回执最多再等 12 秒。", "正在上传最后的答案，请不要关机。"],
  [
    "en",
    "All your answers are saved on the server.Seconds until your receipt at most: 12.",
    "Uploading your last answers. Do not switch off this PC.",
  ],
] as const)("the words of collecting, in %s", (language, saved, uploading) => {
  const { t } = createWords(language);
  expect(t("collecting.saved") + t("collecting.within", { seconds: 12 })).toBe(saved);
  expect(t("collecting.uploading")).toBe(uploading);
});
