import { createHmac, timingSafeEqual } from "node:crypto";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import { parseCookie, stringifySetCookie } from "cookie";
import { configKey, sebFile, sebSettings } from "./seb-settings.ts";
import type { SeenRequest } from "./seen-request.ts";

export interface SebParts {
  /** Whether candidates may come with Safe Exam Browser only. */
  required: boolean;
  /** Config Keys that count, hexadecimal; none: that of the server's own `.seb` file. */
  configKeys: readonly string[];
  /** Browser Exam Keys, hexadecimal: when there are some, one of them must be proved as well. */
  examKeys: readonly string[];
  /** Asked of whoever ends the program before the receipt; empty: nobody is asked. */
  quitPassword: string;
  /** Under which passes are made; the same at each start. */
  secret: string;
}

/** Keeps candidates out who do not come with Safe Exam Browser under the right settings. */
export interface SebGate {
  /** Whether this request proves it, or need not. */
  proves(seen: SeenRequest): boolean;
  /**
   * As `proves`, for what the candidates' page asks by a script: where the program's engine adds no headers to
   * that, the page adds what the program tells it, which is for the page's own address.
   */
  provesFromPage(seen: SeenRequest): boolean;
  /** The `.seb` file for the address by which it is asked for. */
  file(seen: SeenRequest): string;
  /**
   * `Set-Cookie` for a browser that signed in and proved it. The program adds its headers to requests, but
   * its engine shows it no handshake of a web socket: the pass is its proof there.
   */
  passCookie(token: string, secure: boolean): string | null;
  /** Whether a socket's handshake with this sign-in token proves it: by headers, which must be right if there are any, or by the pass. */
  admits(handshake: SeenRequest, token: string): boolean;
}

const headers = { config: "x-safeexambrowser-configkeyhash", exam: "x-safeexambrowser-requesthash" } as const;
const cookieName = "kaochang_seb";

export function openSebGate(parts: SebParts): SebGate {
  const file = (seen: SeenRequest) => sebFile(sebSettings(originOf(seen), parts.quitPassword));
  const open = () => true;
  if (!parts.required)
    return { proves: open, provesFromPage: open, file, passCookie: () => null, admits: open };
  const passOf = (token: string) => createHmac("sha256", parts.secret).update(token).digest("hex");
  const proves = (seen: SeenRequest) => addressesOf(seen).some((url) => provesAt(parts, seen, url));
  return {
    proves,
    provesFromPage: (seen) => proves(seen) || provesAt(parts, seen, `${originOf(seen)}/`),
    file,
    passCookie: (token, secure) =>
      stringifySetCookie(cookieName, passOf(token), {
        httpOnly: true,
        sameSite: "strict",
        path: "/",
        secure,
      }),
    admits(handshake, token) {
      const shown = Object.values(headers).some((name) => handshake.headers[name] !== undefined);
      if (shown) return proves(handshake);
      const pass = parseCookie(handshake.headers.cookie ?? "")[cookieName];
      return pass !== undefined && sameText(pass, passOf(token));
    },
  };
}

/** Origin of the page's address, e.g. `https://exam-pc:8443`. */
function originOf({ secure, host }: SeenRequest): string {
  return `http${secure ? "s" : ""}://${host}`;
}

function provesAt({ configKeys, examKeys, quitPassword }: SebParts, seen: SeenRequest, url: string): boolean {
  const own = () => [configKey(sebSettings(originOf(seen), quitPassword))];
  const configRight = isHashOf(seen.headers[headers.config], url, configKeys.length > 0 ? configKeys : own());
  return configRight && (examKeys.length === 0 || isHashOf(seen.headers[headers.exam], url, examKeys));
}

/** A browser may call the address of a socket http or ws. */
function addressesOf(seen: SeenRequest): string[] {
  const url = `${originOf(seen)}${seen.path}`;
  return [url, url.replace(/^http/, "ws")];
}

/** Whether this is SHA-256 of the address followed by one of the keys; all are tried, so that time tells nothing. */
function isHashOf(header: string | string[] | undefined, url: string, keys: readonly string[]): boolean {
  const given = String(header ?? "").toLowerCase();
  return keys.map((key) => sameText(given, sha256(url + key))).includes(true);
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}
