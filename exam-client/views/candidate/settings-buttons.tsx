import { useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { sizes, themes } from "../../store/settings.ts";
import { useSettings } from "./context.ts";

/** [Aa] for size and colours, [中/En] for the language. */
export function SettingsButtons() {
  const words = useWords();
  const [settings, set] = useSettings();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    const onEscape = ({ key }: KeyboardEvent) => key === "Escape" && setOpen(false);
    document.addEventListener("pointerdown", outside);
    document.addEventListener("keydown", onEscape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("keydown", onEscape);
    };
  }, []);
  return (
    <div className="settings" ref={place}>
      <button
        type="button"
        className="quiet"
        aria-label={words("settings.open")}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Aa
      </button>
      <button
        type="button"
        className="quiet"
        title={words("header.languageLabel")}
        onClick={() => set({ language: settings.language === "zh" ? "en" : "zh" })}
      >
        {words("header.language")}
      </button>
      {open && (
        <div className="settings-panel">
          <Picker
            legend={words("settings.size")}
            values={sizes}
            value={settings.size}
            label={(size) => `${size}%`}
            pick={(size) => set({ size })}
          />
          <Picker
            legend={words("settings.theme")}
            values={themes}
            value={settings.theme}
            label={(theme) => words(`settings.${theme}`)}
            pick={(theme) => set({ theme })}
          />
        </div>
      )}
    </div>
  );
}

interface PickerProps<T> {
  legend: string;
  values: readonly T[];
  value: T;
  label: (value: T) => string;
  pick: (value: T) => void;
}

function Picker<T extends string | number>({ legend, values, value, label, pick }: PickerProps<T>) {
  return (
    <fieldset className="picker">
      <legend>{legend}</legend>
      <div className="picker-row">
        {values.map((one) => (
          <button key={one} type="button" aria-pressed={one === value} onClick={() => pick(one)}>
            {label(one)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
