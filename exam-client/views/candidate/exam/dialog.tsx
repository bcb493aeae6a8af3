import { type ReactNode, useLayoutEffect, useRef } from "react";
import { ProctorMessage } from "../proctor-message.tsx";

interface DialogProps {
  label: string;
  close: () => void;
  children: ReactNode;
}

/**
 * A modal sheet: the browser keeps the focus inside and gives it back afterwards. A proctor's message
 * stands in it, because nothing outside can be pressed.
 */
export function Dialog({ label, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-label={label} onClose={close}>
      {children}
      <ProctorMessage />
    </dialog>
  );
}
