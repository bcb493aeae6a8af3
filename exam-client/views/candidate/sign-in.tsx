import { type FormEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import type { FailureCode } from "../../transport/wire.ts";
import { useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";

const fields = ["admissionNumber", "idNumber"] as const;
type Field = (typeof fields)[number];
/** `fields`: those it is about, in their order; none where it is about neither. */
type Problem = { fields: Field[]; code: FailureCode | "empty" };

const blamed: Partial<Record<FailureCode, Field[]>> = {
  "unknown-admission-number": ["admissionNumber"],
  "wrong-id-number": ["idNumber"],
};

export function SignIn() {
  const words = useWords();
  const desk = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Record<Field, string>>({ admissionNumber: "", idNumber: "" });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const focus = (field: Field) => form.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes up
  useEffect(() => focus("admissionNumber"), []);
  const complain = (next: Problem) => {
    setProblem(next);
    const [first] = next.fields;
    if (first) focus(first);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const empty = fields.filter((field) => values[field].trim() === "");
    if (empty.length > 0) return complain({ fields: empty, code: "empty" });
    setBusy(true);
    setProblem(null);
    const outcome = await desk.signIn(values.admissionNumber, values.idNumber);
    setBusy(false);
    if (!outcome.ok) complain({ fields: blamed[outcome.code] ?? [], code: outcome.code });
  };
  const sentence = ({ code }: Problem, field: Field) => {
    if (code === "empty") return words("signIn.empty", { field: words(`signIn.${field}`) });
    return code === "no-answer" ? words("signIn.unreachable") : words(`refusal.${code}`);
  };

  return (
    <Frame>
      <h1>{words("signIn.heading")}</h1>
      <form ref={form} className="sign-in" noValidate onSubmit={(event) => void submit(event)}>
        {fields.map((field) => {
          const wrong = problem?.fields.includes(field) ?? false;
          return (
            <p key={field} className="sign-in-field">
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
                {wrong && problem ? sentence(problem, field) : ""}
              </span>
            </p>
          );
        })}
        <p className="problem" role="alert">
          {problem?.fields.length === 0 ? sentence(problem, "admissionNumber") : ""}
        </p>
        <button type="submit" className="primary">
          {words(busy ? "signIn.submitting" : "signIn.submit")}
        </button>
      </form>
    </Frame>
  );
}
