import { sha256 } from "@kaochang/question-bank/digest.ts";

/** A value of a property list; `Uint8Array` is its `<data>`, numbers are whole. */
type Value = boolean | number | string | Uint8Array | Date | readonly Value[] | Settings;
export interface Settings {
  readonly [key: string]: Value;
}

/** Where a page goes that wants the program to end: no password is asked there. */
export const sebQuitPath = "/seb/quit";

/**
 * Settings under which Safe Exam Browser opens the exam at this origin (e.g. `http://192.168.1.5:8080`).
 * Always the same for the same origin and password, so that their key can be known without keeping the file.
 * What a PC has saved stays when the program ends: the page's own record of answers would go with it. On a
 * desktop of its own (`createNewDesktop`) Windows offers no Chinese input, so the shell is ended instead.
 * `quitPassword`: asked of whoever ends the program before the receipt; empty: nobody is asked.
 */
export function sebSettings(origin: string, quitPassword = ""): Settings {
  return {
    allowDownloads: true,
    allowDownUploads: true,
    allowPreferencesWindow: false,
    allowQuit: true,
    allowSpellCheck: false,
    allowSwitchToApplications: false,
    browserViewMode: 1,
    browserWindowAllowReload: true,
    createNewDesktop: false,
    enablePrintScreen: false,
    enablePrivateClipboard: true,
    examKeySalt: Buffer.from(sha256(`kaochang ${origin}`), "hex"),
    examSessionClearCookiesOnEnd: false,
    examSessionClearCookiesOnStart: false,
    ...(quitPassword === "" ? {} : { hashedQuitPassword: sha256(quitPassword) }),
    killExplorerShell: true,
    newBrowserWindowByLinkPolicy: 0,
    newBrowserWindowByScriptPolicy: 0,
    originatorVersion: "Kaochang",
    quitURL: origin + sebQuitPath,
    quitURLConfirm: true,
    removeBrowserProfile: false,
    sebConfigPurpose: 0,
    sendBrowserExamKey: true,
    showInputLanguage: true,
    showReloadButton: true,
    showReloadWarning: false,
    showTaskBar: true,
    startURL: `${origin}/`,
  };
}

/**
 * The Config Key of settings, hexadecimal: SHA-256 of SEB-JSON. Source: safeexambrowser.org, Developer
 * Documentation, Config Key.
 */
export function configKey({ originatorVersion: _, ...settings }: Settings): string {
  return sha256(sebJson(settings));
}

/** Like JSON, with sorted keys, without white space, escapes and empty dictionaries; data as base64, dates as ISO 8601. */
export function sebJson(value: Value): string {
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  const text = textOf(value);
  if (text !== null) return `"${text}"`;
  if (isList(value)) return `[${value.map(sebJson).join(",")}]`;
  const entries = Object.entries(value as Settings)
    .filter(([, child]) => !isEmptyDictionary(child))
    .sort(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()));
  return `{${entries.map(([key, child]) => `"${key}":${sebJson(child)}`).join(",")}}`;
}

/** The settings as a `.seb` file: a property list in clear, which the program opens without a password. */
export function sebFile(settings: Settings): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n' +
    `<plist version="1.0">\n${plist(settings)}\n</plist>\n`
  );
}

function plist(value: Value): string {
  if (typeof value === "boolean") return `<${value}/>`;
  if (typeof value === "number") return `<integer>${value}</integer>`;
  if (value instanceof Date) return `<date>${textOf(value)}</date>`;
  if (value instanceof Uint8Array) return `<data>${textOf(value)}</data>`;
  if (typeof value === "string") return `<string>${xml(value)}</string>`;
  if (isList(value)) return `<array>${value.map(plist).join("")}</array>`;
  const entries = Object.entries(value as Settings);
  return `<dict>\n${entries.map(([key, child]) => `<key>${xml(key)}</key>${plist(child)}\n`).join("")}</dict>`;
}

function textOf(value: Value): string | null {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString().replace(/\.\d{3}Z$/, "Z");
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : null;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function isEmptyDictionary(value: Value): boolean {
  const dictionary = typeof value === "object" && textOf(value) === null && !isList(value);
  return dictionary && Object.keys(value).length === 0;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
