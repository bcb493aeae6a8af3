import type { NewPractice } from "../first-start.ts";

/** Sign-in data of a practice sitting, in words. */
export function practiceLines({ sitting, candidates }: NewPractice): string[] {
  return [
    `练习场次 Practice sitting ${sitting.id}: ${sitting.title}, ${sitting.minutes} min, ${sitting.form}`,
    "考生登录信息（只显示这一次） Candidates' sign-in data, shown only this once:",
    "  座位  姓名        准考证号        证件号",
    ...candidates.map(
      ({ seat, name, admissionNumber, idNumber }) =>
        `  ${seat.padStart(3)}   ${name}  ${admissionNumber}  ${idNumber}`,
    ),
  ];
}
