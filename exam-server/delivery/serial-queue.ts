/** Runs tasks one after another; a task that fails does not stop those behind it. */
export interface SerialQueue {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function serialQueue(): SerialQueue {
  /** Ends with the last task; null while there is none, and then the next one begins at once. */
  let tail: Promise<void> | null = null;
  return {
    run(task) {
      const result = tail === null ? task() : tail.then(task);
      const end = () => {
        if (tail === mine) tail = null;
      };
      const mine: Promise<void> = result.then(end, end);
      tail = mine;
      return result;
    },
  };
}
