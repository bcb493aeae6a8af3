/** The browser reads the file after the click; a slow PC gets this long. */
const keptMs = 60_000;

/** Saves a text where this browser saves what is downloaded. */
export function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
