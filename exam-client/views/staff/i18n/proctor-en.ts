import { proctorBoardEn } from "./proctor-board-en.ts";
import type { proctorZh } from "./proctor-zh.ts";

export const proctorEn: Record<keyof typeof proctorZh, string> = {
  ...proctorBoardEn,

  "warnings.title": "The server says",

  "room.rescue": "Load rescue files…",

  "act.release": "Move",
  "act.time": "More time",

  "needs.knocking": "Another PC asks to answer",
  "needs.unkept": "The PC cannot keep answers",
  "needs.do.knocking": "Check who it is, then allow the move",
  "needs.do.unkept": "No reload, no restart; move the candidate soon",
  "mark.knocking": "Asks to move",
  "mark.unkept": "Keeps nothing",
  "mark.quarantined": "{{count}} to decide",
  "mark.timeUnseen": "new time not shown",

  "panel.knocking":
    "Another PC (or window) asks to answer and was refused. Check who it is, then allow the move below.",
  "panel.unkept":
    "This PC keeps answers in memory only: no reload, no restart; move the candidate soon. Answers that were sent are safe on the server.",
  "panel.added": "Added time",
  "panel.addedShown": "+{{span}}, shown on the candidate's PC",
  "panel.addedUnseen": "+{{span}}, not yet shown on the candidate's PC",
  "panel.addedOver": "+{{span}}",
  "panel.decide": "See and decide: {{count}}",

  "reason.label": "Reason (required)",
  "reason.need": "Give a reason",

  "time.kind": "Kind",
  "time.credit": "Credit",
  "time.extension": "Extension",
  "time.creditWhy": "Gives lost time back (network, machine, power).",
  "time.extensionWhy": "More time than was planned.",
  "time.minutes": "Minutes",
  "time.allName": "all {{count}} candidates",
  "time.network": "Network down",
  "time.machine": "Machine broken",
  "time.power": "Power cut",
  "time.swap": "Time lost by a move",
  "time.late": "Late start",
  "time.shown": "{{shown}}/{{all}} seats show the new time",
  "column.added": "Added time",
  "column.addedShown": "+{{span}}, shown",
  "column.addedUnseen": "+{{span}}, not shown",
  "column.addedOver": "+{{span}}",

  "quarantine.title": "Answers to decide: seat {{seat}} {{name}}",
  "quarantine.explain":
    "These answers are whole on the server and do not count yet. Admit: they count in place of what counts now. Reject: they do not count, the record stays. A decision cannot be undone.",
  "quarantine.closed":
    "This attempt is closed: admitting scores it anew; either decision issues a new receipt in place of the old one. Tell the candidate.",
  "quarantine.running":
    "The candidate is still answering: what is admitted also changes on the candidate's screen.",
  "quarantine.none": "No answer waits.",
  "quarantine.number": "Question",
  "quarantine.numberOf": "Question {{number}}",
  "quarantine.times": "{{count}} changes",
  "quarantine.came": "What came",
  "quarantine.current": "What counts now",
  "quarantine.made": "Written",
  "quarantine.why": "Why it waits",
  "quarantine.cleared": "(cleared)",
  "quarantine.unanswered": "(unanswered)",
  "quarantine.flagOn": "Flag set",
  "quarantine.flagOff": "Flag removed",
  "quarantine.left": "with {{span}} left",
  "quarantine.after": "{{span}} after the end",
  "quarantine.same": "same as what counts",
  "quarantine.why.fenced": "Came from the old PC after the move",
  "quarantine.why.after-deadline": "Came after the end",
  "quarantine.why.time-unproven": "Nobody can prove when (the PC slept)",
  "quarantine.why.rescued": "From a rescue file",
  "quarantine.why.other": "Cannot count by itself",
  "quarantine.chosen": "{{count}} chosen",
  "quarantine.choose": "Choose in the table first",
  "quarantine.checked": "Checked with the candidate",
  "quarantine.network": "Network down, written in time",
  "quarantine.machine": "Machine broken, written in time",
  "quarantine.late": "Written after the end",
  "quarantine.older": "The later answer stands",
  "quarantine.admit": "Admit",
  "quarantine.reject": "Reject",
  "quarantine.askAdmit": "Admit {{count}} answers?",
  "quarantine.askReject": "Reject {{count}} answers?",
  "quarantine.effectAdmit": "Questions {{numbers}} will count so. This cannot be undone. Reason: {{reason}}",
  "quarantine.effectReject":
    "Questions {{numbers}}: these answers will not count. This cannot be undone. Reason: {{reason}}",
  "quarantine.confirmAdmit": "Admit them",
  "quarantine.confirmReject": "Reject them",
  "quarantine.admitted": "{{count}} admitted.",
  "quarantine.rejected": "{{count}} rejected.",
  "quarantine.renewed": "Score and receipt are new.",

  "rescue.explain":
    "Where the network stays dead, a candidate's PC saves what was not sent as a rescue file (.kcr). Bring it on a USB stick and load it here, several at once. You still decide whether its answers count.",
  "rescue.pick": "Choose rescue files…",
  "rescue.busy": "Loading {{file}}…",
  "rescue.who": "{{room}} seat {{seat}} {{name}}",
  "rescue.loaded": "{{entries}} answers in the file.",
  "rescue.unusable": "{{count}} of them do not belong to this paper and cannot be used.",
  "rescue.waiting": "{{count}} wait for your decision.",
  "rescue.nothing": "The server has them all; nothing to decide.",
  "rescue.already": "This file was loaded before; it was not loaded twice.",
  "rescue.decide": "Decide",
  "rescue.elsewhere": "Of another sitting: open it",
  "rescue.refused":
    "Not loaded: no rescue file, or damaged, changed, or another server's. Save it again on the candidate's PC.",
  "rescue.tooLarge": "Not loaded: too large for a rescue file.",
  "rescue.unreadable": "Not loaded: the file cannot be read. Plug the USB stick in again.",

  "failure.not-quarantined":
    "Some of these answers were decided already; nothing was changed. See the newest list.",
  "failure.too-large": "Too large; nothing was changed.",
};
