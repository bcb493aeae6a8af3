import type { Language } from "../../store/settings.ts";

/** Words of the score page, apart from the others: nobody needs them before an exam is over. */
const zh = {
  heading: "成绩",
  notReleased: "成绩尚未发布",
  notReleasedNote: "发布后，用准考证号和证件号登录即可查看。",
  failed: "暂时查不到成绩，回执不受影响。",
  retry: "再试一次",
  total: "总分",
  passed: "达到合格线",
  failedMark: "未达合格线",
  passMark: "合格线 {{mark}} 分，满分 {{max}} 分",
  absent: "缺考，没有成绩。",
  void: "本次考试作废，没有成绩。",
  bySection: "按题型",
  byArea: "按考核范围",
  part: "部分",
  earned: "得分",
  max: "满分",
  recheck: "申请复核",
  recheckNote: "对成绩有疑问，可在 {{until}} 前申请复核一次。请写明理由，不要写证件号。",
  recheckText: "复核的理由",
  send: "提交申请",
  asked: "您于 {{at}} 申请复核：",
  waiting: "正在复核，答复会显示在这里。",
  answered: "{{at}} 的答复：",
};
type ScoreWord = keyof typeof zh;

const en: Record<ScoreWord, string> = {
  heading: "Score",
  notReleased: "The scores have not been released yet",
  notReleasedNote: "After the release, sign in with your admission number and ID number to see yours.",
  failed: "Your score cannot be looked up right now. Your receipt is not affected.",
  retry: "Try again",
  total: "Total",
  passed: "pass mark reached",
  failedMark: "pass mark not reached",
  passMark: "pass mark {{mark}} of {{max}} points",
  absent: "You were absent; there is no score.",
  void: "This exam is void; there is no score.",
  bySection: "By section",
  byArea: "By area",
  part: "Part",
  earned: "Points",
  max: "Of",
  recheck: "Ask for a re-check",
  recheckNote:
    "If you doubt your score, you may ask for one re-check until {{until}}. Say why; write no ID number.",
  recheckText: "Your reason",
  send: "Send",
  asked: "You asked for a re-check at {{at}}:",
  waiting: "It is being looked at; the answer will be shown here.",
  answered: "Answer of {{at}}:",
};

export type SayScore = (word: ScoreWord, values?: Record<string, string>) => string;

export function scoreWords(language: Language): SayScore {
  const words = language === "zh" ? zh : en;
  return (word, values = {}) =>
    words[word].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
}
