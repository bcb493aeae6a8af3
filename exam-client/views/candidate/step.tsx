import { useState } from "react";
import { useWords } from "../../i18n/words.ts";
import type { FailureCode } from "../../transport/wire.ts";

interface StepButtonProps {
  label: string;
  disabled?: boolean;
  /** Not what most will press. */
  aside?: boolean;
  act: () => Promise<FailureCode | null>;
}

/** A step that the server must take: one press at a time, and a sentence where it did not work. */
export function StepButton({ label, disabled = false, aside = false, act }: StepButtonProps) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const press = async () => {
    setBusy(true);
    setFailure(await act());
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={aside ? "" : "primary"}
        disabled={disabled || busy}
        onClick={() => void press()}
      >
        {label}
      </button>
      <span className="problem" role="alert">
        {failure && words("step.failed", { reason: words(`refusal.${failure}`) })}
      </span>
    </>
  );
}
