import { createInstance, type i18n } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Language } from "../store/settings.ts";
import { en } from "./en.ts";
import { type WordKey, zh } from "./zh.ts";

/** The words of the candidate's page, ready at once: both languages are in the bundle. */
export function createWords(language: Language): i18n {
  const words = createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh",
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return words;
}

export type Say = (key: WordKey, values?: Record<string, string | number>) => string;

/** Says a sentence in the language chosen; repaints when it changes. */
export function useWords(): Say {
  const { t } = useTranslation();
  return useCallback((key, values) => String(t(key as never, values as never)), [t]);
}
