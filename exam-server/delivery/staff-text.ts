import type { Sitting } from "./sittings.ts";

/** Six digits of a district, a date of birth, three digits, the check digit (GB 11643). */
const residentNumber = /(?<!\d)\d{6}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX](?!\d)/;

/**
 * Whether free text of staff names an ID number: one of the sitting's candidates, or anything that looks
 * like a resident's. Logs are kept for appeals and published in archives, so none may stand in them.
 */
export function namesIdNumber(text: string, { places }: Sitting): boolean {
  const plain = text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  return (
    residentNumber.test(plain) || places.some(({ person }) => plain.includes(person.idNumber.toUpperCase()))
  );
}
