import QRCode from "qrcode";

export interface QrRows {
  /** Modules on each side. */
  size: number;
  /** Dark modules, neighbours of a row together. */
  runs: { row: number; from: number; length: number }[];
}

/** A QR code with error correction level M (15 %), which printing and folding leave readable. */
export function qrRows(text: string): QrRows {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const runs: QrRows["runs"] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const last = runs.at(-1);
      if (last && last.row === row && last.from + last.length === column) last.length += 1;
      else runs.push({ row, from: column, length: 1 });
    }
  }
  return { size: modules.size, runs };
}
