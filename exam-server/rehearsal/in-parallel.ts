/** Runs the task for each, at most so many at a time: a room does not sign in within one millisecond. */
export async function inParallel<T>(
  all: readonly T[],
  most: number,
  task: (one: T) => Promise<void>,
): Promise<void> {
  const left = all.values();
  const lane = async () => {
    for (const one of left) await task(one);
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, lane));
}
