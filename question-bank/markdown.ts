import MarkdownIt from "markdown-it";
import { htmlNames } from "./html-names.ts";

/** Gives the address of an image `media/…` of the bank, or null where there is none. */
export type MediaUrl = (path: string) => string | null;

/** What the rules below need besides the tokens; markdown-it hands it through untyped. */
type RenderEnv = {
  mediaUrl: MediaUrl;
  /** Blanks are numbered in the order of the text when an item has blanks to fill. */
  numbered: boolean;
  blanks: number;
};

/** Image files lie directly in the folder `media`; the pattern leaves no way out of it. */
const mediaPath = /^media\/[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u;

const markdownIt = new MarkdownIt("default", { html: false, linkify: false, breaks: true });
// An exam page leads nowhere, and `____` alone on a line is a blank, not a rule.
markdownIt.disable(["link", "autolink", "reference", "hr"]);
markdownIt.inline.ruler.before("emphasis", "blank", (state, silent) => {
  const run = /^_{4,}/.exec(state.src.slice(state.pos, state.posMax));
  if (run === null) return false;
  if (!silent) state.push("blank", "", 0).content = run[0];
  state.pos += run[0].length;
  return true;
});
markdownIt.renderer.rules.blank = (tokens, index, _options, untyped) => {
  const env = untyped as RenderEnv;
  env.blanks += 1;
  const number = env.numbered ? `（${env.blanks}）` : "";
  return `<span class="blank">${number}${escapeHtml(tokens[index]?.content ?? "")}</span>`;
};
markdownIt.renderer.rules.image = (tokens, index, _options, untyped) => {
  const token = tokens[index];
  const url = token === undefined ? null : (untyped as RenderEnv).mediaUrl(sourceOf(token));
  const text = escapeHtml(token?.content ?? "");
  return url === null ? text : `<img src="${escapeHtml(url)}" alt="${text}">`;
};

type Token = ReturnType<typeof markdownIt.parse>[number];

/** Safe HTML of an author's Markdown: no raw HTML, no links, images only from the bank's own media. */
export function renderMarkdown(text: string, mediaUrl: MediaUrl, numbered = false): string {
  const env: RenderEnv = {
    mediaUrl: (path) => (isMediaPath(path) ? mediaUrl(path) : null),
    numbered,
    blanks: 0,
  };
  return markdownIt.render(text, env).trim();
}

/** As `renderMarkdown`, without the paragraph around a single line, so that it can stand in a label. */
export function renderLine(text: string, mediaUrl: MediaUrl): string {
  const html = renderMarkdown(text, mediaUrl);
  const inner = /^<p>([\s\S]*)<\/p>$/.exec(html)?.[1];
  return inner === undefined || inner.includes("<p>") ? html : inner;
}

/** Sources of all images in the text, as written. */
export function imagesIn(text: string): string[] {
  if (!text.includes("![")) return [];
  return inlineTokens(text)
    .filter(({ type }) => type === "image")
    .map(sourceOf);
}

// Reads what the page does not show, so that lint can name it.
const forbidden = new MarkdownIt("default", { html: true, linkify: false });
forbidden.validateLink = () => true;

/** HTML tags and comments in the text, as written, except in code. Looks for names of HTML, so `x<y>z` is none. */
export function htmlIn(text: string): string[] {
  if (!/<[a-z/!]/i.test(text)) return [];
  return tokensWithin(forbidden.parse(text, {}))
    .filter(({ type }) => type === "html_inline" || type === "html_block")
    .flatMap(({ content }) => [...content.matchAll(/<!--|<\/?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi)])
    .filter(([, name]) => name === undefined || htmlNames.has(name.toLowerCase()))
    .map(([tag]) => tag);
}

/** Addresses of the links in the text. Images are no links. */
export function linksIn(text: string): string[] {
  if (!/\]\(|\]:|<[a-z]/i.test(text)) return [];
  return tokensWithin(forbidden.parse(text, {}))
    .filter(({ type }) => type === "link_open")
    .map((token) => decoded(String(token.attrGet("href") ?? "")))
    .filter((address) => address !== "");
}

/** How many blanks `____` the text shows. */
export function countBlanks(text: string): number {
  return inlineTokens(text).filter(({ type }) => type === "blank").length;
}

export function isMediaPath(path: string): boolean {
  return mediaPath.test(path);
}

function inlineTokens(text: string): Token[] {
  return markdownIt.parse(text, {}).flatMap(({ children }) => children ?? []);
}

/** Blocks and what stands in them. */
function tokensWithin(blocks: readonly Token[]): Token[] {
  return blocks.flatMap((block) => [block, ...(block.children ?? [])]);
}

function sourceOf(token: Token): string {
  return decoded(String(token.attrGet("src") ?? ""));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function escapeHtml(text: string): string {
  return markdownIt.utils.escapeHtml(text);
}
