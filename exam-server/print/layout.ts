import type { DocumentName } from "../protocol/print.ts";
import type { DocumentParts } from "./documents.ts";
import type { Sheet } from "./sheet.ts";

/** Lays one document out; calls `printed` after each entry, where whoever prints may let others have their turn. */
export interface Layout<Name extends DocumentName> {
  /** Pages are kept until the layout flushes them, so that they can say how many there are. */
  buffered?: boolean;
  draw(
    sheet: Sheet,
    head: DocumentParts[Name]["head"],
    entries: AsyncIterable<DocumentParts[Name]["entry"]>,
    printed: () => Promise<void>,
    total: number,
  ): Promise<void>;
}
