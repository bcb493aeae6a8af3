import { idTypeWords, type Plan, type PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import type { ReactNode } from "react";
import type { Words } from "../../staff/i18n/words.ts";
import type { Arrangeable } from "../arrange.ts";
import type { Cell } from "../csv.ts";

export interface RosterColumn extends Arrangeable<PlanCandidate> {
  title: string;
  width: number;
  right?: true;
  /** What an export writes; the table shows the same where there is no `show`. */
  cell: (candidate: PlanCandidate) => Cell;
  show?: (candidate: PlanCandidate) => ReactNode;
  /** How a filtered value is called. */
  word?: (value: string) => string;
}

const label = new Intl.Collator("zh-CN", { numeric: true });

/** Where a candidate sits in one sitting: "第 3 考场 12座"; empty without a room, "—" for who does not take it. */
export function placeText(plan: Plan, candidate: PlanCandidate, sitting: string, t: Words): string {
  const place = candidate.places.find((one) => one.sitting === sitting);
  if (!place) return "—";
  const room = plan.rooms.find(({ id }) => id === place.room);
  if (!room) return "";
  return `${room.name} ${place.seat === null ? t("roster.seatOpen") : t("live.seat", { seat: place.seat })}`;
}

function roomColumn(plan: Plan, sitting: Plan["sittings"][number], t: Words): RosterColumn {
  const text = (candidate: PlanCandidate) => placeText(plan, candidate, sitting.id, t);
  const roomOf = ({ places }: PlanCandidate) => {
    const place = places.find((one) => one.sitting === sitting.id);
    return place ? (place.room ?? "none") : "out";
  };
  return {
    key: `place ${sitting.id}`,
    title: sitting.title,
    width: 150,
    cell: text,
    show: (candidate) => text(candidate) || t("roster.noSeat"),
    compare: (a, b) => label.compare(text(a), text(b)),
    groupOf: roomOf,
    word: (id) => {
      if (id === "out") return t("roster.notTaking");
      return plan.rooms.find((room) => room.id === id)?.name ?? t("roster.noSeat");
    },
  };
}

/** The columns of the roster without photo and buttons, as shown and as exported. */
export function rosterColumns(plan: Plan, t: Words): RosterColumn[] {
  return [
    {
      key: "admissionNumber",
      title: t("column.admissionNumber"),
      width: 160,
      cell: ({ admissionNumber }) => admissionNumber,
      compare: (a, b) => label.compare(a.admissionNumber, b.admissionNumber),
    },
    {
      key: "name",
      title: t("column.name"),
      width: 100,
      cell: ({ name }) => name,
      compare: (a, b) => label.compare(a.name, b.name),
    },
    {
      key: "idType",
      title: t("roster.idType"),
      width: 130,
      cell: ({ idType }) => idTypeWords[idType],
      groupOf: ({ idType }) => idType,
      word: (type) => idTypeWords[type as PlanCandidate["idType"]],
    },
    { key: "idNumber", title: t("roster.idNumber"), width: 185, cell: ({ idNumber }) => idNumber },
    ...plan.sittings.map((sitting) => roomColumn(plan, sitting, t)),
    {
      key: "extraMinutes",
      title: t("roster.extra"),
      width: 96,
      right: true,
      cell: ({ extraMinutes }) => extraMinutes,
      show: ({ extraMinutes }) => (extraMinutes === 0 ? "—" : t("roster.extraOf", { count: extraMinutes })),
      compare: (a, b) => a.extraMinutes - b.extraMinutes,
    },
  ];
}

/** A heading, then the rows as they are shown. */
export function rosterRows(columns: readonly RosterColumn[], shown: readonly PlanCandidate[]): Cell[][] {
  return [
    columns.map(({ title }) => title),
    ...shown.map((candidate) => columns.map(({ cell }) => cell(candidate))),
  ];
}

/** Candidates whose name or one of whose numbers holds what was typed. */
export function rosterMatching(candidates: readonly PlanCandidate[], typed: string): PlanCandidate[] {
  const wanted = typed.trim().toLowerCase();
  return candidates.filter(({ name, admissionNumber, idNumber }) =>
    [name, admissionNumber, idNumber].some((text) => text.toLowerCase().includes(wanted)),
  );
}
