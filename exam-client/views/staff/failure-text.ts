import { refusals } from "@kaochang/exam-server/protocol/refusal.ts";
import type { FailureCode } from "../../transport/staff-connection.ts";
import type { Words } from "./i18n/words.ts";
import { zh } from "./i18n/zh.ts";

type Explained = Extract<`failure.${FailureCode}`, keyof typeof zh>;

function isExplained(key: string): key is Explained {
  return key in zh;
}

/** What happened, what is safe, what to do; codes that no staff page expects fall back to their reason. */
export function failureText(code: FailureCode, t: Words): string {
  const key = `failure.${code}`;
  if (isExplained(key)) return t(key);
  return t("failure.other", { reason: code in refusals ? refusals[code as keyof typeof refusals] : code });
}
