/** Pages that show what stands in the logs of attempts: who sat where, and an attempt played back. */
export type LogRoute =
  | { page: "seating"; audience: "proctor" | "officer"; sitting: string }
  | { page: "replay"; sitting: string; attempt: string };

const seating = /^\/staff\/(proctor|officer)\/([^/]+)\/seating$/;
const replay = /^\/staff\/officer\/([^/]+)\/replay\/([^/]+)$/;

/** `/staff/<audience>/<sitting>/seating`, `/staff/officer/<sitting>/replay/<attempt>`; null for any other. */
export function parseLogRoute(path: string): LogRoute | null {
  try {
    const [, audience, sitting] = seating.exec(path) ?? [];
    if (sitting !== undefined) {
      const of = audience === "proctor" ? "proctor" : "officer";
      return { page: "seating", audience: of, sitting: decodeURIComponent(sitting) };
    }
    const [, held, attempt] = replay.exec(path) ?? [];
    if (held === undefined || attempt === undefined) return null;
    return { page: "replay", sitting: decodeURIComponent(held), attempt: decodeURIComponent(attempt) };
  } catch {
    return null;
  }
}

export function seatingPath(audience: "proctor" | "officer", sitting: string): string {
  return `/staff/${audience}/${encodeURIComponent(sitting)}/seating`;
}

export function replayPath(sitting: string, attempt: string): string {
  return `/staff/officer/${encodeURIComponent(sitting)}/replay/${encodeURIComponent(attempt)}`;
}
