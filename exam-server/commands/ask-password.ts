import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { CommandFailure, type Io } from "./command.ts";

/** A password from KAOCHANG_PASSWORD, or typed at the terminal without being shown. */
export async function askPassword(io: Io, username: string): Promise<string> {
  const given = io.env.KAOCHANG_PASSWORD;
  if (given) return given;
  if (!process.stdin.isTTY) {
    throw new CommandFailure("没有终端可以输入密码：请用环境变量 KAOCHANG_PASSWORD 给出");
  }
  io.err(`${username} 的密码（输入时不显示） Password: `);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await reader.question("");
  } finally {
    reader.close();
    io.err("\n");
  }
}
