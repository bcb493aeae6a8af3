import { expect, test } from "vitest";
import { type CharacterMap, readCharacterMap, writeCharacterMap } from "./character-map.ts";
import { renumbered } from "./glyphs.ts";
import { mergeSlices } from "./merge.ts";
import { loadTypeface } from "./typeface.ts";
import { readWoff } from "./woff.ts";

test("PRINT-1 the typeface has what Chinese documents are written with", async () => {
  const { regular, bold } = await loadTypeface();
  const common = "准考证号姓名座位考场签到成绩册监考人员違龘〇○□■√×℃①②③⑩《》“”‘’—…、。（）：；·％";
  for (const sign of `${common}${ascii()}āéěü`) {
    expect([sign, regular.characters.has(sign.codePointAt(0) ?? 0)]).toEqual([sign, true]);
  }
  // The two levels of GB 2312, all of which names are written with, and what Unicode had first.
  const unified = Array.from({ length: 0x9fa6 - 0x4e00 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  expect(gb2312().length).toBe(6763);
  const missing = [...gb2312(), ...unified].filter(
    (sign) => !regular.characters.has(sign.codePointAt(0) ?? 0),
  );
  expect(missing).toEqual([]);
  expect([...bold.characters].sort()).toEqual([...regular.characters].sort());
});

test("a map of characters is read as it was written", () => {
  const map: CharacterMap = new Map([
    [0x41, 1],
    [0x42, 2],
    [0x43, 9],
    [0x4e00, 10],
    [0x20bb7, 11],
  ]);
  expect(readCharacterMap(new Map([["cmap", writeCharacterMap(map)]]))).toEqual(map);
});

test("the parts of a composite keep pointing at their outlines, other outlines stay as they are", () => {
  const composite = Buffer.alloc(10 + 6 + 8);
  composite.writeInt16BE(-1, 0);
  composite.writeUInt16BE(32, 10);
  composite.writeUInt16BE(7, 12);
  composite.writeUInt16BE(1, 16);
  composite.writeUInt16BE(8, 18);
  const moved = renumbered(composite, (id) => id + 100);
  expect([moved.readUInt16BE(12), moved.readUInt16BE(18)]).toEqual([107, 108]);
  expect(composite.readUInt16BE(12)).toBe(7);
  const simple = Buffer.from([0, 1, 0, 0]);
  expect(renumbered(simple, (id) => id + 100)).toBe(simple);
});

test("no slice and a file that is no font are refused", () => {
  expect(() => mergeSlices([], "x")).toThrow("no font");
  expect(() => readWoff(Buffer.alloc(64))).toThrow("WOFF");
});

function ascii(): string {
  return Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join("");
}

/** By its rows of 94: 16 to 87. */
function gb2312(): string[] {
  const decode = new TextDecoder("gbk", { fatal: true });
  return Array.from({ length: 72 * 94 }, (_, index) => {
    const bytes = new Uint8Array([0xb0 + Math.floor(index / 94), 0xa1 + (index % 94)]);
    try {
      return decode.decode(bytes);
    } catch {
      return "";
    }
  }).filter((sign) => /^\p{Script=Han}$/u.test(sign));
}
