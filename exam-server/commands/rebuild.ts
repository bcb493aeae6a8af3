import { readControlFile } from "../control-file.ts";
import { withStore } from "../data-folder.ts";
import { openViews } from "../delivery/views.ts";
import { lockFolder } from "../store/sqlite/lock.ts";
import type { Store } from "../store/store.ts";
import { brokenStreams } from "./broken-streams.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

/** `kaochang rebuild`: drops all derived tables and makes them again from the events, after checking these. */
export const rebuild: Verb = (program, io) => {
  withDataDir(
    program
      .command("rebuild")
      .description("由事件重建全部派生数据 Rebuild all derived tables from the events"),
  ).action((flags: DataDirFlags) => {
    const dataDir = dataDirOf(io, flags);
    return withStore(dataDir, (store) => alone(dataDir, () => rebuildViews(store, flags, io)));
  });
};

/** Does something while no server can run on the folder. */
async function alone(dataDir: string, act: () => Promise<void>): Promise<void> {
  const release = lockFolder(dataDir);
  if (!release) {
    const url = readControlFile(dataDir)?.url ?? "";
    throw new CommandFailure(`数据文件夹 ${dataDir} 正由服务器 ${url} 使用，请先停止服务器再重建`);
  }
  try {
    await act();
  } finally {
    release();
  }
}

async function rebuildViews(store: Store, { json }: DataDirFlags, io: Io): Promise<void> {
  const broken = await brokenStreams(store);
  if (broken.length > 0) throw new CommandFailure(`${broken.join("\n")}\n没有重建，派生数据保持原样`);
  await openViews(store.events, store.views).rebuild();
  const position = await store.views.position();
  report(io, json, { position }, () => `已由 ${position} 个位置以内的事件重建`);
}
