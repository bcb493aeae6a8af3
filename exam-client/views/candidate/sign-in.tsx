import { type FormEvent, useRef, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import type { FailureCode } from "../../transport/wire.ts";
import { useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";

const fields = ["admissionNumber", "idNumber"] as const;
type Field = (typeof fields)[number];
type Problem = { field: Field | null; code: FailureCode | "empty" };

/** Which of the two fields the refusal is about; null when neither is. */
const blamed: Partial<Record<FailureCode, Field>> = {
  "unknown-admission-number": "admissionNumber",
  "wrong-id-number": "idNumber",
};

export function SignIn() {
  const words = useWords();
  const desk = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Record<Field, string>>({ admissionNumber: "", idNumber: "" });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const complain = (next: Problem) => {
    setProblem(next);
    if (next.field) form.current?.querySelector<HTMLInputElement>(`[name=${next.field}]`)?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const empty = fields.find((field) => values[field].trim() === "");
    if (empty) return complain({ field: empty, code: "empty" });
    setBusy(true);
    setProblem(null);
    const outcome = await desk.signIn(values.admissionNumber, values.idNumber);
    setBusy(false);
    if (!outcome.ok) complain({ field: blamed[outcome.code] ?? null, code: outcome.code });
  };
  const sentence = ({ code, field }: Problem) => {
    if (code === "empty") return words("signIn.empty", { field: words(`signIn.${field ?? "idNumber"}`) });
    return code === "no-answer" ? words("signIn.unreachable") : words(`refusal.${code}`);
  };

  return (
    <Frame>
      <h1>{words("signIn.heading")}</h1>
      <form ref={form} className="sign-in" noValidate onSubmit={(event) => void submit(event)}>
        {fields.map((field) => {
          const wrong = problem?.field === field;
          return (
            <p key={field} className="field">
              <label htmlFor={field}>{words(`signIn.${field}`)}</label>
              <input
                id={field}
                name={field}
                value={values[field]}
                maxLength={40}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                aria-invalid={wrong}
                aria-describedby={wrong ? `${field}-problem` : undefined}
                onChange={(event) => setValues({ ...values, [field]: event.target.value })}
              />
              <span id={`${field}-problem`} className="problem" role="alert">
                {wrong && problem ? sentence(problem) : ""}
              </span>
            </p>
          );
        })}
        <p className="problem" role="alert">
          {problem && problem.field === null ? sentence(problem) : ""}
        </p>
        <button type="submit" className="primary">
          {words(busy ? "signIn.submitting" : "signIn.submit")}
        </button>
      </form>
    </Frame>
  );
}
