import type { PrintOrder, SittingHead, Ticket } from "../print/documents.ts";
import type { PlanCandidate } from "../protocol/plan.ts";
import type { DocumentName, PrintRequests } from "../protocol/print.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { ExamResults } from "../protocol/results.ts";
import type { PlanRecord } from "../store/plan-store.ts";
import type { EventLog } from "../store/store.ts";
import { proctorNames } from "./print/proctor-names.ts";
import { sittingReport } from "./print/room-report.ts";
import { examScoreRow, scoreRow, testColumns } from "./print/score-rows.ts";
import {
  type FoundSitting,
  findSitting,
  planSeated,
  type RoomSeating,
  type SeatingParts,
  seatingOf,
  withPhoto,
} from "./print/seating.ts";
import { ticketNotes } from "./print/ticket-notes.ts";
import type { Right } from "./reach.ts";
import type { Reports } from "./reports.ts";

export interface PrintDataParts extends SeatingParts {
  log: Pick<EventLog, "read">;
  reports: Pick<Reports, "results">;
  /** Results of a plan, its tests together. */
  examResults: (plan: string) => Promise<ExamResults | Refusal>;
  wall: () => number;
  /** Of the key that signs archives. */
  fingerprint: string;
  /** e.g. "ecommerce-l3" → "电子商务师三级". */
  qualificationTitle: (qualification: string) => string;
}

/** A document ready to be printed, and what its file is called, without an ending. */
export interface PrintTask {
  ok: true;
  order: PrintOrder;
  fileName: string;
}

/** `right`: the rooms that may stand on a sheet of rooms; the other documents are made for whoever may see all. */
export type PrintData = {
  [Name in DocumentName]: (request: PrintRequests[Name], right: Right) => Promise<PrintTask | Refusal>;
};

/** Gathers what each document says from plans, sittings, their logs and results. Photos are read as they are printed. */
export function openPrintData(parts: PrintDataParts): PrintData {
  const { plans, reports, wall, log } = parts;

  const tickets: PrintData["tickets"] = async ({ plan: id, sitting, room, perPage }) => {
    const plan = (await plans.plans()).find((one) => one.id === id);
    if (!plan) return refuse("not-found");
    const chosen = (await plans.candidates(id)).filter((one) => isChosen(plan, one, sitting, room));
    const head = {
      exam: plan.title,
      qualification: parts.qualificationTitle(plan.qualification),
      site: plan.site,
      address: plan.address,
      notes: ticketNotes(plan),
      perPage,
    };
    const entries = oneByOne(chosen, (one) => ticketOf(parts, plan, one));
    return task({ document: "tickets", head, entries, total: chosen.length }, plan.title, room);
  };

  const seatLabels: PrintData["seat-labels"] = (request, right) =>
    ofRooms(request, right, (head, rooms) => {
      const people = rooms.flatMap((one) => one.people);
      const entries = oneByOne(people, async ({ photo: _, ...person }) => person);
      return { document: "seat-labels", head, entries, total: people.length };
    });

  const signInSheet: PrintData["sign-in-sheet"] = (request, right) =>
    ofRooms(request, right, (head, rooms, found) => {
      const staff = proctorNames(found);
      const entries = oneByOne(rooms, async ({ people, ...room }) => ({
        ...room,
        proctors: staff.ofRoom(room.room),
        people: await Promise.all(
          people.map(async (one) => ({ ...(await withPhoto(parts, one)), seat: one.seat })),
        ),
      }));
      return { document: "sign-in-sheet", head, entries, total: rooms.length };
    });

  const incidentReport: PrintData["incident-report"] = async (request, right) => {
    const found = await findSitting(parts, request.sitting);
    if (!found) return refuse("not-found");
    if (!found.prepared) return refuse("not-started");
    const { prepared } = found;
    const placeOf = placesOf(found);
    const report = await sittingReport({ log, labelOf, placeOf, staff: proctorNames(found) }, prepared);
    const rooms = report.rooms.filter((room) => isRoom(request.room, right, { room }));
    const { secretHash, rosterHash, start = "common" as const } = prepared.state.prepared;
    const head = {
      ...sittingHead(parts, found),
      ...report.times,
      planned: found.planned !== null,
      start,
      secretHash,
      rosterHash,
      root: prepared.state.phase === "closed" ? prepared.state.root : null,
      fingerprint: parts.fingerprint,
    };
    const entries = oneByOne(rooms, async (room) => report.of(room));
    return task(
      { document: "incident-report", head, entries, total: rooms.length },
      head.sitting,
      request.room,
    );
  };

  const scoreList: PrintData["score-list"] = async ({ sitting: id }) => {
    const found = await findSitting(parts, id);
    const results = found && (await reports.results(id));
    if (!results) return refuse("not-found");
    const { exam, qualification, site, sitting } = sittingHead(parts, found);
    const seated = (await seatingOf(parts, found)).flatMap(({ people }) => people);
    const idNumbers = new Map(seated.map((one) => [one.admissionNumber, one.idNumber]));
    const rows = results.results
      .map((result) => scoreRow(result, idNumbers.get(result.admissionNumber) ?? ""))
      .sort((a, b) => (a.admissionNumber < b.admissionNumber ? -1 : 1));
    const head = { exam, qualification, site, sitting, tests: ["成绩"], printedAt: labelOf(wall()) };
    const entries = oneByOne(rows, async (row) => row);
    return task({ document: "score-list", head, entries, total: rows.length }, sitting, null);
  };

  const examScoreList: PrintData["exam-score-list"] = async ({ plan: id }) => {
    const plan = (await plans.plans()).find((one) => one.id === id);
    if (!plan) return refuse("not-found");
    const exam = await parts.examResults(id);
    if (!exam.ok) return exam;
    const { title, qualification, tests, results } = exam;
    const columns = tests.map((test) => testColumns[test]);
    const about = { exam: title, qualification, site: plan.site, sitting: "" };
    const head = { ...about, tests: columns, printedAt: labelOf(wall()) };
    const entries = oneByOne(results, async (one) => examScoreRow(one, tests));
    return task({ document: "exam-score-list", head, entries, total: results.length }, title, null);
  };

  return {
    tickets,
    "seat-labels": seatLabels,
    "sign-in-sheet": signInSheet,
    "incident-report": incidentReport,
    "score-list": scoreList,
    "exam-score-list": examScoreList,
  };

  async function ofRooms(
    { sitting, room }: PrintRequests["seat-labels"],
    right: Right,
    orderOf: (head: SittingHead, rooms: RoomSeating[], found: FoundSitting) => PrintOrder,
  ): Promise<PrintTask | Refusal> {
    const found = await findSitting(parts, sitting);
    if (!found) return refuse("not-found");
    const head = sittingHead(parts, found);
    const rooms = (await seatingOf(parts, found)).filter((one) => isRoom(room, right, one));
    return task(orderOf(head, rooms, found), head.sitting, room);
  }
}

