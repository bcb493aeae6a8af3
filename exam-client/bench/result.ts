export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  target?: number;
  ok?: boolean;
}

export function atMost(name: string, value: number, unit: string, target: number): BenchResult {
  return { name, value, unit, target, ok: value <= target };
}
