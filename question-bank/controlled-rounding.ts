import type { Generator } from "./random.ts";
import { shuffle } from "./random.ts";

/**
 * Rounds shares `numerators[i] / denominator`, whose sum is whole, to whole numbers with the same sum.
 * Each goes to its floor or ceiling and keeps its mean exactly (systematic sampling in random order).
 */
export function roundShares(
  numerators: readonly number[],
  denominator: number,
  generator: Generator,
): number[] {
  const order = numerators.map((_, index) => index);
  shuffle(order, generator);
  const rounded = new Array<number>(numerators.length).fill(0);
  let sum = generator.below(denominator);
  for (const index of order) {
    const next = sum + (numerators[index] ?? 0);
    rounded[index] = Math.floor(next / denominator) - Math.floor(sum / denominator);
    sum = next;
  }
  return rounded;
}

/**
 * Unbiased controlled rounding of a table (L. H. Cox, A constructive procedure for unbiased controlled
 * rounding, JASA 82, 1987). `numerators` is row by row, every cell is numerator / denominator, every row
 * and column sum is whole. Each cell becomes its floor or ceiling, keeps its mean exactly, and all row
 * and column sums stay as they are. Whole-number arithmetic throughout, so "exactly" has no rounding error.
 */
export function roundTable(
  numerators: ArrayLike<number>,
  denominator: number,
  columns: number,
  generator: Generator,
): Int32Array {
  const rounded = new Int32Array(numerators.length);
  const rest = new Int32Array(numerators.length);
  for (let cell = 0; cell < rest.length; cell += 1) {
    const numerator = numerators[cell] ?? 0;
    rounded[cell] = Math.floor(numerator / denominator);
    rest[cell] = numerator % denominator;
  }
  let from = 0;
  for (;;) {
    while (from < rest.length && rest[from] === 0) from += 1;
    if (from === rest.length) return rounded;
    pushAlong(findCycle(rest, from, columns), rest, rounded, denominator, generator);
  }
}

/**
 * Moves the cells of a cycle up and down in turn by as much as the first of them can bear, in one of
 * the two directions with the odds that keep every mean. At least one cell becomes whole.
 */
function pushAlong(
  cycle: readonly number[],
  rest: Int32Array,
  rounded: Int32Array,
  denominator: number,
  generator: Generator,
): void {
  const room: [number, number] = [denominator, denominator];
  cycle.forEach((cell, place) => {
    const value = rest[cell] ?? 0;
    const up = place % 2;
    room[up] = Math.min(room[up] as number, denominator - value);
    room[1 - up] = Math.min(room[1 - up] as number, value);
  });
  const [forward, backward] = room;
  const step = generator.below(forward + backward) < backward ? forward : -backward;
  cycle.forEach((cell, place) => {
    const value = (rest[cell] ?? 0) + (place % 2 === 0 ? step : -step);
    rest[cell] = value % denominator;
    if (value === denominator) rounded[cell] = (rounded[cell] ?? 0) + 1;
  });
}

/**
 * Rows and columns are nodes, cells that are not whole are edges. A node with one such edge has two or
 * more (its sum is whole), so a walk that never turns back meets a node again and closes a cycle.
 */
function findCycle(rest: Int32Array, start: number, columns: number): number[] {
  const rows = rest.length / columns;
  const metAt = new Int16Array(rows + columns).fill(-1);
  const path: number[] = [];
  let node = Math.floor(start / columns);
  let last = -1;
  while (metAt[node] === -1) {
    metAt[node] = path.length;
    last =
      node < rows ? nextInRow(rest, node, columns, last) : nextInColumn(rest, node - rows, columns, last);
    path.push(last);
    node = node < rows ? rows + (last % columns) : Math.floor(last / columns);
  }
  return path.slice(metAt[node]);
}

function nextInRow(rest: Int32Array, row: number, columns: number, last: number): number {
  return nextFractional(rest, row * columns, (row + 1) * columns, 1, last);
}

function nextInColumn(rest: Int32Array, column: number, columns: number, last: number): number {
  return nextFractional(rest, column, rest.length, columns, last);
}

function nextFractional(rest: Int32Array, from: number, to: number, stride: number, last: number): number {
  for (let cell = from; cell < to; cell += stride) if (rest[cell] !== 0 && cell !== last) return cell;
  throw new RangeError("a row or column of this table does not add up to a whole number");
}
