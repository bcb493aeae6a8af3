import type { Blueprint, BlueprintArea, Form } from "./blueprint.ts";
import { interactionTypes } from "./item.ts";
import { type PointGroup, pointGroups } from "./point-groups.ts";
import { toPoints } from "./points.ts";
import { examinedAreas, type Syllabus } from "./syllabus.ts";

/** Why a syllabus and a form make no blueprint; `message` is Chinese, for the person who wrote the form. */
export interface BlueprintFault {
  code:
    | "wrong-qualification"
    | "test-missing"
    | "duplicate-area"
    | "unknown-type"
    | "duplicate-section"
    | "zero-points"
    | "points-not-100"
    | "points-not-multiple"
    | "area-unreachable"
    | "shares-not-100"
    | "share-not-whole"
    | "mixed-difficulty";
  message: string;
}

export type BlueprintResult = { ok: true; blueprint: Blueprint } | { ok: false; faults: BlueprintFault[] };

type Section = Form["sections"][number];

/** Weight table × sections → blueprint, or every fault at once. */
export function compileBlueprint(syllabus: Syllabus, form: Form): BlueprintResult {
  const test = syllabus.tests[form.test];
  if (syllabus.qualification !== form.qualification || test === undefined) {
    return { ok: false, faults: otherTest(syllabus, form) };
  }
  const areas = examinedAreas(syllabus, form.test);
  const faults = [...areaFaults(areas), ...sectionFaults(form.sections)];
  if (faults.length === 0) faults.push(...reachFaults(areas, form.sections));
  if (faults.length > 0) return { ok: false, faults };
  const { qualification, sections } = form;
  const blueprint: Blueprint = {
    qualification,
    test: form.test,
    form: form.form,
    passMark: Math.round(test.passMark * 100),
    areas,
    sections: sections.map(({ difficulty, ...rest }) => ({ ...rest, difficulty: difficulty ?? null })),
  };
  return { ok: true, blueprint };
}

function otherTest({ qualification }: Syllabus, form: Form): BlueprintFault[] {
  return qualification === form.qualification
    ? [{ code: "test-missing", message: `职业等级 ${qualification} 没有考核 ${form.test} 的配分比例表` }]
    : [
        {
          code: "wrong-qualification",
          message: `卷型属于 ${form.qualification}，细目表属于 ${qualification}`,
        },
      ];
}

/** That the areas are known and add up to 100 is the syllabus's own affair; its schema sees to it. */
function areaFaults(areas: BlueprintArea[]): BlueprintFault[] {
  return repeated(areas.map(({ code }) => code)).map((code) => ({
    code: "duplicate-area",
    message: `配分比例表中考核范围 ${code} 出现了不止一次`,
  }));
}

function sectionFaults(sections: Section[]): BlueprintFault[] {
  const faults = repeated(sections.map(({ id }) => id)).map(
    (id): BlueprintFault => ({ code: "duplicate-section", message: `部分编号“${id}”重复` }),
  );
  faults.push(...sections.flatMap(oneSectionFaults), ...mixFaults(sections));
  const sum = sections.reduce((total, { points, count }) => total + points * count, 0);
  if (sum !== 10_000) {
    faults.push({ code: "points-not-100", message: `各部分分值之和是 ${toPoints(sum)} 分，应为 100 分` });
  }
  return faults;
}

function oneSectionFaults({ title, type, points, count, difficulty }: Section): BlueprintFault[] {
  const faults: BlueprintFault[] = [];
  if (!(interactionTypes as string[]).includes(type)) {
    faults.push({ code: "unknown-type", message: `“${title}”的题型 ${type} 不存在` });
  }
  if (points === 0) faults.push({ code: "zero-points", message: `“${title}”每题 0 分` });
  if (difficulty !== undefined) faults.push(...shareFaults(title, count, Object.values(difficulty)));
  return faults;
}

function shareFaults(title: string, count: number, shares: number[]): BlueprintFault[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum !== 100) {
    return [{ code: "shares-not-100", message: `“${title}”的难度比例之和是 ${sum}，应为 100` }];
  }
  return shares
    .filter((share) => (share * count) % 100 !== 0)
    .map((share) => ({
      code: "share-not-whole",
      message: `“${title}”共 ${count} 题，难度比例 ${share}% 得 ${(share * count) / 100} 题，不是整数`,
    }));
}

/** Sections of one type share its items, which are pooled over difficulty for all of them or for none. */
function mixFaults(sections: Section[]): BlueprintFault[] {
  const mixed = (type: string) => sections.filter((section) => section.type === type && section.difficulty);
  const types = [...new Set(sections.map(({ type }) => type))];
  return types
    .filter((type) => ![0, sections.filter((one) => one.type === type).length].includes(mixed(type).length))
    .map((type) => ({
      code: "mixed-difficulty",
      message: `题型 ${type} 的各部分必须都规定难度比例，或者都不规定`,
    }));
}

function reachFaults(areas: BlueprintArea[], sections: Section[]): BlueprintFault[] {
  const base = Math.min(...sections.map(({ points }) => points));
  const uneven = sections.filter(({ points }) => points % base !== 0);
  if (uneven.length > 0) {
    return uneven.map(({ title, points }) => ({
      code: "points-not-multiple",
      message: `“${title}”每题 ${toPoints(points)} 分，不是最小分值 ${toPoints(base)} 分的整数倍`,
    }));
  }
  const groups = pointGroups(sections);
  return areas.flatMap((area) => unreachable(area, base, groups));
}

/** An area must stay reachable even where chance gives it one more of everything that weighs more. */
function unreachable(
  { code, title, weight }: BlueprintArea,
  base: number,
  groups: PointGroup[],
): BlueprintFault[] {
  const units = (weight * 100) / base;
  const name = `考核范围 ${code}“${title}”占 ${weight} 分`;
  if (!Number.isInteger(units)) {
    return [{ code: "area-unreachable", message: `${name}，用每题 ${toPoints(base)} 分凑不出` }];
  }
  const heaviest = groups
    .slice(1)
    .reduce((sum, { multiple, count }) => sum + multiple * Math.ceil((weight * count) / 100), 0);
  if (heaviest <= units) return [];
  return [{ code: "area-unreachable", message: `${name}，分值较大的题可能多于此数，请增加分值小的题` }];
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
