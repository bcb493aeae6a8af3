import { createHash, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import type { candidateSignIn, Role, staffSignIn } from "../protocol/http.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { foldNumber } from "../store/fold-number.ts";
import type { Store } from "../store/store.ts";
import { type Limiter, openLimiter, type SignInLimits } from "./auth/limits.ts";
import { hashPassword, type RandomBytes, verifyPassword } from "./auth/passwords.ts";
import { type Audience, makeToken, tokenHash, tokenOf } from "./auth/tokens.ts";

export interface AuthParts {
  store: Pick<Store, "roster" | "staff" | "signIns">;
  /** Whether a candidate is on a roster that may be signed in to. */
  mayEnter: (candidate: string) => Promise<boolean>;
  /** Milliseconds, never stepping back; sign-ins expire by it. */
  now: () => number;
  random: RandomBytes;
  limits: SignInLimits;
  /** How long a sign-in holds, in milliseconds. */
  signInMs: number;
}

/** Who is signed in: a candidate's id without roles, or a staff username with them. */
export interface SignedIn {
  subject: string;
  roles: Role[];
}

export type SignInResult = (SignedIn & { ok: true; token: string }) | Refusal;

/** Signing in and out, for the HTTP routes and for the handshake of the socket. */
export interface Auth {
  signInCandidate(given: z.infer<typeof candidateSignIn>, address: string): Promise<SignInResult>;
  signInStaff(given: z.infer<typeof staffSignIn>, address: string): Promise<SignInResult>;
  /** Who sent this `Cookie` header, or null when nobody is signed in or the sign-in has expired. */
  whoIs(cookieHeader: string | undefined, audience: Audience): Promise<SignedIn | null>;
  signOut(cookieHeader: string | undefined, audience: Audience): Promise<void>;
  /** Ends every sign-in of a staff account that was changed or is gone, and tells the listeners. */
  endStaff(username: string): Promise<void>;
  onStaffEnded(listener: (username: string) => void): void;
}

export function openAuth(parts: AuthParts): Auth {
  const { store, now, limits } = parts;
  const candidateLimiter = openLimiter(limits);
  const staffLimiter = openLimiter(limits);
  const checkStaff = staffChecker(parts);
  const endListeners = new Set<(username: string) => void>();
  return {
    signInCandidate: (given, address) =>
      limited(
        candidateLimiter,
        foldNumber(given.admissionNumber),
        address,
        () => checkCandidate(parts, given),
        parts,
      ),
    signInStaff: (given, address) =>
      limited(staffLimiter, given.username, address, () => checkStaff(given), parts),
    async whoIs(cookieHeader, audience) {
      const token = tokenOf(cookieHeader, audience);
      const signIn = token === undefined ? undefined : await store.signIns.get(tokenHash(token));
      if (signIn === undefined || signIn.audience !== audience || signIn.expires <= now()) return null;
      return audience === "staff"
        ? staffMember(store, signIn.subject)
        : { subject: signIn.subject, roles: [] };
    },
    async signOut(cookieHeader, audience) {
      const token = tokenOf(cookieHeader, audience);
      if (token !== undefined) await store.signIns.delete(tokenHash(token));
    },
    async endStaff(username) {
      try {
        await store.signIns.deleteOf("staff", username);
      } finally {
        for (const listener of endListeners) listener(username);
      }
    },
    onStaffEnded(listener) {
      endListeners.add(listener);
    },
  };
}

/** `opened`: the password's hash that a staff member's sign-in was checked against. */
type Checked = (SignedIn & { ok: true; audience: Audience; opened?: string }) | Refusal;

async function limited(
  limiter: Limiter,
  name: string,
  address: string,
  check: () => Promise<Checked>,
  parts: AuthParts,
): Promise<SignInResult> {
  const wait = await limiter.take(name, address);
  if (wait !== null) return refuse("too-many-tries", `${wait} s`);
  const checked = await check();
  if (!checked.ok) return checked;
  await limiter.forgive(name, address);
  const { audience, subject, roles, opened } = checked;
  const token = await keepSignIn(parts, audience, subject);
  if (opened === undefined || (await stillOpens(parts.store, subject, opened))) {
    return { ok: true, subject, roles, token };
  }
  await parts.store.signIns.delete(tokenHash(token));
  return refuse("wrong-credentials");
}

/** A password may have been replaced, or its account put out of use, after it was checked and before the sign-in was kept. */
async function stillOpens({ staff }: AuthParts["store"], username: string, hash: string): Promise<boolean> {
  const account = await staff.byUsername(username);
  return account?.passwordHash === hash && !account.disabled;
}

async function keepSignIn(
  { store, now, random, signInMs }: AuthParts,
  audience: Audience,
  subject: string,
): Promise<string> {
  const token = makeToken(random);
  await store.signIns.deleteExpired(now());
  await store.signIns.put({ tokenHash: tokenHash(token), audience, subject, expires: now() + signInMs });
  return token;
}

async function checkCandidate(
  { store, mayEnter }: AuthParts,
  { admissionNumber, idNumber }: z.infer<typeof candidateSignIn>,
): Promise<Checked> {
  const candidate = await store.roster.byAdmissionNumber(foldNumber(admissionNumber));
  if (candidate === undefined || !(await mayEnter(candidate.id))) return refuse("unknown-admission-number");
  if (!sameText(foldNumber(candidate.idNumber), foldNumber(idNumber))) return refuse("wrong-id-number");
  return { ok: true, audience: "candidate", subject: candidate.id, roles: [] };
}

/** Compares hashes, because these have the same length whatever was typed. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** An unknown name is checked against a hash that no password opens, so that it takes as long as a known one. */
function staffChecker({
  store,
  random,
}: AuthParts): (given: z.infer<typeof staffSignIn>) => Promise<Checked> {
  let nobody: Promise<string> | undefined;
  return async ({ username, password }) => {
    nobody ??= hashPassword(makeToken(random));
    const account = await store.staff.byUsername(username);
    const correct = await verifyPassword(account?.passwordHash ?? (await nobody), password);
    if (account === undefined || !correct) return refuse("wrong-credentials");
    if (account.disabled) return refuse("account-disabled");
    if (!account.used) await store.staff.markUsed(username);
    const { roles, passwordHash } = account;
    return { ok: true, audience: "staff", subject: username, roles, opened: passwordHash };
  };
}

/** Roles are read anew each time, so that an account that is changed or gone has no old rights. */
async function staffMember(store: AuthParts["store"], username: string): Promise<SignedIn | null> {
  const account = await store.staff.byUsername(username);
  return account === undefined || account.disabled ? null : { subject: username, roles: account.roles };
}
