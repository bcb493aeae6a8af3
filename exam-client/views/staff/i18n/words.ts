import { createInstance } from "i18next";
import { useTranslation } from "react-i18next";
import { createSettings, type Language } from "../../../store/settings.ts";
import { en } from "./en.ts";
import { type StaffKey, zh } from "./zh.ts";

const namespace = "staff";
/** Looks one word up; the values fill the `{{…}}` in it. */
export type Words = (key: StaffKey, values?: Record<string, string | number>) => string;

const settings = createSettings(() => localStorage);
const i18n = createInstance();
void i18n.init({
  lng: settings.getState().language,
  fallbackLng: "zh",
  resources: { zh: { [namespace]: zh }, en: { [namespace]: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});
settings.subscribe(({ language }) => void i18n.changeLanguage(language));

export function wordsIn(language: string): Words {
  const t = i18n.getFixedT(language, namespace);
  return (key, values) => t(key, { ...values });
}

export interface Speech {
  t: Words;
  language: Language;
  switchLanguage: () => void;
}

/** The words in the language chosen; a component that speaks repaints when it changes. */
export function useSpeech(): Speech {
  useTranslation(namespace, { i18n, useSuspense: false });
  const { language } = settings.getState();
  return {
    t: wordsIn(language),
    language,
    switchLanguage: () => settings.setState({ language: language === "en" ? "zh" : "en" }),
  };
}
