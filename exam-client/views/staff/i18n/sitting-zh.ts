/** Words of how a sitting ends, and of candidates who start by themselves. */
export const sittingZh = {
  "act.endSitting": "结束本场",

  "end.allIn": "{{closed}} 人全部交卷。误交卷的现在还可以恢复作答；考试时间一到，本场自动结束。",
  "end.allInMissing":
    "{{closed}} 人交卷，{{missing}} 人未到。误交卷的现在还可以恢复作答；考试时间一到，本场自动结束。",
  "end.button": "结束本场…",
  "end.title": "结束本场？",
  "end.effect": "结束后不能再恢复作答，不能撤销。可以接着发布成绩、导出档案。",
  "end.absent": "未到的 {{missing}} 人记为缺考，不能再入场。",
  "end.mayCome": "{{mayCome}} 人未到，可能还会来：他们将记为缺考，不能再入场。",
  "end.waitsEntry": "到场的 {{closed}} 人已交卷。还没有停止入场，未到的还可以来；停止入场后可以结束本场。",
  "end.waitsLatecomer":
    "{{closed}} 人已交卷。已准许入场的迟到考生还没有到，要等他们；考试时间一到，本场自动结束。",
  "end.officer": "未到的记为缺考，结束后不能再恢复作答，不能撤销。还有人可以入场或作答时不能结束。",
  "end.confirmAgain":
    "本场没有结束：{{mayCome}} 人未到，可能还会来。仍要结束，请再点一次“结束本场”，他们将记为缺考。",
  "end.confirm": "确认结束",
  "end.doneAll": "本场已结束。",
  "end.doneAbsent": "本场已结束，{{absent}} 人缺考。",

  "seat.unbegun": "待本人开始",
  "start.own.title": "开放考试",
  "start.own.button": "开放考试",
  "start.own.final": "开放后，每人点“开始考试”时各自计时。开放不能撤销。",
  "start.own.late": "还有 {{missing}} 人未到，在停止开始之前仍可入场。",
  "start.own.lateClosed": "还有 {{missing}} 人未到，开放后由监考人员准予入场才能考试。",
  "start.lateClosed": "还有 {{missing}} 人未到，开考后由监考人员准予入场才能考试，迟到的时间不补。",
  "start.own.confirm": "确认开放",
  "start.own.done": "已开放：{{count}} 人可以自行开始，其中 {{arrived}} 人已到。",
  "live.ownClocks": "每人各自计时",

  "sitting.start": "开考方式",
  "sitting.start.common": "统一开考，同时计时",
  "sitting.start.own": "开放后各自开始、各自计时",
  "sitting.begin.closes": "开放后多少分钟停止开始",

  "papers.cancel": "取消抽卷",
  "papers.withdraw": "收回试卷…",
  "papers.withdrawTitle": "收回“{{title}}”的试卷？",
  "papers.withdrawEffect":
    "这 {{count}} 份试卷全部作废，已登录的考生会被请出。收回后可以改名单、座位和场次，再用新的密钥重新抽卷。已印的准考证上座位不变。收回不能撤销，记入场次记录。",
  "papers.withdrawReason": "原因（必填，勿写证件号）",
  "papers.withdrawConfirm": "确认收回",
  "board.withdrawn": "试卷已由 {{by}} 收回：{{reason}}",
  "failure.papers-withdrawn": "试卷已收回，本场不再进行",
  "papers.withdrawn": "{{at}} 由 {{by}} 收回过试卷：{{reason}}",

  "needs.unadmitted": "错过开始时间，等候准许",
  "needs.unadmittedMany": "{{count}} 人错过开始时间，等候准许",
  "needs.do.unadmitted": "可以让考生开始的，准予入场（A）",

  "needs.unconfirmed": "人证还没有核对",
  "needs.unconfirmedMany": "{{count}} 人人证还没有核对",
  "needs.identity": "考生说身份信息有误",
  "needs.do.identity": "核对证件和签到表；核对好后点“已处理”",
  "mark.identity": "信息有误",
  "panel.identity":
    "考生说屏幕上的身份信息有误。请核对证件和签到表；名单有错时通知考务人员。核对好后点“谁需要我”里的“已处理”。",
  "panel.extra": "个人加时",
  "panel.extraMinutes": "{{count}} 分钟",
  "needs.do.unconfirmed": "对照证件核对本人后点“核对人证”（C）",
  "start.unconfirmed": "还有 {{count}} 人没有核对人证。",

  "sitting.confirm": "开考前逐人核对人证",
  "sitting.confirmHint": "没有核对的考生列在监考页“谁需要我”里，开考时提示人数；不会因此不能开考。",
  "sitting.conduct": "行为信号：达到以下任一项，列入监考页“谁需要我”",
  "sitting.conductHint": "只是提醒监考人员去看一看，不是结论。",
  "sitting.leftTimes": "离开答题页（次）",
  "sitting.leftSeconds": "离开答题页共（秒）",
  "sitting.fullScreen": "退出全屏（次）",
  "sitting.pasted": "粘贴外来文字（次）",

  "failure.sitting-not-over": "还有考生没有交卷，本场没有结束。",
  "failure.entry-open": "还没有停止入场，未到的考生还可以来，本场没有结束。",
  "failure.latecomer-admitted": "已准许入场的考生还没有到，本场没有结束。",
  "failure.end-unacknowledged": "未到的人数刚刚有变，本场没有结束。请看过现在的人数再确认。",
} as const;
