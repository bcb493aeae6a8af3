/**
 * Every reason for which the server refuses, each with what it means. A refusal is an answer, not a
 * failure: nothing was changed, and what the sender holds stays with the sender.
 */
export const refusals = {
  /** The message does not have the shape of the protocol. */
  "bad-message": "消息格式不正确",
  /** No such message, page or thing. */
  "not-found": "没有找到",
  /** The client speaks another version of the protocol: reload the page. */
  "wrong-protocol": "页面版本已更新，请刷新",
  /** Not signed in, or the sign-in has expired. */
  "not-signed-in": "请先登录",
  /** Signed in, but this role may not do that. */
  "wrong-role": "没有权限",
  /** The admission number is not on any roster of an open sitting. */
  "unknown-admission-number": "准考证号不存在，请核对",
  /** The admission number is known; the ID number does not belong to it. */
  "wrong-id-number": "证件号与准考证号不符，请核对",
  /** Staff sign-in failed; which of the two was wrong is not said to a stranger. */
  "wrong-credentials": "账号或密码不正确",
  /** Too many tries from here or for this name; wait. */
  "too-many-tries": "尝试次数过多，请稍后再试",
  /** A message or body larger than the limit. */
  "too-large": "内容过大",
  /** More messages than a seat can need; the sender waits and sends again. */
  "too-many-messages": "发送过于频繁",
  /** Another seat (or tab) holds this attempt and answers; a proctor can release it. */
  "lease-held": "该准考证号正在另一台电脑或另一个窗口作答，请举手",
  /** This seat held the attempt once and no longer does. */
  fenced: "本次作答已转到另一台电脑，本机已停止作答",
  /** Identity and rules come before answering. */
  "not-admitted": "请先核对身份并阅读考生须知",
  /** The sitting has not started. */
  "not-started": "考试尚未开始",
  /** The sitting has started already. */
  "already-started": "考试已经开始",
  /** The latest time of entry has passed. */
  "entry-closed": "已超过最晚入场时间",
  /** No candidate is there to start for. */
  "nothing-to-start": "本场次没有考生",
  /** Hand-in is not open yet. */
  "hand-in-not-open": "未到可交卷时间",
  /** Hand-in named entries that have not arrived: send them first. */
  "entries-missing": "还有答案未上传完，请稍候再交卷",
  /** The time is up and answers are being collected. */
  collecting: "考试时间到，正在收卷",
  /** The attempt is closed; its receipt stands. */
  "attempt-closed": "已交卷",
  /** The item is not on this candidate's paper. */
  "item-not-on-paper": "该题不在本试卷中",
  /** The response does not fit the item's type or options. */
  "response-invalid": "答案格式不符合本题",
  /** A key (journal, epoch, sequence number) came again with other content. */
  "key-reused": "同一编号的答案内容不一致",
  /** An entry came before the ones that precede it in its journal; the reply says which is expected. */
  "sequence-gap": "答案编号不连续",
  /** The time of writing lies after the deadline. */
  "after-deadline": "作答时间在截止之后",
  /** Arrived after the deadline, and the page cannot prove when it was written. */
  "time-unproven": "作答时间无法证实",
  /** Came in a rescue file: a claim, until a proctor decides. */
  rescued: "来自救援文件",
  /** The rescue file was changed, is another server's, or is none. */
  "rescue-invalid": "救援文件无效：已损坏、被改动或不属于本服务器",
  /** The entry does not wait for a decision (any more). */
  "not-quarantined": "没有这条待定的答案",
  /** A real sitting runs: nothing may disturb it. */
  "sitting-running": "有正式场次正在考试，不能演练",
  /** A real sitting is prepared or runs: the server must not be killed. */
  "sitting-open": "有正式场次还没有结束，演练中不能强制关闭服务器",
  /** One rehearsal at a time. */
  "rehearsal-running": "已有一次演练正在进行",
  /** The server could not write; nothing was acknowledged. Send again. */
  "not-stored": "服务器暂时无法保存，答案仍在本机",
  /** The server is stopping; reconnect. */
  "shutting-down": "服务器正在重启",
} as const;

export type RefusalCode = keyof typeof refusals;

export interface Refusal {
  ok: false;
  code: RefusalCode;
  /** For the technician and the log; never holds answers or personal data. */
  detail?: string;
}

export function refuse(code: RefusalCode, detail?: string): Refusal {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}
