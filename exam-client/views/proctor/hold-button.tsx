import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import styles from "./evacuation.module.css";

/** As long as it takes to see what one is doing. */
const holdMs = 2_000;

interface HoldProps {
  disabled?: boolean;
  tone: "alarm" | "good";
  children: ReactNode;
  /** What it says while it is held. */
  holding: string;
  done: () => void;
}

/** Does what it says only after two seconds of being held, by pointer or by space or enter. */
export function HoldButton({ disabled = false, tone, children, holding, done }: HoldProps) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [held, setHeld] = useState(false);
  const release = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  const hold = () => {
    if (timer.current !== null || disabled) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      done();
    }, holdMs);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (event.type === "keyup") release();
    else if (!event.repeat) hold();
  };
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return (
    <button
      type="button"
      className={styles.hold}
      data-tone={tone}
      data-held={held}
      disabled={disabled}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onKeyDown={onKey}
      onKeyUp={onKey}
      onBlur={release}
    >
      <span data-said={!held}>{children}</span>
      <span data-said={held}>{holding}</span>
    </button>
  );
}
