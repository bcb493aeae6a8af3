import { memo } from "react";
import { unbrokenBlanks } from "./unbroken-blanks.ts";

/** Text of the bank. The server renders it from Markdown and lets no foreign markup through. */
export const SafeHtml = memo(function SafeHtml({ html, className }: { html: string; className?: string }) {
  const safe = { __html: unbrokenBlanks(html) };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's renderer escapes all authored HTML
  return <div className={className} dangerouslySetInnerHTML={safe} />;
});
