import { percentile } from "../../rehearsal/measures.ts";

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
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
