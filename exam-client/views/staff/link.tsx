import type { MouseEvent, ReactNode } from "react";
import { navigate } from "./route.ts";

/** A real link, so that a middle click opens a second window; a plain click stays in the page. */
export function Link(props: { to: string; children: ReactNode; current?: boolean; className?: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigate(props.to);
  };
  return (
    <a
      href={props.to}
      className={props.className}
      onClick={follow}
      aria-current={props.current ? "page" : undefined}
    >
      {props.children}
    </a>
  );
}
