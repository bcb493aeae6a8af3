import type { CandidatePaper } from "@kaochang/exam-server/protocol/messages.ts";
import type { PaperBundle } from "@kaochang/exam-server/protocol/sealed-paper.ts";
import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";
import { gunzip } from "./gzip.ts";
import { unseal } from "./seal.ts";

/** Opens a sealed paper; rejects when it is damaged or the key (hexadecimal) is another's. */
export async function openPaper(key: string, sealed: Uint8Array): Promise<PaperBundle> {
  return JSON.parse(await gunzip(unseal(key, sealed))) as PaperBundle;
}

/** The paper with each picture's address replaced by what `urls` has for it; a picture that is not there yet shows its words. */
export function withPictures(
  { paper, pictures }: Pick<PaperBundle, "paper" | "pictures">,
  urls: ReadonlyMap<string, string>,
): CandidatePaper {
  const address = (html: string) =>
    html.replace(/ src="([^"]*)"/g, (whole, source: string) => {
      if (!(source in pictures)) return whole;
      const url = urls.get(source);
      return url === undefined ? "" : ` src="${url}"`;
    });
  return { ...paper, items: paper.items.map((item) => addressed(item, address)) };
}

function addressed(item: CandidateItem, address: (html: string) => string): CandidateItem {
  const options = item.options?.map((option) => ({ ...option, html: address(option.html) }));
  return { ...item, stemHtml: address(item.stemHtml), ...(options ? { options } : {}) };
}
