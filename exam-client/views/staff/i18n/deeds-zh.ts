/** What was done on the board: how far it came, how it is listed, how a mistake is taken back. */
export const deedsZh = {
  "live.stopped": "计时已停",
  "live.minutesLeft": "{{minutes}}分",
  "span.wholeMinutes": "{{minutes}}分",
  "needs.evacuated": "疏散中（{{count}} 人）：先顾人的安全；都回到座位后，再按住恢复",
  "needs.calmUnconfirmed": " · {{count}} 人未核对人证",
  "panel.addedAway": "+{{span}}，到场后就是新的时间",
  "quarantine.all": "全选",

  "deed.shown": "{{act}}：{{delivered}}/{{all}} 已显示，{{confirmed}}/{{all}} 已确认",
  "deed.unshown": "{{seats}}座 未显示（{{state}}）",
  "deed.ended": "{{act}}：{{delivered}}/{{all}} 送达过，现已恢复",
  "deed.away": "另有 {{count}} 人未到，到场后同样有效",
  "deed.incident": "{{act}}（{{category}}）",

  "note.time": "{{kind}} {{span}}",
  "note.move": "换机 到 {{seat}}，原",
  "note.admitted": "待定答案 采用 {{count}} 条",
  "note.rejected": "待定答案 不采用 {{count}} 条",
  "note.whole": "全场 {{count}} 人",
  "note.credited": "时间补回",
  "note.notCredited": "时间不补",

  "credit.yes": "补回",
  "credit.no": "不补",

  "kind.irregularity": "异常",
  "kind.misconduct": "违纪",
  "incident.list": "已记的异常／违纪",
  "incident.withdraw": "撤销异常／违纪记录",
  "incident.withdrawThis": "记错了，撤销…",
  "incident.withdrawn": "已撤销（{{by}}）：{{reason}}",
  "withdraw.mistaken": "误操作",
  "withdraw.seat": "记错座位",
  "withdraw.unproven": "核实后不成立",

  "ask.time": "{{who}}：{{act}}？",
  "ask.timeEffect": "马上生效，不能收回。原因：{{reason}}",
  "ask.timeConfirm": "确认给 {{count}} 人",
  "ask.incident": "{{who}}：{{act}}？",
  "ask.incidentEffect": "写入考场记录：{{text}}",
  "ask.incidentConfirm": "确认记 {{count}} 人",

  "failure.already-withdrawn": "这条记录已经撤销，没有重复撤销。",
} as const;
