import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { FileThere, makeDurably } from "../archive/durable-file.ts";
import { fault, largest } from "../archive/format.ts";
import { type OpenedArchive, openArchive } from "../archive/make.ts";
import { openSigningKey } from "../archive/signing-key.ts";
import { nothingChecked, type Verification, type VerifyOptions, verifyArchive } from "../archive/verify.ts";
import { withStore } from "../data-folder.ts";
import type { Store } from "../store/store.ts";
import { verificationWords } from "./archive-words.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { refusalSentence } from "./running-server.ts";

interface MakeFlags extends DataDirFlags {
  sitting: string;
  out: string;
}

interface VerifyFlags extends VerifyOptions {
  json?: boolean;
}

/** `kaochang archive`: a closed sitting as one signed zip, and the check that needs nothing but that zip. */
export const archive: Verb = (program, io) => {
  const group = program.command("archive").description("场次档案 A sitting's archive");
  withDataDir(group.command("make"))
    .description("把收卷后的场次做成一个签名的压缩包 Pack a closed sitting into one signed zip")
    .requiredOption("--sitting <id>", "场次 sitting")
    .requiredOption("--out <file>", "输出文件 file to write")
    .action((flags: MakeFlags) => withStore(dataDirOf(io, flags), (store) => make(store, flags, io)));
  group
    .command("verify <file>")
    .description("核对档案：签名、校验链、抽题与成绩 Check an archive; needs no server and no data folder")
    .option("--root <hash>", "《考场情况记录表》上的总校验值 the root that stands on the signed paper")
    .option("--key <fingerprint>", "《考场情况记录表》上的指纹 the key's fingerprint that stands there")
    .option("--json", "以 JSON 输出 print JSON")
    .action((file: string, flags: VerifyFlags) => verify(file, flags, io));
  withDataDir(group.command("key"))
    .description("本服务器签名密钥的指纹 Fingerprint of this server's signing key")
    .action((flags: DataDirFlags) => withStore(dataDirOf(io, flags), (store) => key(store, flags, io)));
};

async function make(store: Store, { sitting, out, json }: MakeFlags, io: Io): Promise<void> {
  const signing = await openSigningKey(store.secrets, randomBytes(32));
  const opened = await openArchive(store, sitting, signing, Date.now());
  if (!opened.ok) throw new CommandFailure(`没有生成档案：${refusalSentence(opened)}`);
  const bytes = await written(out, opened);
  const { fingerprint } = signing;
  report(io, json, { sitting, file: out, bytes, fingerprint }, () => {
    return `已生成 ${out}（${(bytes / 1024 ** 2).toFixed(1)} MB）\n签名密钥的指纹：${fingerprint}`;
  });
}

/** Writes the archive as it comes, readable by its owner only; returns its size. */
async function written(file: string, opened: OpenedArchive): Promise<number> {
  try {
    return await makeDurably(file, async (unfinished) => {
      await writeFile(unfinished, opened.bytes, { mode: 0o600 });
      return statSync(unfinished).size;
    });
  } catch (failure) {
    throw failure instanceof FileThere ? new CommandFailure(failure.message) : failure;
  }
}

async function key(store: Store, { json }: DataDirFlags, io: Io): Promise<void> {
  const { publicKey, fingerprint } = await openSigningKey(store.secrets, randomBytes(32));
  report(io, json, { publicKey, fingerprint }, () => fingerprint);
}

function verify(file: string, { key, root, json }: VerifyFlags, io: Io): void {
  const paper = { key, root };
  const found = verified(file, paper);
  report(io, json, found, () => verificationWords(found, paper));
  if (!found.ok) throw new CommandFailure(`档案有问题，共 ${found.faults.length} 处`);
}

function verified(file: string, options: VerifyOptions): Verification {
  const { size } = statSync(file);
  if (size <= largest.zipBytes) return verifyArchive(readFileSync(file), options);
  const sentence = `${file} 大得不可能是考场档案，没有打开`;
  const faults = [fault("too-large", null, sentence)];
  return { ok: false, faults, archive: null, files: 0, checked: nothingChecked };
}
