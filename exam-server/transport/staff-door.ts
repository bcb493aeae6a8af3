import type { RefusalCode } from "../protocol/refusal.ts";
import type { SeenRequest } from "./seen-request.ts";

export interface StaffDoorParts {
  /** Port of the encrypted pages; null when there are none. */
  tlsPort: () => number | null;
  /** Staff pages are for the server PC only. */
  onlyHere: boolean;
  isOwnAddress: (address: string) => boolean;
}

/** Through which lines staff may come: passwords of staff do not cross a room in clear when they need not. */
export interface StaffDoor {
  /** Null when this request may go on. */
  refusal(seen: SeenRequest): Extract<RefusalCode, "tls-required" | "staff-here-only"> | null;
  /** The same page over TLS. */
  secureUrl(seen: SeenRequest): string;
}

export function openStaffDoor({ tlsPort, onlyHere, isOwnAddress }: StaffDoorParts): StaffDoor {
  return {
    refusal({ secure, address }) {
      if (isOwnAddress(address)) return null;
      if (onlyHere) return "staff-here-only";
      return secure || tlsPort() === null ? null : "tls-required";
    },
    secureUrl: ({ host, path }) => `https://${hostName(host)}:${tlsPort()}${path}`,
  };
}

/** Without its port; an IPv6 address keeps its brackets. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}
