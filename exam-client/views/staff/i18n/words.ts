import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { en } from "./en.ts";
import { type StaffKey, zh } from "./zh.ts";

const namespace = "staff";
/** React escapes what it shows; escaping twice would show `&amp;`. */
const interpolation = { escapeValue: false };
/** Looks one word up; the values fill the `{{…}}` in it. */
export type Words = (key: StaffKey, values?: Record<string, string | number>) => string;

if (!i18next.isInitialized) void i18next.init({ lng: "zh", fallbackLng: "zh", initAsync: false });
i18next.addResourceBundle("zh", namespace, zh);
i18next.addResourceBundle("en", namespace, en);

export function wordsIn(language: string): Words {
  const t = i18next.getFixedT(language, namespace);
  return (key, values) => t(key, { ...values, interpolation });
}

export interface Speech {
  t: Words;
  language: "zh" | "en";
  switchLanguage: () => void;
}

export function useSpeech(): Speech {
  const { i18n } = useTranslation(namespace, { i18n: i18next, useSuspense: false });
  const language = i18n.language.startsWith("en") ? "en" : "zh";
  return {
    t: wordsIn(i18n.language),
    language,
    switchLanguage: () => void i18n.changeLanguage(language === "en" ? "zh" : "en"),
  };
}
