import type { PrintedPerson } from "../../print/documents.ts";
import { idTypeWords, type PlanCandidate } from "../../protocol/plan.ts";
import type { KeptSitting, PlanRecord, PlanStore } from "../../store/plan-store.ts";
import type { Sitting, Sittings } from "../sittings.ts";
import { masked } from "./masked.ts";

/** A person at a seat; the photo is read when it is printed. */
export interface Seated {
  /** The room's name. */
  room: string;
  /** Empty: no seat yet. */
  seat: string;
  name: string;
  admissionNumber: string;
  idType: string;
  idNumber: string;
  /** SHA-256. */
  photo: string | null;
}

export interface RoomSeating {
  room: string;
  place: string;
  people: Seated[];
}

/** A sitting with the plan that it belongs to, if it does, and with its log, once it is prepared. */
export interface FoundSitting {
  planned: { plan: PlanRecord; sitting: KeptSitting } | null;
  prepared: Sitting | null;
}

export type SeatingParts = {
  plans: Pick<PlanStore, "plans" | "candidates" | "photo">;
  sittings: Pick<Sittings, "get">;
};

export async function findSitting(
  { plans, sittings }: SeatingParts,
  id: string,
): Promise<FoundSitting | null> {
  const prepared = sittings.get(id) ?? null;
  for (const plan of await plans.plans()) {
    const sitting = plan.sittings.find((one) => one.id === id);
    if (sitting) return { planned: { plan, sitting }, prepared };
  }
  return prepared && { planned: null, prepared };
}

/** Who sits where, room by room in the plan's order, each room by seat; those without a seat are left out. */
export async function seatingOf(
  { plans }: SeatingParts,
  { planned, prepared }: FoundSitting,
): Promise<RoomSeating[]> {
  if (planned) return planSeating(planned.plan, planned.sitting.id, await plans.candidates(planned.plan.id));
  return byRoom((prepared?.places ?? []).map(rosterSeated), () => "");
}

function planSeating(plan: PlanRecord, sitting: string, candidates: readonly PlanCandidate[]): RoomSeating[] {
  const seated = candidates.flatMap((one) =>
    one.places
      .filter((place) => place.sitting === sitting && place.room !== null)
      .map(({ room, seat }) => planSeated(plan, one, room, seat)),
  );
  const order = new Map(plan.rooms.map(({ name }, index) => [name, index]));
  const placeOf = new Map(plan.rooms.map(({ name, place }) => [name, place]));
  return byRoom(seated, (room) => placeOf.get(room) ?? "").sort(
    (a, b) => (order.get(a.room) ?? 0) - (order.get(b.room) ?? 0),
  );
}

export function planSeated(
  plan: PlanRecord,
  { name, admissionNumber, idType, idNumber, photo }: PlanCandidate,
  room: string | null,
  seat: number | null,
): Seated {
  return {
    room: plan.rooms.find(({ id }) => id === room)?.name ?? "",
    seat: seat === null ? "" : String(seat),
    name,
    admissionNumber,
    idType: idTypeWords[idType],
    idNumber: masked(idNumber),
    photo,
  };
}

function rosterSeated({ room, seat, person }: Sitting["places"][number]): Seated {
  const { name, admissionNumber, idNumber } = person;
  return { room, seat, name, admissionNumber, idType: "", idNumber: masked(idNumber), photo: null };
}

function byRoom(seated: readonly Seated[], placeOf: (room: string) => string): RoomSeating[] {
  const rooms = new Map<string, Seated[]>();
  for (const one of seated) rooms.set(one.room, [...(rooms.get(one.room) ?? []), one]);
  return [...rooms].map(([room, people]) => ({
    room,
    place: placeOf(room),
    people: people.sort((a, b) => Number(a.seat) - Number(b.seat)),
  }));
}

export async function withPhoto(
  { plans }: SeatingParts,
  { photo, name, admissionNumber, idType, idNumber }: Seated,
): Promise<PrintedPerson> {
  const bytes = photo === null ? null : ((await plans.photo(photo)) ?? null);
  return { name, admissionNumber, idType, idNumber, photo: bytes };
}
