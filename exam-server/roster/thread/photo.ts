import type Sharp from "sharp";

/**
 * A photo as a modest JPEG without what cameras write beside it; null for what is no picture. 300 × 420 prints a
 * one-inch photo at 300 dots.
 *
 * Also part of the reader's thread: it names nothing outside itself.
 */
export async function modestPhoto(sharp: typeof Sharp, bytes: Uint8Array): Promise<Buffer | null> {
  try {
    return await sharp(bytes, { limitInputPixels: 64_000_000 })
      .rotate()
      .resize(300, 420, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      // The smallest coding takes half as long again for a tenth of the bytes.
      .jpeg({ quality: 75, optimiseCoding: false })
      .toBuffer();
  } catch {
    return null;
  }
}
