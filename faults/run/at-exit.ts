/** What must not outlive the suite, however it ends. */
const endings = new Set<() => void>();

process.once("exit", () => {
  for (const end of endings) end();
});

/** Has `end` called when the suite's process exits; returns how to call that off. */
export function endWithSuite(end: () => void): () => void {
  endings.add(end);
  return () => endings.delete(end);
}
