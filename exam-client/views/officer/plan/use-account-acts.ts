import type { AccountSlip } from "@kaochang/exam-server/protocol/plan.ts";
import { enableAccount, makeAccounts, removeAccount, renewPassword } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

interface Told {
  /** New passwords, to be shown this once. */
  made: (slips: AccountSlip[]) => void;
  renewed: (slip: AccountSlip) => void;
  changed: () => void;
}

/** What can be done with proctors' accounts. One act that succeeds takes away what was said of those before it. */
export function useAccountActs({ made, renewed, changed }: Told) {
  const settled = () => {
    for (const act of [make, renew, remove, enable]) act.clear();
  };
  const make = useChange(makeAccounts, ({ accounts }) => {
    settled();
    made(accounts);
  });
  const renew = useChange(renewPassword, ({ username, password }) => {
    settled();
    renewed({ username, password });
  });
  const plain = () => {
    settled();
    changed();
  };
  const remove = useChange(removeAccount, plain);
  const enable = useChange(enableAccount, plain);
  return { make, renew, remove, enable };
}

export type AccountActs = ReturnType<typeof useAccountActs>;
