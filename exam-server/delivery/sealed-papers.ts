import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { paperRenderer } from "../attempt/candidate-paper.ts";
import { paperKey, pictureKey, pictureName, rescueMacKey } from "../attempt/keys.ts";
import { rescuePublicKey } from "../attempt/rescue-file.ts";
import { seal } from "../attempt/seal.ts";
import type { PreparedAttempt } from "../attempt/state.ts";
import type { SealedPaper } from "../protocol/messages.ts";
import { nonceBytes, type PaperBundle } from "../protocol/sealed-paper.ts";
import type { BankStore } from "../store/store.ts";
import { breath } from "./breath.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Room } from "./room.ts";
import type { Sitting } from "./sittings.ts";

const compress = promisify(gzip);
/** Half the time of the usual level for a twentieth more bytes: a room's papers are made when the server starts. */
const level = 3;

export interface SealedPapersParts {
  room: Pick<Room, "record">;
  catalogue: Catalogue;
  bank: Pick<BankStore, "media">;
  /** The server's own secret, from which the keys of rescue files come. */
  sealingSecret: string;
  /** Random bytes for nonces. */
  random: (bytes: number) => Uint8Array;
}

/** How the rendered items name a picture of the bank. */
const pictureAddress = /\/media\/([0-9a-f]{64})/g;

interface Picture {
  sha256: string;
  type: string;
  secret: string;
}

/**
 * Papers as they lie on the seats before the start: rendered, compressed and sealed while nothing is
 * urgent, never in the second in which a whole room begins. Kept in memory for open sittings.
 */
export function openSealedPapers({ room, catalogue, bank, sealingSecret, random }: SealedPapersParts) {
  const made = new Map<string, Promise<SealedPaper>>();
  /** Attempts whose seat has its paper. */
  const fetched = new Set<string>();
  /** By the name under which it is fetched. */
  const pictures = new Map<string, Picture>();
  /** Sittings that were let go; what was being made of them just then is kept no more. */
  const gone = new WeakSet<Sitting>();
  const render = paperRenderer(catalogue.itemOf, (path) => `/${path}`);
  const server = rescuePublicKey(sealingSecret);

  const picturesOf = async (sitting: Sitting, shown: string): Promise<PaperBundle["pictures"]> => {
    const { secret } = sitting.record;
    const entries: PaperBundle["pictures"] = {};
    for (const [address, sha256 = ""] of shown.matchAll(pictureAddress)) {
      const name = pictureName(secret, sha256);
      const known = pictures.get(name) ?? { sha256, secret, type: (await bank.media(sha256))?.type ?? "" };
      if (!gone.has(sitting)) pictures.set(name, known);
      entries[address] = { name, key: pictureKey(secret, sha256), type: known.type };
    }
    return entries;
  };

  const bundleOf = async (sitting: Sitting, attempt: string, { paper }: PreparedAttempt) => {
    await catalogue.need(paper.items);
    const rendered = render(paper);
    const shown = await picturesOf(sitting, JSON.stringify(rendered));
    const rescue = { attempt, server, mac: rescueMacKey(sealingSecret, attempt) };
    return { paper: rendered, pictures: shown, rescue } satisfies PaperBundle;
  };

  const read = async (sitting: Sitting, attempt: string): Promise<PaperBundle> => {
    const { state } = await room.record(attempt);
    if (state.phase === "none") throw new Error(`attempt ${attempt} has no paper`);
    return bundleOf(sitting, attempt, state);
  };

  const make = async (sitting: Sitting, attempt: string): Promise<SealedPaper> => {
    const { secret } = sitting.record;
    const bundle = await read(sitting, attempt);
    const zipped = await compress(JSON.stringify(bundle), { level });
    const key = Buffer.from(paperKey(secret, attempt), "hex");
    return {
      sealed: seal(zipped, key, random(nonceBytes)),
      pictures: Object.values(bundle.pictures).map(({ name }) => name),
    };
  };

  const of = (sitting: Sitting, attempt: string): Promise<SealedPaper> => {
    const known = made.get(attempt);
    if (known) return known;
    const making = make(sitting, attempt);
    made.set(attempt, making);
    making.catch(() => made.delete(attempt));
    return making;
  };

  return {
    of,
    /**
     * Makes all papers of a sitting; between two of them, whatever else has arrived goes first. Of one that
     * runs, the seats have theirs, and only which pictures they may still ask for is found out. Stops when the
     * sitting is let go: reading on would bring its attempts back into memory.
     */
    async prepare(sitting: Sitting): Promise<void> {
      for (const { attempt } of sitting.places) {
        if (gone.has(sitting)) return;
        await (sitting.state.phase === "prepared" ? of(sitting, attempt) : read(sitting, attempt));
        await breath();
      }
    },
    /** As `of`, for the seat. */
    fetch(sitting: Sitting, attempt: string): Promise<SealedPaper> {
      fetched.add(attempt);
      const paper = of(sitting, attempt);
      if (sitting.state.phase === "running") made.delete(attempt);
      return paper;
    },
    /** Papers that lie on their seats leave the memory; a page that is loaded anew has its own made again. */
    started({ places }: Sitting): void {
      for (const { attempt } of places) if (fetched.has(attempt)) made.delete(attempt);
    },
    forget(sitting: Sitting): void {
      gone.add(sitting);
      for (const { attempt } of sitting.places) {
        made.delete(attempt);
        fetched.delete(attempt);
      }
      for (const [name, { secret }] of pictures) if (secret === sitting.record.secret) pictures.delete(name);
    },
    /** A sealed picture of an open sitting by its name; undefined when there is none. */
    async picture(name: string): Promise<Buffer | undefined> {
      const found = pictures.get(name);
      const media = found && (await bank.media(found.sha256));
      if (!found || !media) return undefined;
      // One text for ever under this key, so a constant nonce repeats nothing but itself.
      const key = Buffer.from(pictureKey(found.secret, found.sha256), "hex");
      return seal(media.bytes, key, Buffer.alloc(nonceBytes));
    },
  };
}

export type SealedPapers = ReturnType<typeof openSealedPapers>;
