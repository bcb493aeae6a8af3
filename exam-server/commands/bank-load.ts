import path from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { withStore } from "../data-folder.ts";
import { type BankLoad, loadBank } from "../delivery/load-bank.ts";
import { shippedSyllabuses } from "../library.ts";
import { type Store, VersionReused } from "../store/store.ts";
import { CommandFailure, type Io, report } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { faultsInWords } from "./fault-words.ts";
import { askServer, runningServer } from "./running-server.ts";

/** What the running server is asked: absolute names of files on this machine. */
export const bankLoadRequest = z.object({ files: z.array(z.string()).min(1).max(1000) });

export type BankLoadReply = BankLoad | { ok: false; reused: string[] };

/** Loads bank files into a store; items that changed without a new version are named, nothing is thrown. */
export async function loadInto(store: Pick<Store, "bank">, files: readonly string[]): Promise<BankLoadReply> {
  try {
    return await loadBank(store.bank, files, [...shippedSyllabuses().values()]);
  } catch (failure) {
    if (failure instanceof VersionReused) return { ok: false, reused: failure.ids };
    throw failure;
  }
}

/** `kaochang bank load`: through the running server when there is one, so that two programs never write at once. */
export function registerBankLoad(bank: Command, io: Io): void {
  withDataDir(
    bank
      .command("load")
      .description("载入题库文件，有一处错误就全部不载入 Load bank files, all or nothing")
      .argument("<files...>", "一起载入的题库文件 bank files that belong together"),
  ).action(async (files: string[], flags: DataDirFlags) => {
    const dataDir = dataDirOf(io, flags);
    const absolute = files.map((file) => path.resolve(file));
    const server = await runningServer(dataDir);
    const loaded = server
      ? await askServer<BankLoadReply>(server, "bank-load", { files: absolute })
      : await withStore(dataDir, (store) => loadInto(store, absolute));
    if (!loaded.ok) throw new CommandFailure(failureText(loaded));
    report(
      io,
      flags.json,
      loaded,
      () => `已载入 ${loaded.files} 个文件，${loaded.items} 题，其中新增 ${loaded.added} 题`,
    );
    if (loaded.warnings.length > 0) io.err(`${faultsInWords(loaded.warnings)}\n`);
  });
}

/** Why nothing was loaded: every fault on a line of its own, as `bank lint` writes them. */
export function failureText(failed: Exclude<BankLoadReply, { ok: true }>): string {
  if ("reused" in failed) return `题库未载入。试题内容已变而版本号未变：${failed.reused.join("、")}`;
  return `题库有错误，未载入：\n${faultsInWords(failed.faults)}`;
}
