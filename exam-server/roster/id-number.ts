import { type IdType, idTypeWords } from "../protocol/plan.ts";
import { foldNumber } from "../store/fold-number.ts";

export type IdCheck = { ok: true; value: string } | { ok: false; sentence: string };

/** Types whose numbers have 18 characters with a check digit, as GB 11643 says. */
const checkedTypes: ReadonlySet<IdType> = new Set(["resident", "hmt-residence"]);

/** What the numbers of the other types look like; wide, because old and new forms are both in use. */
const shapes: Partial<Record<IdType, RegExp>> = {
  "hk-macao": /^[HM]\d{8,10}$/,
  taiwan: /^[A-Z]?\d{7,12}$/,
  "permanent-resident": /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  passport: /^[A-Z0-9]{5,20}$/,
};

/**
 * The ID number in the one way that the store writes it, or why it is none. Full-width characters, small
 * letters and white space make no difference. `today`: "2026-05-29", for birth dates to come.
 */
export function checkIdNumber(type: IdType, text: string, today: string): IdCheck {
  const value = foldNumber(text);
  if (value === "") return { ok: false, sentence: "没有证件号" };
  const fault = checkedTypes.has(type) ? residentFault(value, today) : shapeFault(type, value);
  return fault === null ? { ok: true, value } : { ok: false, sentence: fault };
}

function shapeFault(type: IdType, value: string): string | null {
  if ((shapes[type] ?? /^.{4,40}$/u).test(value)) return null;
  return `“${value}”不像${idTypeWords[type]}的号码`;
}

function residentFault(value: string, today: string): string | null {
  if (/^\d{15}$/.test(value)) return "这是 15 位的旧身份证号，已经停用，请填 18 位的号码";
  if (!/^\d{17}[\dX]$/.test(value))
    return `身份证号应为 18 位，现在是 ${[...value].length} 位或含有不该有的字符`;
  const birth = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isDate(birth) || birth < "1900-01-01" || birth > today)
    return `身份证号里的出生日期（${birth}）不存在`;
  if (checkDigit(value.slice(0, 17)) !== value.charAt(17)) {
    return "身份证号的校验码不对：一定有一位写错了，请对照证件";
  }
  return null;
}

function isDate(label: string): boolean {
  const time = Date.parse(`${label}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(label);
}

/** GB 11643-1999: ISO 7064 MOD 11-2 over the first 17 digits. */
export function checkDigit(body: string): string {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return "10X98765432".charAt(sum % 11);
}
