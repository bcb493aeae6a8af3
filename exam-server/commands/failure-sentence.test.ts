import { FileFailure } from "@kaochang/question-bank/load.ts";
import { expect, test } from "vitest";
import { BrokenLog } from "../delivery/room.ts";
import { UnusableDatabase } from "../store/sqlite.ts";
import { failureSentence } from "./failure-sentence.ts";

const coded = (code: string, path?: string) => Object.assign(new Error("raw words"), { code, path });

test.each([
  [coded("ENOENT", "/a"), "/a：没有这个文件或文件夹 (no such file or folder) [ENOENT]"],
  [coded("EACCES", "/a"), "/a：没有权限 (permission denied) [EACCES]"],
  [coded("ENOTDIR", "/a"), "/a：路径中有一段不是文件夹 (not a folder) [ENOTDIR]"],
  [coded("EISDIR", "/a"), "/a：这是文件夹，不是文件 (is a folder) [EISDIR]"],
  [coded("EROFS", "/a"), "/a：磁盘只读 (read-only disk) [EROFS]"],
  [Object.assign(new Error(), { code: "ENOSPC" }), "磁盘已满 (disk full) [ENOSPC]"],
  [
    Object.assign(new Error(), { code: "SQLITE_IOERR_WRITE" }),
    "磁盘读写出错 (disk error) [SQLITE_IOERR_WRITE]",
  ],
  [new UnusableDatabase("x 已损坏"), "x 已损坏"],
  [new BrokenLog("作答 a 的记录校验失败"), "作答 a 的记录校验失败"],
  [new FileFailure("没有文件 x"), "没有文件 x"],
])("what the user can mend is one sentence: %s", (failure, sentence) => {
  expect(failureSentence(failure)).toBe(sentence);
});

test.each([new TypeError("x is not a function"), coded("ERR_INVALID_ARG_TYPE"), "text", null])(
  "a bug keeps its stack: %s",
  (failure) => {
    expect(failureSentence(failure)).toBeNull();
  },
);
