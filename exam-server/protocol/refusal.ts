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
  /** The exam demands Safe Exam Browser, under the right settings. */
  "seb-required": "本场考试要用安全考试浏览器（Safe Exam Browser）打开，请举手",
  /** The centre has encrypted pages, and staff of other PCs use these. */
  "tls-required": "工作人员请用 https 开头的加密地址登录",
  /** The centre has closed staff pages to other PCs. */
  "staff-here-only": "工作人员页面只能在服务器这台电脑上使用",
  /** Signed in, but this role may not do that. */
  "wrong-role": "没有权限",
  /** The admission number is not on any roster of an open sitting. */
  "unknown-admission-number": "准考证号不存在，请核对",
  /** The admission number is known; the ID number does not belong to it. */
  "wrong-id-number": "证件号与准考证号不符，请核对",
  /** Staff sign-in failed; which of the two was wrong is not said to a stranger. */
  "wrong-credentials": "账号或密码不正确",
  /** The password is right, but an officer has put the account out of use. */
  "account-disabled": "账号已停用，请联系考务人员",
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
  /** A sitting starts in all its rooms at once: whoever starts it is assigned to all, or is an officer. */
  "start-needs-chief": "本场几个考场一起开考，由总监考或考务人员开考",
  /** Something is missing, or it is early, and whoever starts has not said that they know. */
  "start-unacknowledged": "还有没确认的事项，请逐项看过、勾选“已知晓”再开考",
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
  /** A proctor has stopped this attempt; it goes on when they say so. */
  suspended: "监考人员已暂停本次作答，请等待恢复",
  /** It is stopped already, by this or another proctor. */
  "already-suspended": "已经暂停",
  /** There is nothing to resume. */
  "not-suspended": "没有暂停，无需恢复",
  /** Only an attempt that was handed in, by its candidate or by a proctor, can be reopened. */
  "not-handed-in": "没有交卷，无需恢复作答",
  /** The attempt's time is over: it could only be collected again. */
  "time-over": "考试时间已到，不能恢复作答",
  /** The sitting is closed: its root stands on the record. */
  "sitting-closed": "场次已结束",
  /** Somebody may still answer. */
  "sitting-not-over": "还有考生没有交卷，不能结束本场",
  /** Who has not come may still enter: entry has not closed. */
  "entry-open": "还没有停止入场，未到的考生还可以来，不能结束本场",
  /** A proctor has let somebody in who is not there yet. */
  "latecomer-admitted": "已准许入场的考生还没有到，不能结束本场",
  /** Entry is open to the end, and whoever ends the sitting has named another number of those who may come. */
  "end-unacknowledged": "未到的考生还可能会来：请确认人数再结束本场",
  /** The candidate has not signed in. */
  "not-arrived": "考生尚未入场",
  /** The attempt is void already. */
  "already-voided": "已经作废",
  "not-voided": "没有作废，无需恢复",
  /** The record of an incident is withdrawn already. */
  "already-withdrawn": "这条记录已经撤销",
  /** Another candidate sits there. */
  "seat-taken": "该座位已有考生",
  /** Came from the PC after a proctor had collected the paper (收卷). */
  "after-forced": "监考人员收卷之后才上传",
  /** Free text of staff stands in the log for ever: no ID numbers in it. */
  "id-number-in-text": "文字里含有证件号：请删去，改用座位号或准考证号",
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
  /** Evidence is handed over whole: after the close. */
  "sitting-not-closed": "场次还没有收卷，不能导出档案",
  /** An attempt is played back when its sitting is closed: before, its answers are nobody's business. */
  "not-over": "场次结束后才能回放作答过程",
  /** One rehearsal at a time. */
  "rehearsal-running": "已有一次演练正在进行",
  /** The plan is not as the page has it: somebody else changed it meanwhile. */
  "plan-changed": "认定计划刚被别人改过，请看过最新内容后再保存",
  /** What is asked for does not fit the plan; the faults say where. */
  "plan-invalid": "有内容需要更正",
  /** Papers are drawn for it: what they rest on does not change any more. */
  "sitting-prepared": "试卷已经抽好，这一项不能再改",
  /** An officer has taken the papers back; new ones are drawn for other attempts. */
  "papers-withdrawn": "这份试卷已被收回，请重新登录",
  /** Papers are being drawn. */
  preparing: "正在抽取试卷，请等抽完",
  /** Rows of the file cannot be taken, and nobody has said to leave them out. */
  "import-faulty": "名单里有不能导入的行：请更正后重新上传，或选择跳过这些行",
  /** The file is still being read, or cannot be used. */
  "import-not-ready": "名单还没有读完，或不能使用",
  /** The proctor is assigned to other rooms or sittings. */
  "wrong-room": "您没有被安排到这个考场或场次",
  /** Too many documents wait to be printed. */
  "print-busy": "排队打印的文件太多，请等前面的印完",
  /** Nobody stands on the document that was asked for. */
  "nothing-to-print": "没有可打印的内容：还没有考生，或考场、座位还没有安排",
  /** The new key does not fit the item, or changes what candidates have read. */
  "key-invalid": "更正的答案不合要求",
  /** No paper of this sitting has the item. */
  "item-not-used": "这场考试的试卷里没有这道题",
  /** Something is unmarked, undecided or not over: the sentences say what. */
  "not-releasable": "还不能发布成绩",
  /** Before the release nobody learns a score. */
  "not-released": "成绩尚未发布",
  "already-released": "成绩已经发布",
  /** One re-check for each attempt. */
  "recheck-asked": "已经申请过复核，每次考试只能申请一次",
  /** The days in which a re-check may be asked for are over. */
  "recheck-over": "申请复核的期限已过",
  /** There is no re-check that waits for an answer. */
  "no-recheck": "没有待答复的复核申请",
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

/** There is no board: somebody took the papers back before the start. */
export interface PapersWithdrawn extends Refusal {
  code: "papers-withdrawn";
  by: string;
  reason: string;
}

export function refuse(code: RefusalCode, detail?: string): Refusal {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}
