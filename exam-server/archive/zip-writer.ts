import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";
import { Zip, type ZipInputFile } from "fflate";

const deflate = promisify(deflateRaw);

/** Dates of the files say nothing, so that the same content makes the same bytes; zip knows none before 1980. */
const noDate = new Date(1980, 0, 1);
/** Of zip's compression methods, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.5. */
const deflated = 8;

/** The comment of an archive's zip: the digest of every byte before the comment, so that no byte changes unseen. */
export const checksumMark = "kaochang-archive/1 sha256=";

/**
 * Packs files into a zip, one after another, so that a sitting of any size needs the memory of one file.
 * Compression runs in Node's thread pool: the event loop of a server in the middle of an exam stays free.
 */
export async function* zipped(
  files: AsyncIterable<{ name: string; content: Uint8Array }>,
): AsyncGenerator<Uint8Array> {
  const waiting: Uint8Array[] = [];
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure;
    waiting.push(chunk);
  });
  const digest = createHash("sha256");
  const taken = (): Uint8Array => {
    const chunk = Buffer.concat(waiting.splice(0));
    digest.update(chunk);
    return chunk;
  };
  for await (const { name, content } of files) {
    await addFile(zip, name, content);
    yield taken();
  }
  zip.end();
  // The end of the directory closes with the comment's length, which is 0 so far.
  const directory = waiting.pop() ?? new Uint8Array();
  waiting.push(directory.subarray(0, -2));
  yield taken();
  yield commentOf(digest.digest("hex"));
}

async function addFile(zip: Zip, filename: string, content: Uint8Array): Promise<void> {
  const packed = await deflate(content);
  const file: ZipInputFile = {
    filename,
    size: content.length,
    crc: crc32(content),
    compression: deflated,
    mtime: noDate,
  };
  zip.add(file);
  file.ondata?.(null, packed, true);
}

function commentOf(hash: string): Uint8Array {
  const text = Buffer.from(`${checksumMark}${hash}`);
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([length, text]);
}
