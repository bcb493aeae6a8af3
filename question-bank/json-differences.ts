/** One place in which two JSON documents differ. `path` is a JSON pointer; undefined stands for "missing". */
export interface Difference {
  path: string;
  expected: unknown;
  found: unknown;
}

/** Every difference between two JSON values, deepest places only; empty when they are equal. */
export function jsonDifferences(expected: unknown, found: unknown, path = ""): Difference[] {
  if (!isContainer(expected) || !isContainer(found) || Array.isArray(expected) !== Array.isArray(found)) {
    return Object.is(expected, found) ? [] : [{ path, expected, found }];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...keys].flatMap((key) => jsonDifferences(expected[key], found[key], `${path}/${escaped(key)}`));
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
