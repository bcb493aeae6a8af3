import { memo } from "react";

/** Text of the bank. The server renders it from Markdown and lets no foreign markup through. */
export const SafeHtml = memo(function SafeHtml({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's renderer escapes all authored HTML
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
});
