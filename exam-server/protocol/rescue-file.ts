import { z } from "zod";
import { entry, journalId, maxEntries } from "./messages.ts";

/**
 * The rescue file 救援文件: the journal of a seat whose network stays dead, carried to the server by a
 * proctor. The outside is JSON that names nobody. The inside is RescueContent as JSON, compressed with
 * gzip and sealed with ChaCha20-Poly1305 under
 * HKDF-SHA256(X25519(ephemeral, server), salt = ephemeral ‖ server, info = "kaochang-rescue/1"), 32 bytes.
 */
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

export const rescueFormat = "kaochang-rescue/1";
export const maxRescueBytes = 8 * 1024 * 1024;

export const rescueFile = z.strictObject({
  format: z.literal(rescueFormat),
  /** Public half of a key pair made for this file alone. */
  ephemeral: hex(32),
  /** Nonce, ciphertext and tag, in base64. */
  sealed: z.base64().max(maxRescueBytes),
});
export type RescueFile = z.infer<typeof rescueFile>;

/** What the candidate's page had: claims, which a proctor decides on. */
export const rescueClaims = z.strictObject({
  attempt: z.string().min(1).max(64),
  journal: journalId,
  entries: z.array(entry).max(maxEntries),
});
export type RescueClaims = z.infer<typeof rescueClaims>;

export const rescueContent = z.strictObject({
  /** A RescueClaims as JSON text, because the MAC covers bytes. */
  claims: z.string(),
  /** HMAC-SHA256 of `claims` under the attempt's MAC key: who has no paper cannot make a file. */
  mac: hex(32),
});
export type RescueContent = z.infer<typeof rescueContent>;
