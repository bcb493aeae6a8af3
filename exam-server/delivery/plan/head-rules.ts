import type { PlanFault, PlanHead, QualificationChoice } from "../../protocol/plan.ts";
import { invalid, type PlanRule, readable } from "./state.ts";

/** What is wrong with what is said of the exam as a whole. */
export function headFaults(
  { opens, closes, qualification }: PlanHead,
  qualifications: readonly QualificationChoice[],
): PlanFault[] {
  const faults: PlanFault[] = [];
  if (!qualifications.some((one) => one.qualification === qualification)) {
    faults.push({ where: "head.qualification", sentence: "没有这个职业等级" });
  }
  if (closes <= opens) {
    faults.push({
      where: "head.closes",
      sentence: `考试时间的结束（${readable(closes)}）要晚于开始（${readable(opens)}）`,
    });
  }
  return faults;
}

/** Changes title, window and place; the window goes on holding every sitting. */
export function changeHead(head: PlanHead): PlanRule {
  return ({ record, qualifications }) => {
    const faults = headFaults(head, qualifications);
    if (record.sittings.length > 0 && head.qualification !== record.qualification) {
      faults.push({ where: "head.qualification", sentence: "已经安排了场次，职业等级不能再改" });
    }
    for (const { title, begins } of record.sittings) {
      const sentence = outsideWindow(begins, head);
      if (sentence !== null) faults.push({ where: "head.opens", sentence: `“${title}”${sentence}` });
    }
    return faults.length > 0 ? invalid(faults) : { ok: true, record: { ...record, ...head } };
  };
}

/** Why a sitting cannot begin then; null when it can. The window limits beginnings and cuts no deadline. */
export function outsideWindow(
  begins: string,
  { opens, closes }: Pick<PlanHead, "opens" | "closes">,
): string | null {
  if (begins >= opens && begins < closes) return null;
  return `的开考时间 ${readable(begins)} 不在考试时间 ${readable(opens)} 至 ${readable(closes)} 之内`;
}
