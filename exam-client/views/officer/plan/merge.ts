const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What was typed, on top of what somebody else saved meanwhile: a field that was touched here stays as it
 * is here, every other one is theirs.
 */
export function mergeFields<T extends object>(base: T, mine: T, theirs: T): T {
  const touched = Object.entries(mine).filter(([field, value]) => !same(value, base[field as keyof T]));
  return { ...theirs, ...(Object.fromEntries(touched) as Partial<T>) };
}

/** A list in which the item of this id is replaced, or added at the end. */
export function withItem<T extends { id: string }>(list: readonly T[], item: T): T[] {
  const known = list.some(({ id }) => id === item.id);
  return known ? list.map((one) => (one.id === item.id ? item : one)) : [...list, item];
}
