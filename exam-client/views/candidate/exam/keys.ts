import { type RefObject, useEffect, useRef } from "react";
import { useDesk } from "../context.ts";

export type ExamKey =
  | { kind: "choose"; place: number }
  | { kind: "move"; step: 1 | -1 }
  | { kind: "flag" }
  | { kind: "review" }
  | { kind: "help" };

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "metaKey" | "isComposing">;

const moves: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 };

/** What a key means on the exam page; null where it is the browser's or the input field's. */
export function examKey(event: Pressed, typing: boolean): ExamKey | null {
  const { key, ctrlKey, altKey, metaKey, isComposing } = event;
  if (isComposing || altKey || metaKey) return null;
  if (ctrlKey) return key === "Enter" ? { kind: "review" } : null;
  const step = moves[key];
  if (step !== undefined) return typing && key.startsWith("Arrow") ? null : { kind: "move", step };
  return typing ? null : plainKey(characterOf(event));
}

/** A Chinese input method swallows the character and says `Process`; the key's place still tells it. */
function characterOf({ key, code }: Pressed): string {
  if (key !== "Process") return key.toUpperCase();
  return code.replace(/^(Key|Digit|Numpad)/, "");
}

function plainKey(character: string): ExamKey | null {
  if (/^[1-9]$/.test(character)) return { kind: "choose", place: Number(character) - 1 };
  if (/^[A-I]$/.test(character)) return { kind: "choose", place: character.charCodeAt(0) - 65 };
  if (character === "M") return { kind: "flag" };
  return character === "?" || character === "？" ? { kind: "help" } : null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "text";
}

/** Chooses the option at a place, whatever the interaction type, as a click would. */
function choosePlace(pane: HTMLElement | null, place: number): void {
  const inputs = pane?.querySelectorAll<HTMLInputElement>(
    "article input[type=radio], article input[type=checkbox]",
  );
  const input = inputs?.[place];
  input?.focus({ preventScroll: true });
  input?.click();
}

/** Focus follows the question, so that reading and Tab go on from there, unless it is on a control of the bar. */
function focusQuestion(pane: HTMLElement | null): void {
  const { activeElement, body } = document;
  if (activeElement !== body && !pane?.contains(activeElement)) return;
  pane?.querySelector<HTMLElement>("article")?.focus({ preventScroll: true });
}

interface Overlays {
  review: () => void;
  help: () => void;
}

/** The keyboard of the exam page. */
export function useExamKeys(pane: RefObject<HTMLElement | null>, active: boolean, overlays: Overlays): void {
  const desk = useDesk();
  const latest = useRef(overlays);
  latest.current = overlays;
  useEffect(() => {
    if (!active) return;
    const act = (pressed: ExamKey) => {
      if (pressed.kind === "choose") choosePlace(pane.current, pressed.place);
      else if (pressed.kind === "flag") desk.flag(desk.store.getState().current);
      else if (pressed.kind === "move") {
        desk.move(pressed.step);
        requestAnimationFrame(() => focusQuestion(pane.current));
      } else latest.current[pressed.kind]();
    };
    const listen = (event: KeyboardEvent) => {
      const pressed = examKey(event, isTyping(event.target));
      if (pressed === null) return;
      event.preventDefault();
      act(pressed);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [pane, active, desk]);
}
