import type { Plan, PlanRoom, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { usualMap } from "./room-map.ts";

export function aRoom(fields: Partial<PlanRoom> = {}): PlanRoom {
  return { id: "bbbbbbbbbbbbbbb1", name: "第 1 考场", place: "", map: usualMap, ...fields };
}

export function aSitting(fields: Partial<PlanSitting> = {}): PlanSitting {
  return {
    id: "aaaaaaaaaaaaaaa1",
    title: "理论知识考试",
    test: "theory",
    form: "form-100",
    kind: "regular",
    begins: "2026-11-23T09:00",
    minutes: 90,
    entryCloses: 30,
    handInOpens: 30,
    graceSeconds: 60,
    start: "common",
    phase: "planned",
    released: false,
    candidates: 0,
    seated: 0,
    seatDraw: null,
    repeats: null,
    withdrawals: [],
    ...fields,
  };
}

export function aPlan(fields: Partial<Plan> = {}): Plan {
  return {
    id: "0123456789abcdef",
    version: 1,
    title: "20261123电子商务师三级",
    qualification: "ecommerce-l3",
    opens: "2026-11-23T09:00",
    closes: "2026-11-23T16:30",
    site: "",
    address: "",
    notes: "",
    changedBy: "officer",
    changedAt: 0,
    secretHash: "0".repeat(64),
    admissionPrefix: "20261123",
    sittings: [],
    rooms: [],
    staff: [],
    candidates: 0,
    photosMissing: 0,
    ...fields,
  };
}
