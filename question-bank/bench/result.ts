/** One line of a bench's table. `ok` says whether `target` was met, where there is one. */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  target?: number;
  ok?: boolean;
  /** Under this name the value stands in the document of `npm run bench -- --json`. */
  key?: string;
}

/** To three digits that count, for a table. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function atMost(name: string, value: number, unit: string, target: number): BenchResult {
  return { name, value, unit, target, ok: value <= target };
}

export function atLeast(name: string, value: number, unit: string, target: number): BenchResult {
  return { name, value, unit, target, ok: value >= target };
}
