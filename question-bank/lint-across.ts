import type { PlacedFault, Reading } from "./fault.ts";
import { fold } from "./text.ts";

type FiledFault = PlacedFault & { file: string };

interface Entry {
  file: string;
  index: number;
  id: string | null;
  item: Record<string, unknown>;
}

/** Ids and stems that stand twice among the files of one load; the later one is the fault. */
export function duplicateFaults(readings: readonly Reading[]): FiledFault[] {
  const ids = new Map<string, Entry>();
  const stems = new Map<string, Entry>();
  const faults: FiledFault[] = [];
  for (const entry of entries(readings)) {
    const { id, item } = entry;
    const sameId = id === null ? undefined : firstOf(ids, id, entry);
    if (sameId !== undefined) {
      faults.push(
        place(
          entry,
          "duplicate-id",
          "id",
          `编号“${id}”与${where(sameId, entry)}第 ${sameId.index + 1} 题重复`,
        ),
      );
    }
    const stem = typeof item.stem === "string" ? fold(item.stem) : "";
    const sameStem = stem === "" ? undefined : firstOf(stems, stem, entry);
    if (sameStem !== undefined) {
      const other = sameStem.id ?? `第 ${sameStem.index + 1} 题`;
      faults.push(
        place(entry, "duplicate-stem", "stem", `题干与${where(sameStem, entry)}试题“${other}”相同`),
      );
    }
  }
  return faults;
}

/** Enemies that name nothing among the files loaded together, or the item itself. */
export function enemyFaults(readings: readonly Reading[]): FiledFault[] {
  const known = new Set<string>();
  for (const { id } of entries(readings)) if (id !== null) known.add(id);
  const faults: FiledFault[] = [];
  for (const entry of entries(readings)) {
    const enemies: readonly unknown[] = Array.isArray(entry.item.enemies) ? entry.item.enemies : [];
    enemies.forEach((enemy, index) => {
      const fault = typeof enemy === "string" ? enemyFault(enemy, entry.id, known) : null;
      if (fault !== null) faults.push(place(entry, fault.code, ["enemies", index], fault.message));
    });
  }
  return faults;
}

function enemyFault(enemy: string, id: string | null, known: ReadonlySet<string>) {
  if (enemy === id) return { code: "own-enemy", message: "互斥题写了它自己" };
  if (known.has(enemy)) return null;
  return {
    code: "unknown-enemy",
    message: `互斥题“${enemy}”不在一起检查的题库文件里（提醒：请确认编号无误）`,
  };
}

function* entries(readings: readonly Reading[]): Generator<Entry> {
  for (const { file, raw } of readings) {
    for (const [index, item] of raw.entries()) {
      if (typeof item !== "object" || item === null) continue;
      const fields = item as Record<string, unknown>;
      yield { file, index, id: typeof fields.id === "string" ? fields.id : null, item: fields };
    }
  }
}

/** The entry that had the name before, or undefined after noting this one. */
function firstOf(seen: Map<string, Entry>, name: string, entry: Entry): Entry | undefined {
  const first = seen.get(name);
  if (first === undefined) seen.set(name, entry);
  return first;
}

function place(
  { file, index }: Entry,
  code: string,
  inside: string | (string | number)[],
  message: string,
): FiledFault {
  return { file, code, path: ["items", index, ...[inside].flat()], message };
}

function where(first: Entry, entry: Entry): string {
  return first.file === entry.file ? "" : `文件 ${first.file} 的`;
}
