export { type Cell, toCsv } from "@kaochang/exam-server/protocol/csv.ts";
