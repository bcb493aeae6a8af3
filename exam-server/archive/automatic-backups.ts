import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { ServerWarning } from "../protocol/messages.ts";

export interface BackupParts {
  /** Folder of the backups. */
  folder: string;
  everyMs: number;
  /** How many backups stay. */
  keep: number;
  /** Makes one under this name; throws an Error whose message is a sentence. */
  backUp: (file: string) => Promise<void>;
  /** The disk runs short: what is not an answer waits. */
  shed: () => boolean;
  report: (what: string, reason: unknown) => void;
}

/** Numbered, because a wall clock that is set back must not make the newest backup the oldest. */
const backupName = /^kaochang-(\d{6,12})\.sqlite$/;

/** Makes a backup again and again, keeps the newest, and tells staff when one could not be made. */
export function openAutomaticBackups({ folder, everyMs, keep, backUp, shed, report }: BackupParts) {
  let failed: string | null = null;
  let busy = false;

  const next = async (): Promise<void> => {
    if (shed()) return;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      removeUnfinished(folder);
      const newest = numbersIn(folder).at(-1) ?? 0;
      await backUp(path.join(folder, nameOf(newest + 1)));
      failed = null;
      for (const old of numbersIn(folder).slice(0, -keep)) rmSync(path.join(folder, nameOf(old)));
    } catch (reason) {
      failed = reason instanceof Error ? reason.message : String(reason);
      report("the automatic backup failed", reason);
    }
  };

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void next().finally(() => {
      busy = false;
    });
  }, everyMs);

  return {
    warnings(): ServerWarning[] {
      if (failed === null) return [];
      const text = `自动备份没有成功（${failed}）：请检查备份文件夹 ${folder} 所在的磁盘。考生可以继续作答。`;
      return [{ kind: "backup-failed", text }];
    },
    stop: () => clearInterval(timer),
  };
}

export type AutomaticBackups = ReturnType<typeof openAutomaticBackups>;

function nameOf(number: number): string {
  return `kaochang-${String(number).padStart(6, "0")}.sqlite`;
}

/** Numbers of the backups, smallest first. */
function numbersIn(folder: string): number[] {
  const numbers = readdirSync(folder).flatMap((name) => backupName.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}

/** Of a backup that was cut off with its server, nothing can be used. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^kaochang-\d+\.sqlite\.\d+\.part(-journal)?$/.test(name))
      rmSync(path.join(folder, name), { force: true });
  }
}
