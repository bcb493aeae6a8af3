import type { ItemFault } from "./interaction.ts";
import { type Item, interaction, itemSchema } from "./item.ts";
import { schemaFaults, silent } from "./schema-faults.ts";

/** One authored item as read: itself where its shape is right, and every fault found inside it. */
interface ItemReading {
  item: Item | null;
  faults: ItemFault[];
}

export function readItem(raw: unknown): ItemReading {
  const parsed = itemSchema.safeParse(raw, silent);
  if (parsed.success) return { item: parsed.data, faults: interaction(parsed.data.type).lint(parsed.data) };
  const faults = schemaFaults(parsed.error.issues);
  return { item: null, faults: [...faults, ...faultsBehind(raw, faults)] };
}

/** Base fields that no type's lint looks at, with values that satisfy the schema. */
const standIns: Record<string, unknown> = {
  id: "x",
  version: 1,
  syllabus: ["1"],
  difficulty: "medium",
  status: "active",
  explanation: "",
  enemies: [],
  source: "",
};

/**
 * Faults that faults of shape would hide: an author who wrote an empty option *and* a key that names
 * none hears of both. The faulty places are filled with stand-ins and what lint says elsewhere is kept.
 */
function faultsBehind(raw: unknown, faults: readonly ItemFault[]): ItemFault[] {
  const repaired: unknown = structuredClone(raw);
  faults.forEach(({ code, path }, index) => {
    repair(repaired, code, path, `\u0000${index}`);
  });
  const parsed = itemSchema.safeParse(repaired);
  if (!parsed.success) return [];
  const known = new Set(faults.map(({ path }) => JSON.stringify(path)));
  return interaction(parsed.data.type)
    .lint(parsed.data)
    .filter(({ path }) => !known.has(JSON.stringify(path)));
}

function repair(item: unknown, code: string, path: readonly (string | number)[], text: string): void {
  const [field] = path;
  const last = path.at(-1);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), item);
  if (!isRecord(item) || !isRecord(holder) || field === undefined || last === undefined) return;
  if (code === "unknown-field") delete holder[last];
  else if (field in standIns) item[field] = standIns[field];
  else holder[last] = text;
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
