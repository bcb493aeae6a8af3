import type { ItemFault } from "./interaction.ts";
import type { Option } from "./item-base.ts";
import { halfWidth } from "./text.ts";

/** Options in the order shown; an empty order means the authored one. */
export function arrange(options: readonly Option[], order: readonly number[]): Option[] {
  if (order.length === 0) return [...options];
  return order.map((index) => {
    const chosen = options[index];
    if (chosen === undefined) throw new RangeError(`option order names index ${index} of ${options.length}`);
    return chosen;
  });
}

export function hasOption(options: readonly Option[], id: string): boolean {
  return options.some((option) => option.id === id);
}

/** The options' ids as a sentence lists them: `A、B、C`. */
export function optionNames(options: readonly Option[]): string {
  return options.map(({ id }) => id).join("、");
}

/** Faults common to all types with options: ids out of sequence or doubled, texts that are equal. */
export function optionFaults(options: readonly Option[]): ItemFault[] {
  return [...sequenceFaults(options), ...equalTextFaults(options)];
}

function sequenceFaults(options: readonly Option[]): ItemFault[] {
  return options.flatMap(({ id }, index) => {
    const expected = String.fromCharCode(65 + index);
    if (id === expected) return [];
    const message = `第 ${index + 1} 个选项的编号是“${id}”，应为“${expected}”`;
    return [{ code: "option-id", path: ["options", index, "id"], message }];
  });
}

/** Case counts: `ls` and `LS` are two answers. Full-width forms and white space do not. */
function equalTextFaults(options: readonly Option[]): ItemFault[] {
  const first = new Map<string, string>();
  return options.flatMap(({ id, text }, index) => {
    const seen = halfWidth(text).replace(/\s+/g, "");
    const same = first.get(seen);
    if (same === undefined) {
      first.set(seen, id);
      return [];
    }
    const message = `选项 ${id} 与选项 ${same} 的内容相同`;
    return [{ code: "equal-options", path: ["options", index, "text"], message }];
  });
}
