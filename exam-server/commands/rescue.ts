import { readFileSync } from "node:fs";
import type { Delivery } from "../delivery/delivery.ts";
import type { RescueLoaded } from "../protocol/http.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { rescueFile } from "../protocol/rescue-file.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { failureSentence } from "./failure-sentence.ts";
import { askServer, onServerPc, refusalSentence, theServer } from "./running-server.ts";

type Loaded = RescueLoaded | Refusal;

/** `kaochang rescue load`: rescue files from a USB stick, into quarantine. */
export const rescue: Verb = (program, io) => {
  const group = program.command("rescue").description("救援文件 Rescue files");
  withDataDir(group.command("load <files...>"))
    .description("载入救援文件，其中的答案待监考决定 Load them; their answers wait for a proctor's decision")
    .action((files: string[], flags: DataDirFlags) => load(files, flags, io));
};

async function load(names: string[], flags: DataDirFlags, io: Io): Promise<void> {
  const server = await theServer(dataDirOf(io, flags));
  const files: ({ file: string } & Loaded)[] = [];
  for (const file of names) {
    const content = contentOf(file);
    const loaded = content === null ? noFile : await askServer<Loaded>(server, "rescue-load", content);
    files.push({ file, ...loaded });
  }
  report(io, flags.json, { files }, () =>
    files
      .filter(({ ok }) => ok)
      .map(loadedWords)
      .join("\n"),
  );
  const refused = files.filter(({ ok }) => !ok);
  if (refused.length > 0) throw new CommandFailure(refused.map(loadedWords).join("\n"));
}

const noFile: Refusal = refuse("rescue-invalid", "format");

/** What a file holds as JSON; null where it holds none. A file that cannot be read is a sentence. */
function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw new CommandFailure(failureSentence(failure) ?? `${file}：读不出来`);
  }
}

function loadedWords({ file, ...loaded }: { file: string } & Loaded): string {
  if (!loaded.ok) return `${file}：没有载入。${refusalSentence(loaded)}`;
  const { room, seat, name, already, entries, unusable, waiting } = loaded;
  const who = `${file}：${room} ${seat}座 ${name}`;
  if (already) return `${who}，以前载入过，没有变化；现有 ${waiting} 条待定`;
  const odd = unusable > 0 ? `，${unusable} 条不合本卷、不能用` : "";
  return `${who}，文件中有 ${entries} 条${odd}；现有 ${waiting} 条待定`;
}

/** Loads what a file held on the running server. */
export async function loadRescue({ quarantine }: Delivery, content: unknown): Promise<Loaded> {
  const file = rescueFile.safeParse(content);
  return file.success ? quarantine.loadRescue(file.data, onServerPc) : noFile;
}
