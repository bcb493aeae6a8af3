/** Browsers have these streams on plain http too, unlike `crypto.subtle`. */
type Stream = CompressionStream | DecompressionStream;

const through = (bytes: Uint8Array<ArrayBuffer>, stream: Stream) =>
  new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();

export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await through(new TextEncoder().encode(text), new CompressionStream("gzip")));
}

/** Rejects for what is no gzip, or no text. */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const text = await through(bytes, new DecompressionStream("gzip"));
  return new TextDecoder("utf-8", { fatal: true }).decode(text);
}
