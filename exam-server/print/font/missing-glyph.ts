import type { Glyph } from "./glyphs.ts";

type Point = readonly [x: number, y: number];

/** The glyph of a character that the font does not have: an empty square, into which it can be written by hand. */
export function missingGlyph(unitsPerEm: number): Glyph {
  const share = (of: number): number => Math.round(of * unitsPerEm);
  const [low, high, line, left, right] = [share(-0.08), share(0.84), share(0.03), share(0.04), share(0.96)];
  // Clockwise outside and counterclockwise inside leaves the inside empty.
  const outside = cornersOf(left, low, right, high);
  const inside = cornersOf(left + line, low + line, right - line, high - line).reverse();
  const outline = outlineOf([outside, inside], [left, low, right, high]);
  return { outline, advance: unitsPerEm, bearing: left };
}

/** Clockwise from the lower left one. */
function cornersOf(left: number, low: number, right: number, high: number): Point[] {
  return [
    [left, low],
    [left, high],
    [right, high],
    [right, low],
  ];
}

/** A simple glyph of straight lines: header, contour ends, no instructions, flags, then x and y as differences. */
function outlineOf(contours: readonly (readonly Point[])[], box: readonly number[]): Buffer {
  const points = contours.flat();
  let count = 0;
  const ends = contours.map((contour) => {
    count += contour.length;
    return count - 1;
  });
  const words = [contours.length, ...box, ...ends, 0];
  const deltas = [0, 1].flatMap((axis) =>
    points.map((point, index) => (point[axis] ?? 0) - (points[index - 1]?.[axis] ?? 0)),
  );
  const onCurve = points.map(() => 1);
  return Buffer.concat([wordsOf(words), Buffer.from(onCurve), wordsOf(deltas)]);
}

function wordsOf(values: readonly number[]): Buffer {
  const words = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    words.writeInt16BE(value, index * 2);
  });
  return words;
}
