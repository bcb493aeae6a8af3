import { sha256 } from "@kaochang/question-bank/digest.ts";
import { type Item, itemSchema } from "@kaochang/question-bank/item.ts";
import { genesis } from "../../attempt/chain.ts";
import type { BankHead, CandidateRecord, Enrolment, NewEvent, SittingRecord } from "../store.ts";

/** A chain of well-formed events for one stream, versions `from` to `from + count - 1`. */
export function chain(stream: string, count: number, after?: NewEvent): NewEvent[] {
  const events: NewEvent[] = [];
  let head = after;
  for (let index = 0; index < count; index += 1) {
    head = next(stream, head);
    events.push(head);
  }
  return events;
}

function next(stream: string, head: NewEvent | undefined): NewEvent {
  const version = (head?.version ?? 0) + 1;
  const previous = head?.hash ?? genesis;
  const data = JSON.stringify({ version, word: "答案 𠮷 \u0000 ½" });
  const hash = sha256(`${previous}${stream}${data}`);
  return {
    stream,
    version,
    type: "tested",
    data,
    exam: version * 10.5,
    wall: 1.7e12 + version,
    previous,
    hash,
  };
}

export const head: BankHead = {
  format: "kaochang-bank/1",
  id: "sample",
  title: "样例题库",
  qualification: "ecommerce-l3",
  test: "theory",
};

export function item(id: string, changes: object = {}): Item {
  return itemSchema.parse({
    id,
    version: 1,
    type: "single-choice",
    syllabus: ["3.1.2"],
    difficulty: "easy",
    status: "active",
    stem: `${id} 的题干（  ）。`,
    options: [
      { id: "A", text: "甲" },
      { id: "B", text: "乙" },
    ],
    key: "A",
    ...changes,
  });
}

export function sitting(id: string, changes: Partial<SittingRecord> = {}): SittingRecord {
  return {
    id,
    exam: "exam-1",
    title: "电子商务师三级理论",
    qualification: "ecommerce-l3",
    test: "theory",
    form: "standard-100",
    practice: true,
    minutes: 90,
    preparedAt: 1_700_000_000_000,
    secret: "ab".repeat(32),
    ...changes,
  };
}

export function candidate(number: number): CandidateRecord {
  return {
    id: `c-${number}`,
    admissionNumber: `2025${String(number).padStart(6, "0")}`,
    idNumber: `11010119900101${String(number).padStart(3, "0")}X`,
    name: `考生${number}𠮷`,
  };
}

export function enrolment(attempt: string, inSitting: string, of: number): Enrolment {
  return { attempt, sitting: inSitting, candidate: `c-${of}`, room: "03", seat: String(of) };
}
