import { sha256 } from "@kaochang/question-bank/digest.ts";
import { type ArchiveFault, fault, type Manifest, manifestSchema, missingFile, names } from "./format.ts";
import { fingerprintOf, isSignedBy, plainCode, sameCode } from "./signing-key.ts";
import { checkSitting, type SittingCounts } from "./sitting-check.ts";
import { unpacked } from "./zip-reader.ts";

export interface Verification {
  ok: boolean;
  faults: ArchiveFault[];
  /** What the archive says of itself; null where it has no readable manifest. */
  archive: { sitting: string; madeAt: number; root: string; fingerprint: string } | null;
  files: number;
  checked: SittingCounts;
}

/**
 * What stands on the signed paper, however it was copied: the fingerprint that the archive's key must have,
 * and the sitting's root. What is not given here, whoever checks compares by eye.
 */
export interface VerifyOptions {
  key?: string | undefined;
  root?: string | undefined;
}

export const nothingChecked: SittingCounts = {
  events: 0,
  attempts: 0,
  papers: 0,
  receipts: 0,
  scores: 0,
  unscored: 0,
  pictures: 0,
};

/**
 * Checks an archive from its bytes alone: the signature, every file's hash, every hash chain, the root, the
 * draw from the published secret, every score from the answers, every receipt, every picture. A fault of one
 * file hides none of another, except from the checks that need all of them (root, draw, what follows).
 */
export function verifyArchive(zip: Uint8Array, paper: VerifyOptions = {}): Verification {
  const { files, faults } = unpacked(zip);
  const said = (found: readonly ArchiveFault[], rest: Partial<Verification> = {}): Verification => {
    const all = once([...faults, ...found]);
    return {
      ok: all.length === 0,
      faults: all,
      archive: null,
      files: files.size,
      checked: nothingChecked,
      ...rest,
    };
  };
  if (files.size === 0) return said(faults.length > 0 ? [] : [missingFile(names.manifest)]);
  const manifest = manifestOf(files);
  if ("code" in manifest) return said([manifest]);
  const { sitting, madeAt, root } = manifest;
  const archive = { sitting, madeAt, root, fingerprint: fingerprintOf(manifest.key) };
  const outside = [
    ...signatureFaults(files, manifest),
    ...paperFaults(manifest, paper),
    ...fileFaults(files, manifest),
  ];
  const inside = checkSitting(files, manifest);
  return said([...outside, ...inside.faults], { archive, checked: inside.counts });
}

function manifestOf(files: ReadonlyMap<string, Uint8Array>): Manifest | ArchiveFault {
  const bytes = files.get(names.manifest);
  if (!bytes) return missingFile(names.manifest);
  try {
    return manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return fault("manifest", names.manifest, "清单 manifest.json 读不懂：被改动，或由别的版本的程序生成");
  }
}

function signatureFaults(files: ReadonlyMap<string, Uint8Array>, { key }: Manifest): ArchiveFault[] {
  const signature = files.get(names.signature);
  const manifest = files.get(names.manifest);
  if (!signature || !manifest) return [missingFile(names.signature)];
  if (isSignedBy(key, manifest, Buffer.from(signature).toString())) return [];
  return [fault("signature", names.manifest, "签名与清单不符：清单或签名在签名之后被改动")];
}

/** The manifest against what stands on the paper. */
function paperFaults({ key, root }: Manifest, paper: VerifyOptions): ArchiveFault[] {
  const faults: ArchiveFault[] = [];
  if (paper.key !== undefined && !sameCode(paper.key, fingerprintOf(key))) {
    const why = miscopied(paper.key, 32) ?? "档案由另一台服务器签名，或签名后被重做";
    const sentence = `签名密钥的指纹与所给的不一致：档案是 ${fingerprintOf(key)}，所给的是 ${paper.key}；${why}`;
    faults.push(fault("other-key", names.manifest, sentence));
  }
  if (paper.root !== undefined && !sameCode(paper.root, root)) {
    const why = miscopied(paper.root, 64) ?? "这不是那一场的档案，或签字以后记录被改动";
    const sentence = `总校验值与所给的不一致：档案是 ${root}，所给的是 ${paper.root}；${why}`;
    faults.push(fault("other-root", names.manifest, sentence));
  }
  return faults;
}

/** Why a code copied from paper cannot be one at all; null when it could. */
function miscopied(code: string, digits: number): string | null {
  const count = plainCode(code).length;
  return count === digits ? null : `应有 ${digits} 位数字和字母 a–f，所给的有 ${count} 位，请照纸上再抄一遍`;
}

function fileFaults(files: ReadonlyMap<string, Uint8Array>, { files: listed }: Manifest): ArchiveFault[] {
  const known = new Set<string>([names.manifest, names.signature, ...listed.map(({ name }) => name)]);
  const extra = [...files.keys()].filter((name) => !known.has(name));
  const wrong = listed.flatMap(({ name, sha256: wanted, bytes }) => {
    const content = files.get(name);
    if (!content) return [missingFile(name)];
    if (content.length === bytes && sha256(content) === wanted) return [];
    return [fault("changed-file", name, `文件 ${name} 的内容被改动`)];
  });
  return [
    ...wrong,
    ...extra.map((name) => fault("extra-file", name, `文件 ${name} 不在清单上，是后来加入的`)),
  ];
}

/** A file that the manifest and a check both miss is missing once. */
function once(faults: readonly ArchiveFault[]): ArchiveFault[] {
  return [...new Map(faults.map((one) => [one.sentence, one])).values()];
}
