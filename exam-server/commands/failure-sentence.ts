import { FileFailure } from "@kaochang/question-bank/load.ts";
import { BrokenLog } from "../delivery/room.ts";
import { UnusableDatabase } from "../store/sqlite.ts";

const systemWords: Record<string, string> = {
  ENOENT: "没有这个文件或文件夹 (no such file or folder)",
  EACCES: "没有权限 (permission denied)",
  EPERM: "没有权限 (permission denied)",
  ENOTDIR: "路径中有一段不是文件夹 (not a folder)",
  EISDIR: "这是文件夹，不是文件 (is a folder)",
  EEXIST: "已有同名的文件 (a file of that name exists)",
  EROFS: "磁盘只读 (read-only disk)",
  ENOSPC: "磁盘已满 (disk full)",
  SQLITE_BUSY: "数据库正被另一个程序占用 (database is busy)",
  SQLITE_CANTOPEN: "数据库打不开 (database cannot be opened)",
  SQLITE_READONLY: "数据库只读 (database is read-only)",
  SQLITE_FULL: "磁盘已满 (disk full)",
  SQLITE_IOERR: "磁盘读写出错 (disk error)",
};

/** What went wrong around the program, as one sentence; null for a bug of the program itself. */
export function failureSentence(failure: unknown): string | null {
  if (!(failure instanceof Error)) return null;
  const known = [UnusableDatabase, BrokenLog, FileFailure].some((kind) => failure instanceof kind);
  return known ? failure.message : systemSentence(failure);
}

function systemSentence(failure: Error): string | null {
  const code = "code" in failure ? String(failure.code) : "";
  // SQLite's extended codes name the kind first: SQLITE_IOERR_WRITE.
  const words = systemWords[code] ?? systemWords[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ""];
  if (words === undefined) return null;
  const place = "path" in failure ? `${failure.path}：` : "";
  return `${place}${words} [${code}]`;
}
