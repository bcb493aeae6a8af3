import type { ItemFault } from "./interaction.ts";
import { htmlIn, linksIn } from "./markdown.ts";

/** HTML and links in the texts that are shown as Markdown: a page shows neither, so the author should hear of it. */
export function markupFaults(item: unknown): ItemFault[] {
  return [...markdownOf(item)].flatMap(([path, text]) => [
    ...faultOf("html-not-allowed", path, htmlIn(text), (tag) => {
      return `不能用 HTML 标签，现在有 ${tag}；粗体写 **文字**，要让考生看到标签本身，请放进反引号：\`${tag}\``;
    }),
    ...faultOf("link-not-allowed", path, linksIn(text), (address) => {
      return `不能用链接，现在有指向 ${address} 的链接；请只写文字，方括号后也不要紧跟圆括号`;
    }),
  ]);
}

type Path = (string | number)[];

/** One fault per text, naming the first find. */
function faultOf(
  code: string,
  path: Path,
  [first]: string[],
  message: (found: string) => string,
): ItemFault[] {
  return first === undefined ? [] : [{ code, path, message: message(first) }];
}

/** Stem, options and explanation, of an item that may have any faults of shape. */
function* markdownOf(item: unknown): Generator<[Path, string]> {
  for (const field of ["stem", "explanation"]) {
    const text = fieldOf(item, field);
    if (typeof text === "string") yield [[field], text];
  }
  const options = fieldOf(item, "options");
  for (const [index, option] of Array.isArray(options) ? options.entries() : []) {
    const text = fieldOf(option, "text");
    if (typeof text === "string") yield [["options", index, "text"], text];
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
