/** Lets answers that have arrived go first: what is long is done in pieces, with one of these between them. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
