/** Which attempts are meant, and from which one a range is drawn. */
export interface Selection {
  chosen: ReadonlySet<string>;
  anchor: string | null;
}

/** `only` this one, this one too or no longer (`toggle`), or everything from the anchor to this one (`range`). */
export type How = "only" | "toggle" | "range";

export const nobody: Selection = { chosen: new Set(), anchor: null };

/** As files are chosen in a window: shift a range, ctrl one more. */
export function howOf({
  shiftKey,
  ctrlKey,
  metaKey,
}: Record<"shiftKey" | "ctrlKey" | "metaKey", boolean>): How {
  if (shiftKey) return "range";
  return ctrlKey || metaKey ? "toggle" : "only";
}

function between(order: readonly string[], from: string, to: string): string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** `order`: attempts as they are shown, so that a range is what the eye sees between its ends. */
export function select(
  { chosen, anchor }: Selection,
  attempt: string,
  how: How,
  order: readonly string[],
): Selection {
  switch (how) {
    case "only":
      return { chosen: new Set([attempt]), anchor: attempt };
    case "toggle": {
      const next = new Set(chosen);
      if (!next.delete(attempt)) next.add(attempt);
      return { chosen: next, anchor: attempt };
    }
    case "range":
      return { chosen: new Set(between(order, anchor ?? attempt, attempt)), anchor: anchor ?? attempt };
  }
}

/** A row, a room or what a rubber band caught; `add` keeps what was chosen before. */
export function selectAll({ chosen }: Selection, attempts: readonly string[], add: boolean): Selection {
  return { chosen: new Set([...(add ? chosen : []), ...attempts]), anchor: attempts[0] ?? null };
}

export type Direction = "left" | "right" | "up" | "down" | "first" | "last";

/** The seat beside `from` in the lines of the map; the same one at an edge. */
export function neighbour(
  lines: readonly (readonly string[])[],
  from: string,
  direction: Direction,
): string | undefined {
  const order = lines.flat();
  const at = order.indexOf(from);
  const line = lines.findIndex((one) => one.includes(from));
  const column = lines[line]?.indexOf(from) ?? 0;
  const beside = (other: readonly string[] | undefined) => other?.[Math.min(column, other.length - 1)];
  const places = {
    left: () => order[at - 1],
    right: () => order[at + 1],
    up: () => beside(lines[line - 1]),
    down: () => beside(lines[line + 1]),
    first: () => order[0],
    last: () => order[order.length - 1],
  };
  return (at < 0 ? order[0] : places[direction]()) ?? (at < 0 ? undefined : from);
}
