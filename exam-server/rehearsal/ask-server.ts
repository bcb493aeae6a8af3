import http from "node:http";
import https from "node:https";

/** Under which address a program reaches the server, and whom it trusts to name it. */
export interface ServerAddress {
  /** Origin, e.g. `https://192.168.1.10:8443`. */
  url: string;
  /** PEM of the only authority that may vouch for it; undefined: those that Node knows. */
  ca: string | undefined;
}

export interface Asked {
  headers: Record<string, string>;
  /** JSON that is posted; without it the request is a GET. */
  body?: unknown;
  withinMs: number;
}

export interface Answered {
  status: number;
  /** Name and value of each cookie that was set. */
  cookies: string[];
  bytes: Buffer;
}

/** One request over the line that the address says; `fetch` cannot be told of an authority. Throws as `http` does. */
export function askServerAt(
  { url, ca }: ServerAddress,
  path: string,
  { headers, body, withinMs }: Asked,
): Promise<Answered> {
  const method = body === undefined ? "GET" : "POST";
  const json = body === undefined ? {} : { "content-type": "application/json" };
  const signal = AbortSignal.timeout(withinMs);
  const trust = ca === undefined ? {} : { ca };
  const { request } = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { method, headers: { ...json, ...headers }, signal, ...trust });
    asked.once("error", reject);
    asked.once("response", (response) => {
      answered(response).then(resolve, reject);
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function answered(response: http.IncomingMessage): Promise<Answered> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const cookies = (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0] ?? "");
  return { status: response.statusCode ?? 0, cookies, bytes: Buffer.concat(parts) };
}

export const jsonIn = <T>({ bytes }: Answered): T => JSON.parse(bytes.toString()) as T;
