import type { sittingZh } from "./sitting-zh.ts";

export const sittingEn: Record<keyof typeof sittingZh, string> = {
  "act.endSitting": "End the sitting",

  "end.allIn":
    "All {{closed}} have handed in. A mistaken hand-in can still be reopened; the sitting ends by itself when its time is up.",
  "end.allInMissing":
    "{{closed}} have handed in, {{missing}} have not come. A mistaken hand-in can still be reopened; the sitting ends by itself when its time is up.",
  "end.button": "End the sitting…",
  "end.title": "End the sitting?",
  "end.effect":
    "Nothing can be reopened afterwards; this cannot be undone. Results can then be released and the archive exported.",
  "end.absent": "The {{missing}} who have not come are absent and cannot enter any more.",
  "end.mayCome": "{{mayCome}} have not come and may still: they will be absent and cannot enter any more.",
  "end.waitsEntry":
    "The {{closed}} who came have handed in. Entry is still open, and the others may come; the sitting can be ended once entry has closed.",
  "end.waitsLatecomer":
    "{{closed}} have handed in. A latecomer who was let in is not there yet and is waited for; the sitting ends by itself when its time is up.",
  "end.officer":
    "Who has not come is absent, and nothing can be reopened afterwards; this cannot be undone. Refused while anybody may still enter or answer.",
  "end.confirmAgain":
    "The sitting has not ended: {{mayCome}} have not come and may still. To end it all the same, press “End the sitting” again; they will be absent.",
  "end.confirm": "End it",
  "end.doneAll": "The sitting has ended.",
  "end.doneAbsent": "The sitting has ended; {{absent}} were absent.",

  "seat.unbegun": "not begun",
  "start.own.title": "Open the exam",
  "start.own.button": "Open the exam",
  "start.own.final":
    "Each candidate’s time runs from when they press “Begin the exam”. The opening cannot be undone.",
  "start.own.late": "Not here: {{missing}}. They may still enter until beginning closes.",
  "start.own.lateClosed":
    "Not here: {{missing}}. After the opening they may enter only when a proctor admits them.",
  "start.lateClosed":
    "Not here: {{missing}}. After the start they may enter only when a proctor admits them, and get no time back.",
  "start.own.confirm": "Open",
  "start.own.done": "Open: {{count}} may begin by themselves, {{arrived}} of them have arrived.",
  "live.ownClocks": "Everybody has their own time",

  "sitting.start": "Start",
  "sitting.start.common": "All together, one clock",
  "sitting.start.own": "Each by themselves once it is open",
  "sitting.begin.closes": "Beginning closes this many minutes after the opening",

  "papers.cancel": "Cancel the drawing",
  "papers.withdraw": "Take the papers back…",
  "papers.withdrawTitle": "Take back the papers of “{{title}}”?",
  "papers.withdrawEffect":
    "All {{count}} papers become void, and candidates who are signed in are sent out. Roster, seats and terms can then be changed and papers drawn anew under a new secret. Seats on printed tickets stay. This cannot be undone and stands in the sitting’s log.",
  "papers.withdrawReason": "Reason (needed; no ID numbers)",
  "papers.withdrawConfirm": "Take them back",
  "board.withdrawn": "{{by}} took the papers back: {{reason}}",
  "failure.papers-withdrawn": "The papers were taken back; this sitting does not take place.",
  "papers.withdrawn": "{{at}}: {{by}} took the papers back: {{reason}}",

  "needs.unadmitted": "Missed the time to begin, waits for leave",
  "needs.unadmittedMany": "{{count}} missed the time to begin and wait for leave",
  "needs.do.unadmitted": "Who may begin is to be admitted (A)",

  "needs.unconfirmed": "Face not compared yet",
  "needs.unconfirmedMany": "{{count}} faces not compared yet",
  "needs.identity": "Says that their identity is shown wrongly",
  "needs.do.identity": "Compare papers and sign-in sheet, then press “Dealt with”",
  "mark.identity": "Identity wrong",
  "panel.identity":
    "The candidate says that the identity on the screen is wrong. Compare papers and sign-in sheet; tell the officer if the roster is wrong. Then press “Dealt with” under “Who needs me”.",
  "panel.extra": "Personal extra time",
  "panel.extraMinutes": "{{count}} min",
  "needs.do.unconfirmed": "Compare face and papers, then press Confirm person (C)",
  "start.unconfirmed": "{{count}} have not been confirmed by a proctor yet.",

  "sitting.confirm": "Every face is compared with its papers before the start",
  "sitting.confirmHint":
    "Who is not confirmed stands under “Who needs me”, and the start names how many; it never keeps you from starting.",
  "sitting.conduct": "Conduct signals: from any of these on, a seat stands under “Who needs me”",
  "sitting.conductHint": "Only something for a proctor to look at, never a verdict.",
  "sitting.leftTimes": "Left the page (times)",
  "sitting.leftSeconds": "Left the page (seconds in all)",
  "sitting.fullScreen": "Left full screen (times)",
  "sitting.pasted": "Pasted text from outside (times)",

  "failure.sitting-not-over": "Somebody has not handed in yet; the sitting has not ended.",
  "failure.entry-open": "Entry is still open and others may come; the sitting has not ended.",
  "failure.latecomer-admitted": "A latecomer who was let in is not there yet; the sitting has not ended.",
  "failure.end-unacknowledged":
    "The number of those who have not come has just changed; the sitting has not ended. Read the present number and confirm again.",
};
