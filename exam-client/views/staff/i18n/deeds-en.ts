import type { deedsZh } from "./deeds-zh.ts";

export const deedsEn: Record<keyof typeof deedsZh, string> = {
  "live.stopped": "Clock stopped",
  "live.minutesLeft": "{{minutes}}m",
  "span.wholeMinutes": "{{minutes}} min",
  "needs.evacuated":
    "Evacuation ({{count}}): people first; hold the button to resume when all are back at their seats",
  "needs.calmUnconfirmed": " · {{count}} not compared with their papers",
  "panel.addedAway": "+{{span}}, valid when the candidate comes",
  "quarantine.all": "Select all",

  "deed.shown": "{{act}}: {{delivered}}/{{all}} shown, {{confirmed}}/{{all}} confirmed",
  "deed.unshown": "seat {{seats}} does not show it ({{state}})",
  "deed.ended": "{{act}}: had reached {{delivered}}/{{all}}, resumed since",
  "deed.away": "{{count}} more have not come; it will hold for them too",
  "deed.incident": "{{act}} ({{category}})",

  "note.time": "{{kind}} {{span}}",
  "note.move": "Move to {{seat}}, from",
  "note.admitted": "Quarantined answers: {{count}} admitted,",
  "note.rejected": "Quarantined answers: {{count}} set aside,",
  "note.whole": "all {{count}}",
  "note.credited": "time credited",
  "note.notCredited": "time not credited",

  "credit.yes": "Credited",
  "credit.no": "Not credited",

  "kind.irregularity": "Irregularity",
  "kind.misconduct": "Misconduct",
  "incident.list": "Irregularities and misconduct on record",
  "incident.withdraw": "Withdrew an incident",
  "incident.withdrawThis": "A mistake: withdraw…",
  "incident.withdrawn": "Withdrawn ({{by}}): {{reason}}",
  "withdraw.mistaken": "Slip",
  "withdraw.seat": "Wrong seat",
  "withdraw.unproven": "Not so when looked into",

  "ask.time": "{{who}}: {{act}}?",
  "ask.timeEffect": "Takes effect at once and cannot be taken back. Reason: {{reason}}",
  "ask.timeConfirm": "Give it to {{count}}",
  "ask.incident": "{{who}}: {{act}}?",
  "ask.incidentEffect": "Goes on record: {{text}}",
  "ask.incidentConfirm": "Record it of {{count}}",

  "failure.already-withdrawn": "Withdrawn already; not done twice.",
};
