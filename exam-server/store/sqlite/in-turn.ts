/** Makes functions wait for one another: of all that were made by one `inTurn`, one runs at a time, in the order of the calls. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <A extends unknown[], R>(task: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const result = last.then(() => task(...args));
      last = result.catch(() => undefined);
      return result;
    };
}
