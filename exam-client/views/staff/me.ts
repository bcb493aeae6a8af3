import type { Role, StaffMe } from "@kaochang/exam-server/protocol/http.ts";
import { createContext, useContext } from "react";

/** What the pages know about who is signed in. */
export interface SignedIn {
  me: StaffMe;
  /** The server no longer knows this sign-in: back to the sign-in page, the address stays. */
  expired: () => void;
}

const context = createContext<SignedIn | null>(null);
export const SignedInProvider = context.Provider;

export function useSignedIn(): SignedIn {
  const value = useContext(context);
  if (value === null) throw new Error("useSignedIn outside of SignedInProvider");
  return value;
}

export function mayOpen(me: StaffMe, role: Role): boolean {
  return me.roles.includes(role);
}
