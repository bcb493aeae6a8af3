import type { PlanChoices, StaffAssignment } from "@kaochang/exam-server/protocol/plan.ts";
import { Checkbox, Select } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { EditDrawer } from "./edit-drawer.tsx";
import { ChoiceField, Field, TextField } from "./field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { putStaff } from "./plan-http.ts";
import { useChange } from "./use-change.ts";
import { useDraft } from "./use-draft.ts";

interface SomeProps {
  label: string;
  all: string;
  /** null: all of them. */
  value: string[] | null;
  set: (value: string[] | null) => void;
  options: { value: string; label: string }[];
}

/** All of them, or the chosen ones. */
function SomeOrAll({ label, all, value, set, options }: SomeProps) {
  return (
    <div className={styles.wide}>
      <Field label={label}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={value ?? []}
            options={options}
            disabled={value === null}
            optionFilterProp="label"
            onChange={set}
            style={{ width: "100%" }}
          />
        )}
      </Field>
      <Checkbox checked={value === null} onChange={({ target }) => set(target.checked ? null : [])}>
        {all}
      </Checkbox>
    </div>
  );
}

interface FieldsProps {
  typed: StaffAssignment;
  set: (fields: Partial<StaffAssignment>) => void;
  accounts: PlanChoices["accounts"];
}

function Fields({ typed, set, accounts }: FieldsProps) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const proctors = accounts.filter(({ roles }) => roles.includes("proctor"));
  return (
    <div className={styles.fields}>
      <ChoiceField
        label={t("staff.account")}
        hint={t("staff.accountHint")}
        value={typed.username || null}
        set={(username) => set({ username })}
        options={proctors.map(({ username }) => ({ value: username, label: username }))}
        placeholder={t("plan.choose")}
      />
      <TextField
        label={t("staff.name")}
        hint={t("staff.nameHint")}
        value={typed.name}
        set={(name) => set({ name })}
        most={30}
      />
      <SomeOrAll
        label={t("staff.rooms")}
        all={t("staff.allRoomsChief")}
        value={typed.rooms}
        set={(rooms) => set({ rooms })}
        options={plan.rooms.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SomeOrAll
        label={t("staff.sittings")}
        all={t("staff.allSittings")}
        value={typed.sittings}
        set={(sittings) => set({ sittings })}
        options={plan.sittings.map(({ id, title }) => ({ value: id, label: title }))}
      />
    </div>
  );
}

const nobody: StaffAssignment = { username: "", name: "", rooms: [], sittings: null };
const same = (a: StaffAssignment) => (b: StaffAssignment) => JSON.stringify(a) === JSON.stringify(b);

function unfinishedOf({ username, rooms, sittings }: StaffAssignment) {
  if (username === "") return "staff.needAccount" as const;
  if (rooms?.length === 0) return "staff.needRooms" as const;
  return sittings?.length === 0 ? ("staff.needSittings" as const) : null;
}

interface StaffDrawerProps {
  /** Place in the plan's list; its length: a new one. */
  index: number;
  choices: PlanChoices;
  close: () => void;
}

/** One assignment, changed or new. It is known by what it said, because others may have changed the list. */
export function StaffDrawer({ index, choices, close }: StaffDrawerProps) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const [saved] = useState(() => plan.staff[index] ?? nobody);
  const { typed, set } = useDraft(saved);
  const change = useChange(
    (staff: StaffAssignment[]) => putStaff(plan, staff),
    (reply) => {
      take(reply.plan);
      close();
    },
  );
  const at = plan.staff.findIndex(same(saved));
  const changed = at < 0 ? [...plan.staff, typed] : plan.staff.map((one, n) => (n === at ? typed : one));
  const unfinished = unfinishedOf(typed);
  return (
    <EditDrawer
      title={saved.username === "" ? t("staff.add") : t("staff.editOf", { username: saved.username })}
      size={520}
      change={change}
      take={take}
      save={() => change.run(changed)}
      close={close}
      unfinished={unfinished && t(unfinished)}
    >
      <Fields typed={typed} set={set} accounts={choices.accounts} />
    </EditDrawer>
  );
}
