/** Far more turns than a decompression in another thread takes on a loaded machine. */
const mostTurns = 200_000;

/** Waits for something that needs no timer, only the machine's own threads; throws when it does not come. */
export async function until(comes: () => boolean): Promise<void> {
  for (let turn = 0; !comes(); turn += 1) {
    if (turn === mostTurns) throw new Error("what was waited for did not come");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
