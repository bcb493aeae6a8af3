/**
 * An ID number of which so much is left that a proctor can compare it with the document: six and four
 * signs of a long one (11010119900307001X → 110101********001X), the first and the last two of a short one.
 */
export function masked(idNumber: string): string {
  const signs = [...idNumber];
  const [first, last] = signs.length >= 15 ? [6, 4] : [1, 2];
  if (signs.length <= first + last) return "*".repeat(signs.length);
  return [...signs.slice(0, first), ..."*".repeat(signs.length - first - last), ...signs.slice(-last)].join(
    "",
  );
}
