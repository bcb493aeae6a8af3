/** One at a time, in the order in which they asked. */
export interface SerialQueue {
  /** Runs a task in its turn; one that fails does not stop those behind it. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /**
   * Takes a turn without a task: null when it is there at once, for what must not wait when nobody else
   * is there. Whoever took it must `leave`.
   */
  enter(): Promise<void> | null;
  leave(): void;
}

export function serialQueue(): SerialQueue {
  const waiting: (() => void)[] = [];
  let taken = false;
  const enter = (): Promise<void> | null => {
    if (taken) return new Promise((resolve) => waiting.push(resolve));
    taken = true;
    return null;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken = false;
  };
  return {
    enter,
    leave,
    async run(task) {
      await enter();
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
