import { expect, test } from "vitest";
import { isSettledPrint } from "./print-http.ts";

const status = { ok: true, document: "tickets", done: 0, total: 3, warnings: [] } as const;

test("nobody asks after a print job any more once it is made, failed or gone", () => {
  expect(isSettledPrint({ ...status, phase: "printing" })).toBe(false);
  expect(isSettledPrint({ ...status, phase: "done" })).toBe(true);
  expect(isSettledPrint({ ...status, phase: "failed" })).toBe(true);
  expect(isSettledPrint({ ok: false, code: "not-found" })).toBe(true);
  expect(isSettledPrint({ ok: false, code: "unreachable" })).toBe(false);
});
