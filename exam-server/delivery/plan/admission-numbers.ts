/** Numbers that nobody of the plan has yet: the plan's prefix and a running number of four digits. */
export function nextAdmissionNumbers(
  prefix: string,
  candidates: Iterable<{ admissionNumber: string }>,
  count: number,
): string[] {
  const used = new Set<string>();
  for (const { admissionNumber } of candidates) used.add(admissionNumber);
  const made: string[] = [];
  for (let serial = 1; made.length < count; serial += 1) {
    const number = prefix + String(serial).padStart(4, "0");
    if (!used.has(number)) made.push(number);
  }
  return made;
}
