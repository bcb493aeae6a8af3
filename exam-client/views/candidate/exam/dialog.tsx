import { type ReactNode, useLayoutEffect, useRef } from "react";

interface DialogProps {
  label: string;
  close: () => void;
  children: ReactNode;
}

/** A modal sheet: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ label, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-label={label} onClose={close}>
      {children}
    </dialog>
  );
}
