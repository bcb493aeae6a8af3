/** Image formats that a bank may hold, known by their first bytes whatever a file is called. */
export type MediaType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

export const largestMedia = 2 * 1024 * 1024;

const signatures: [MediaType, (head: string) => boolean][] = [
  ["image/png", (head) => head.startsWith("\x89PNG\r\n\x1a\n")],
  ["image/jpeg", (head) => head.startsWith("\xff\xd8\xff")],
  ["image/gif", (head) => head.startsWith("GIF87a") || head.startsWith("GIF89a")],
  ["image/webp", (head) => head.startsWith("RIFF") && head.slice(8, 12) === "WEBP"],
];

/** The format of an image's bytes; null for anything else. SVG is left out: it can hold script. */
export function mediaType(bytes: Uint8Array): MediaType | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return signatures.find(([, matches]) => matches(head))?.[0] ?? null;
}
