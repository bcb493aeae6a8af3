/** The last of a list. `at(-1)` came with Chrome 92, and the pages must run in 90. */
export function last<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}
