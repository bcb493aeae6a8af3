import { useEffect } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { useSignedIn } from "./me.ts";

/** Leads back to the sign-in page when a page learns that the sign-in has expired. */
export function useExpiry(failure: FailureCode | null): void {
  const { expired } = useSignedIn();
  useEffect(() => {
    if (failure === "not-signed-in") expired();
  }, [failure, expired]);
}
