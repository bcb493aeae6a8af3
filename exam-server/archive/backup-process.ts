import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import path from "node:path";

/**
 * Runs `kaochang backup` beside the server and below it in priority, because copying and checking take a
 * processor for seconds. `program`: the file of the `kaochang` command. Throws with its last line.
 */
export function backUpInProcess(program: string, dataDir: string, out: string): Promise<void> {
  const named = ["--out", path.resolve(out), "--data-dir", path.resolve(dataDir)];
  const child = spawn(process.execPath, [program, "backup", ...named], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const last = said.trim().split("\n").at(-1);
      if (code === 0) resolve();
      else reject(new Error(last || `exit code ${code ?? signal}`));
    });
    child.once("spawn", () => giveWay(child.pid));
  });
}

function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system forbids it: then it runs as it is.
  }
}
