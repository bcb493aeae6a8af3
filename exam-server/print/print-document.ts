import { type DocumentName, documentNames } from "../protocol/print.ts";
import type { PrintOrder, PrintWarnings } from "./documents.ts";
import type { Typeface } from "./font/typeface.ts";
import { incidentReport } from "./incident-report.ts";
import type { Layout } from "./layout.ts";
import { scoreList } from "./score-list.ts";
import { seatLabels } from "./seat-labels.ts";
import { openSheet } from "./sheet.ts";
import { signInSheet } from "./sign-in-sheet.ts";
import { tickets } from "./tickets.ts";

const layouts: { [Name in DocumentName]: Layout<Name> } = {
  tickets,
  "seat-labels": seatLabels,
  "sign-in-sheet": signInSheet,
  "incident-report": incidentReport,
  "score-list": scoreList,
  "exam-score-list": scoreList,
};

export interface Printing {
  typeface: Typeface;
  /** Takes the PDF's bytes in order. */
  write: (bytes: Uint8Array) => void;
  /** Hears after each entry how many are printed; what it returns is awaited. Throwing ends the printing. */
  progress: (done: number) => Promise<void>;
}

/** Prints a document of any length, entry by entry; returns what could not be drawn as it should. */
export async function printDocument(
  order: PrintOrder,
  { typeface, write, progress }: Printing,
): Promise<PrintWarnings> {
  const { document, head, entries, total } = order;
  const layout = layouts[document] as Layout<DocumentName>;
  const sheet = openSheet(typeface, write, documentNames[document], layout.buffered);
  let done = 0;
  await layout.draw(sheet, head, entries, () => progress(++done), total);
  if (sheet.pages === 0) sheet.page();
  await sheet.end();
  return sheet.characters.warnings();
}
