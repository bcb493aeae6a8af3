import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Where the running server is and how to ask it, for the `kaochang` command on the same machine. */
export interface ControlFile {
  url: string;
  /** Null without encrypted pages. */
  tls: EncryptedAddress | null;
  token: string;
  pid: number;
  /** How to start it again: arguments after node's own, settings of its environment, and where. */
  argv: string[];
  env: Record<string, string>;
  cwd: string;
  /** Whoever started it starts it again when it ends: nobody else should. */
  keptUp: boolean;
}

export interface EncryptedAddress {
  url: string;
  /** PEM of the server's own authority; null with the centre's own certificate. */
  ca: string | null;
}

const nameIn = (dataDir: string) => path.join(dataDir, "control.json");

/** Only its owner may read it. */
export function writeControlFile(dataDir: string, control: ControlFile): void {
  rmSync(nameIn(dataDir), { force: true });
  writeFileSync(nameIn(dataDir), JSON.stringify(control), { mode: 0o600 });
}

export function removeControlFile(dataDir: string): void {
  rmSync(nameIn(dataDir), { force: true });
}

export function readControlFile(dataDir: string): ControlFile | null {
  try {
    return JSON.parse(readFileSync(nameIn(dataDir), "utf8")) as ControlFile;
  } catch {
    return null;
  }
}
