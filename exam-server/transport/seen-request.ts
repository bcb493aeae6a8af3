import type { IncomingHttpHeaders } from "node:http";

/** A request as the browser made it: what proxies in front have changed is put right. */
export interface SeenRequest {
  /** Whether the browser's line was encrypted. */
  secure: boolean;
  /** Host and port of the address in the browser. */
  host: string;
  /** Path and query. */
  path: string;
  /** The browser's network address. */
  address: string;
  headers: IncomingHttpHeaders;
}

/** What arrives at this server of a request. */
export interface ArrivedRequest {
  encrypted: boolean;
  path: string;
  address: string;
  headers: IncomingHttpHeaders;
}

/** `proxies`: how many stand in front; their headers count only when there are some, as `trust proxy` of Express. */
export function seenRequest(
  { encrypted, path, address, headers }: ArrivedRequest,
  proxies: number,
): SeenRequest {
  const said = (name: string) => (proxies > 0 ? listOf(headers[name])[0] : undefined);
  const scheme = said("x-forwarded-proto") ?? (encrypted ? "https" : "http");
  return {
    secure: scheme === "https" || scheme === "wss",
    host: said("x-forwarded-host") ?? headers.host ?? "",
    path,
    address: addressBehind(address, listOf(headers["x-forwarded-for"]), proxies),
    headers,
  };
}

/** Each proxy adds the address it was asked from at the end: the browser's is as many from the end as there are proxies. */
function addressBehind(address: string, forwarded: readonly string[], proxies: number): string {
  return [...forwarded, address].at(-1 - Math.min(proxies, forwarded.length)) ?? address;
}

function listOf(header: string | string[] | undefined): string[] {
  return String(header ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
