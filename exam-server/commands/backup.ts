import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import { FileThere, makeDurably } from "../archive/durable-file.ts";
import {
  type BackupContent,
  checkBackup,
  copyDatabase,
  databaseBytes,
  UnusableBackup,
} from "../store/sqlite/backup.ts";
import { putFiles } from "../store/sqlite/backup-files.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

interface Flags extends DataDirFlags {
  out: string;
}

/** `kaochang backup`: a checked copy of all that a data folder must not lose, in one file, also in the middle of an exam. */
export const backup: Verb = (program, io) => {
  withDataDir(program.command("backup"))
    .description(
      "备份全部数据，考试中也可以 Back up all data, also in the middle of an exam; checked before it is called good",
    )
    .requiredOption("--out <file>", "备份文件 file to write")
    .action((flags: Flags) => backUp(flags, io));
};

async function backUp(flags: Flags, io: Io): Promise<void> {
  const database = path.join(dataDirOf(io, flags), "kaochang.sqlite");
  if (!existsSync(database)) throw new CommandFailure(`数据文件夹 ${path.dirname(database)} 中没有数据库`);
  const { out, json } = flags;
  const content = await inSentences(async () => {
    await refuseFullDisk(database, out);
    return makeDurably(out, async (unfinished) => {
      copyDatabase(database, unfinished);
      putFiles(unfinished, path.dirname(database));
      return checkBackup(unfinished);
    });
  });
  report(io, json, { file: out, ...content }, () => `已备份到 ${out}\n${contentWords(content)}`);
}

async function refuseFullDisk(database: string, out: string): Promise<void> {
  const needed = databaseBytes(database);
  const { bavail, bsize } = await statfs(path.dirname(path.resolve(out)));
  if (bavail * bsize > needed * 1.1) return;
  throw new CommandFailure(`磁盘空间不够：备份约需 ${megabytes(needed)}，只剩 ${megabytes(bavail * bsize)}`);
}

/** What a backup holds, in lines. */
export function contentWords({ bytes, sittings, events, wall, files }: BackupContent): string {
  const until = wall === null ? "还没有事件" : `最后一个事件在 ${new Date(wall).toLocaleString("sv-SE")}`;
  const lines = [
    `${megabytes(bytes)}，${sittings} 个场次，${events} 个事件，${until}`,
    "题库、图片、照片和各种密钥都在内",
    ...(files.includes("tls/ca.pem") ? ["https 根证书也在内：恢复后各电脑不必重新信任"] : []),
    "已核对：数据库完好，所有记录的校验链完整",
  ];
  return lines.join("\n");
}

/** What the user can mend becomes the command's failure. */
export async function inSentences<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (failure) {
    const ours = failure instanceof UnusableBackup || failure instanceof FileThere;
    throw ours ? new CommandFailure(failure.message) : failure;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
