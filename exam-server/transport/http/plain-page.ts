import type { Response } from "express";

const style = `
body { margin: 0; background: #f5f6f8; color: #1d2129; font: 18px/1.7 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; }
main { max-width: 44rem; margin: 3rem auto; padding: 2rem 2.5rem; background: #fff; border: 1px solid #dfe2e8; border-radius: 8px; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.35; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
a { color: #1450b4; }
a.main { display: inline-block; margin: .5rem 0; padding: .6rem 1.4rem; border-radius: 6px; background: #1450b4; color: #fff; text-decoration: none; }
code { padding: .1rem .3rem; border-radius: 4px; background: #f0f1f4; font-size: .9em; overflow-wrap: anywhere; }
[lang=en] { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #dfe2e8; color: #4e5969; font-size: .9em; }
`;

/** A page that needs no script, for whoever cannot have the real one yet. `body`: HTML, Chinese first. */
export function sendPlainPage(response: Response, status: number, title: string, body: string): void {
  response
    .status(status)
    .type("html")
    .set("Cache-Control", "no-store")
    .send(
      `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 考场</title><style>${style}</style></head><body><main>${body}</main></body></html>`,
    );
}

/** Text as it may stand in HTML, also between quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
