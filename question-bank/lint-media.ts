import type { ItemFault } from "./interaction.ts";
import { imagesIn, isMediaPath } from "./markdown.ts";

/** Why an image file may not be used. */
export type MediaProblem = "missing" | "wrong-type" | "too-large" | "name-clash";

/** Looks at the file of an image `media/…`; null where it is in order. */
type MediaCheck = (path: string) => MediaProblem | null;

const words: Record<MediaProblem, string> = {
  missing: "找不到这个文件",
  "wrong-type": "不是 PNG、JPEG、WebP 或 GIF 图片",
  "too-large": "超过 2 MB",
  "name-clash": "与另一个题库文件的图片同名而内容不同",
};

/** Images that an item's texts name, each with the path of the text inside the item. */
function* imagesOfItem(
  value: unknown,
  path: (string | number)[] = [],
): Generator<[(string | number)[], string]> {
  if (typeof value === "string") {
    for (const image of imagesIn(value)) yield [path, image];
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* imagesOfItem(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

export function mediaFaults(item: unknown, check: MediaCheck | undefined): ItemFault[] {
  return [...imagesOfItem(item)].flatMap(([path, image]) => {
    if (!isMediaPath(image)) {
      const message = `图片“${image}”应写作 media/文件名，放在题库文件旁的 media 文件夹里`;
      return [{ code: "media-path", path, message }];
    }
    const problem = check?.(image) ?? null;
    return problem === null
      ? []
      : [{ code: `media-${problem}`, path, message: `图片 ${image} ${words[problem]}` }];
  });
}
