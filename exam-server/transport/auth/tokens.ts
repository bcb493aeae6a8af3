import { sha256 } from "@kaochang/question-bank/digest.ts";
import { parseCookie, stringifySetCookie } from "cookie";
import type { SignIn } from "../../store/store.ts";
import type { RandomBytes } from "./passwords.ts";

export type Audience = SignIn["audience"];

const cookieNames: Record<Audience, string> = { candidate: "kaochang_candidate", staff: "kaochang_staff" };

export function makeToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString("base64url");
}

/** What the store keeps: a token has 256 random bits, so a plain hash cannot be searched. */
export function tokenHash(token: string): string {
  return sha256(token);
}

export function tokenOf(cookieHeader: string | undefined, audience: Audience): string | undefined {
  return cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieNames[audience]];
}

/**
 * `Set-Cookie` of a sign-in. It has no lifetime of its own, so that it goes when the browser of a shared
 * PC is closed; the server ends it by its own clock. `secure` only over TLS: a browser drops it otherwise.
 */
export function tokenCookie(audience: Audience, token: string, secure: boolean): string {
  return stringifySetCookie(cookieNames[audience], token, {
    httpOnly: true,
    sameSite: "strict",
    path: "/",
    secure,
  });
}

export function clearedCookie(audience: Audience): string {
  return stringifySetCookie(cookieNames[audience], "", {
    httpOnly: true,
    sameSite: "strict",
    path: "/",
    maxAge: 0,
  });
}
