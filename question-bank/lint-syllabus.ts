import type { ItemFault } from "./interaction.ts";
import { syllabusCode } from "./item-base.ts";
import { areaOf, examinedAreas, type Syllabus, syllabusCodes, type TestName } from "./syllabus.ts";

/** Says what is wrong with an item's syllabus codes; built once per bank file. */
export type SyllabusCheck = (codes: unknown) => ItemFault[];

export function syllabusCheck(syllabus: Syllabus, test: TestName): SyllabusCheck {
  const known = syllabusCodes(syllabus);
  const areas = new Set(syllabus.areas.map(({ code }) => code));
  const examined = new Set(examinedAreas(syllabus, test).map(({ code }) => code));
  const faultOf = (code: string, index: number): Omit<ItemFault, "path"> | null => {
    const area = areaOf(code);
    if (!areas.has(area))
      return { code: "unknown-area", message: `《${syllabus.title}》没有考核范围 ${area}（编码“${code}”）` };
    if (!known.has(code))
      return { code: "unknown-syllabus-code", message: `《${syllabus.title}》没有考核范围编码“${code}”` };
    if (index > 0 || examined.has(area)) return null;
    return { code: "area-not-examined", message: `考核范围 ${area} 在配分比例表中是横线，这项考核不考` };
  };
  return (codes) => {
    if (!Array.isArray(codes)) return [];
    return codes.flatMap((code: unknown, index) => {
      const { data } = syllabusCode.safeParse(code);
      // A malformed code is a fault of shape, which the schema has named already.
      const fault = data === undefined ? null : faultOf(data, index);
      return fault === null ? [] : [{ ...fault, path: ["syllabus", index] }];
    });
  };
}
