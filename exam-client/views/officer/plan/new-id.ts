/** An id that the page makes for a sitting or a room; `getRandomValues` exists on plain http too. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
