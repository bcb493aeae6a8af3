/** The value below which the share of the values lies, e.g. 0.99; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** To three digits that count, for a table. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs the task for every value, `width` at a time. */
export async function inParallel<T, R>(
  values: readonly T[],
  width: number,
  task: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = values.entries();
  const work = async () => {
    for (const [index, value] of queue) results[index] = await task(value);
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
