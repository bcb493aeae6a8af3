import { type IdType, idTypeWords } from "../protocol/plan.ts";

/** What the words of a roster hold, in this order: 港澳台居民居住证 is no 通行证, and both name 港澳. */
const marks: readonly [RegExp, IdType][] = [
  [/居住证/, "hmt-residence"],
  [/永久居留/, "permanent-resident"],
  [/居民身份证|^身份证|二代证/, "resident"],
  [/港澳|回乡证/, "hk-macao"],
  [/台湾|台胞/, "taiwan"],
  [/护照/, "passport"],
  [/军|士兵|武警|警官/, "military"],
  [/其他|其它/, "other"],
];

/** The type that a roster's words mean; none: 居民身份证. Null when they mean none that is known. */
export function idTypeOf(words: string): IdType | null {
  if (words === "") return "resident";
  return marks.find(([mark]) => mark.test(words))?.[1] ?? null;
}

export const knownIdTypes = Object.values(idTypeWords).join("、");
