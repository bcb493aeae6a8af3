import { expect, test } from "vitest";
import { readPdf } from "../testing/pdf-text.ts";
import { printed, report, reported } from "./samples.fixture.ts";

test("ACT-5 a record that was a mistake is printed, struck out, with who withdrew it and why below", async () => {
  const [line] = report.incidents;
  if (!line) throw new Error("no line");
  const struck = { ...line, struck: { by: "p3", reason: "记错座位" } };
  const head = { ...reported, root: null, fingerprint: "" };
  const { pdf } = await printed("incident-report", head, [{ ...report, incidents: [struck] }]);
  const lines = readPdf(pdf).pages[0]?.lines ?? [];
  expect(lines).toEqual(expect.arrayContaining([line.kind, line.text, "撤销上一条", "记错座位", "p3"]));
});