function task(order: PrintOrder, of: string, room: string | null): PrintTask | Refusal {
  if (order.total === 0) return refuse("nothing-to-print");
  return { ok: true, order, fileName: [of, room].filter((part) => part).join(" ") };
}

function isRoom(asked: string | null, right: Right, { room }: { room: string }): boolean {
  return (asked === null || asked === room) && (right === "all" || right.has(room));
}

async function* oneByOne<From, To>(
  from: readonly From[],
  make: (one: From) => Promise<To>,
): AsyncGenerator<To> {
  for (const one of from) yield await make(one);
}

/** Wall clock in milliseconds → label in this machine's time zone. */
function labelOf(wall: number): string {
  return new Date(wall).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" }).replace(" ", "T");
}

function isChosen(
  plan: PlanRecord,
  one: PlanCandidate,
  sitting: string | null,
  room: string | null,
): boolean {
  const asked = plan.rooms.find(({ name }) => name === room)?.id;
  return one.places.some(
    (place) => (sitting === null || place.sitting === sitting) && (room === null || place.room === asked),
  );
}

async function ticketOf(parts: PrintDataParts, plan: PlanRecord, one: PlanCandidate): Promise<Ticket> {
  const tests = plan.sittings.flatMap(({ id, title, begins, minutes }) =>
    one.places
      .filter((place) => place.sitting === id)
      .map(({ room, seat }) => {
        const where = plan.rooms.find((known) => known.id === room);
        const [name, place] = [where?.name ?? "待定", where?.place ?? ""];
        const length = minutes + one.extraMinutes;
        return { title, begins, minutes: length, room: name, place, seat: seat === null ? "" : String(seat) };
      }),
  );
  tests.sort((a, b) => (a.begins < b.begins ? -1 : 1));
  return { ...(await withPhoto(parts, planSeated(plan, one, null, null))), tests };
}

function sittingHead(parts: PrintDataParts, { planned, prepared }: FoundSitting): SittingHead {
  if (planned) {
    const { plan, sitting } = planned;
    const { title, begins, minutes } = sitting;
    const qualification = parts.qualificationTitle(plan.qualification);
    return { exam: plan.title, sitting: title, qualification, site: plan.site, begins, minutes };
  }
  if (!prepared) throw new Error("a sitting is planned or prepared");
  const { record, state } = prepared;
  const begins = labelOf(state.phase === "prepared" ? record.preparedAt : state.startedWall);
  // A practice sitting's title says what it is of.
  return { exam: "", sitting: record.title, qualification: "", site: "", begins, minutes: record.minutes };
}

function placesOf({ planned }: FoundSitting): (room: string) => string {
  const places = new Map(planned?.plan.rooms.map(({ name, place }) => [name, place]));
  return (room) => places.get(room) ?? "";
}
