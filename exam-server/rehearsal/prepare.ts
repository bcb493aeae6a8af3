import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { PracticePlace } from "../delivery/practice.ts";
import { preparePractice } from "../delivery/practice-sitting.ts";
import type { Sitting } from "../delivery/sittings.ts";
import { shippedForm } from "../library.ts";
import type { RehearsalPlan } from "../protocol/rehearsal.ts";
import type { Store } from "../store/store.ts";
import { keepPracticeBank } from "./practice-bank.ts";

const qualification = "ecommerce-l3";
const forms = ["form-100", "form-190"];

export interface PrepareParts {
  store: Pick<Store, "bank" | "roster">;
  delivery: Pick<Delivery, "clock" | "sittings">;
  syllabuses: ReadonlyMap<string, Syllabus>;
  /** Network grace, milliseconds. */
  grace: number;
}

/** A sitting for simulated candidates, under a secret of its own; its papers are as long as those of the next real one. */
export async function prepareRehearsal(
  { store, delivery, syllabuses, grace }: PrepareParts,
  { candidates, minutes }: RehearsalPlan,
): Promise<{ sitting: Sitting; places: PracticePlace[] }> {
  const syllabus = syllabuses.get(qualification);
  if (!syllabus) throw new Error(`no syllabus for ${qualification}`);
  const made = await preparePractice(store, delivery, {
    title: `演练 · ${syllabus.tests.theory?.title ?? ""} · ${candidates} 名模拟考生`,
    ...shippedForm(qualification, "theory", formOfNext(delivery.sittings.all())),
    minutes,
    candidates,
    terms: { duration: Math.round(minutes * 60_000), extra: 0, entryCloses: null, handInOpens: 0, grace },
    rehearsal: await keepPracticeBank(store.bank, syllabus),
  });
  if (!made.ok) throw new Error(made.message);
  return made;
}

function formOfNext(sittings: readonly Sitting[]): string {
  const next = sittings.find(({ record, state }) => !record.practice && state.phase === "prepared");
  return forms.find((form) => form === next?.record.form) ?? "form-100";
}
