import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { makeDurably } from "../archive/durable-file.ts";
import { startCommand } from "../how-to-run.ts";
import { type BackupContent, checkBackup } from "../store/sqlite/backup.ts";
import { takeFiles } from "../store/sqlite/backup-files.ts";
import { lockFolder } from "../store/sqlite/lock.ts";
import { contentWords, inSentences } from "./backup.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

/** `kaochang restore`: a new data folder from a backup; a server that starts on it goes on where the backup was made. */
export const restore: Verb = (program, io) => {
  withDataDir(program.command("restore <file>"))
    .description("由备份恢复到空的数据文件夹 Restore a backup into an empty data folder")
    .action((file: string, flags: DataDirFlags) => restoreBackup(file, flags, io));
};

async function restoreBackup(file: string, flags: DataDirFlags, io: Io): Promise<void> {
  const dataDir = dataDirOf(io, flags);
  const content = await inSentences(async () => {
    refuseUsed(dataDir);
    checkBackup(file);
    return restoreInto(dataDir, file);
  });
  const next = `请把环境变量 DATA_DIR 设为 ${dataDir}，再启动服务器（${startCommand}）。考试时间从备份的时刻接着走`;
  report(io, flags.json, { dataDir, ...content }, () => {
    return `已恢复到 ${dataDir}\n${contentWords(content)}\n${next}`;
  });
}

const lockFile = "server.lock";

function refuseUsed(dataDir: string): void {
  const found = existsSync(dataDir) ? readdirSync(dataDir) : [];
  if (found.includes(lockFile)) locked(dataDir)();
  if (found.every((name) => name === lockFile)) return;
  throw new CommandFailure(`数据文件夹 ${dataDir} 不是空的，没有恢复；请给出一个新的文件夹`);
}

/** Takes the folder, so that no server starts on it meanwhile. */
function locked(dataDir: string): () => void {
  const release = lockFolder(dataDir);
  if (release) return release;
  throw new CommandFailure(`数据文件夹 ${dataDir} 正由一个服务器使用，没有恢复`);
}

/** The copy gets the database's name only when it has been read back and found whole. */
async function restoreInto(dataDir: string, file: string): Promise<BackupContent> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = locked(dataDir);
  try {
    return await makeDurably(path.join(dataDir, "kaochang.sqlite"), async (unfinished) => {
      copyFileSync(file, unfinished);
      // A copy has the mode of its source, and whoever kept the backup may have opened it to all.
      chmodSync(unfinished, 0o600);
      const content = checkBackup(unfinished);
      takeFiles(unfinished, dataDir);
      return content;
    });
  } finally {
    release();
  }
}
