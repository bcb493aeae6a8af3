import type { SpareSeat } from "@kaochang/exam-server/protocol/acts.ts";
import {
  type IncidentCategory,
  type IncidentKind,
  incidentCategories,
} from "@kaochang/exam-server/protocol/incidents.ts";
import type { GrantKind } from "@kaochang/exam-server/protocol/messages.ts";
import { Button, Input, InputNumber, Segmented } from "antd";
import { useId, useState } from "react";
import { categoryWord } from "../staff/category-word.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./act-panel.module.css";
import { isAsked } from "./acts.ts";
import { Chips, OwnWords, Reasons } from "./chips.tsx";
import { Question } from "./question.tsx";
import { SpareChoice } from "./spare-choice.tsx";
import type { Target, Wish, WishOfOne } from "./wish.ts";

/** What every form is given: whom it is for, and what to do with the wish. */
export interface FormProps {
  target: Target;
  busy: boolean;
  run: (wish: Wish) => void;
}

const timeReasons = ["time.network", "time.machine", "time.power", "time.swap", "time.late"] as const;
const usualMinutes = [5, 10, 15, 30];
const mostMinutes = 1440;

/** 延时 or 补时: the minutes stand ready, a reason gives them; to several it is asked once more, for it cannot be taken back. */
export function TimeFields({ target, busy, run }: FormProps) {
  const { t } = useSpeech();
  const id = useId();
  const [asked, setAsked] = useState<string | null>(null);
  const asks = isAsked("time", target.seats.length);
  const [kind, setKind] = useState<GrantKind>("credit");
  const [minutes, setMinutes] = useState<number | null>(10);
  const options = (["credit", "extension"] as const).map((value) => ({ value, label: t(`time.${value}`) }));
  const give = (reason: string) => minutes !== null && run({ act: "time", kind, minutes, reason });
  return (
    <Reasons reasons={timeReasons} asks={asks} busy={busy || minutes === null} done={asks ? setAsked : give}>
      <Question
        open={asked !== null}
        busy={busy}
        title={t("ask.time", {
          act: t("deed.time", { kind: t(`time.${kind}`), minutes: minutes ?? 0 }),
          who: target.name,
        })}
        confirm={t("ask.timeConfirm", { count: target.seats.length })}
        done={() => {
          if (asked !== null) give(asked);
          setAsked(null);
        }}
        cancel={() => setAsked(null)}
      >
        {t("ask.timeEffect", { reason: asked ?? "" })}
      </Question>
      <Segmented<GrantKind>
        block
        aria-label={t("time.kind")}
        options={options}
        value={kind}
        onChange={setKind}
      />
      <p className={styles.quiet}>{t(`time.${kind}Why`)}</p>
      <div className={styles.minutes}>
        <label htmlFor={id}>{t("time.minutes")}</label>
        <InputNumber
          id={id}
          size="small"
          min={1}
          max={mostMinutes}
          precision={0}
          value={minutes}
          onChange={setMinutes}
          style={{ width: 64 }}
        />
        {usualMinutes.map((usual) => (
          <Button key={usual} size="small" onClick={() => setMinutes(usual)}>
            {usual}
          </Button>
        ))}
      </div>
    </Reasons>
  );
}

interface CreditChoiceProps {
  /** Which time it is that may be given back. */
  which: "suspend.kind" | "reopen.kind";
  value: boolean;
  choose: (credited: boolean) => void;
}

function CreditChoice({ which, value, choose }: CreditChoiceProps) {
  const { t } = useSpeech();
  const options = [
    { value: true, label: t("credit.yes") },
    { value: false, label: t("credit.no") },
  ];
  return (
    <div className={styles.field}>
      <span>{t(which)}</span>
      <Segmented<boolean> block aria-label={t(which)} options={options} value={value} onChange={choose} />
    </div>
  );
}

const suspendReasons = ["suspend.check", "suspend.machine", "suspend.ill", "suspend.out"] as const;

export function SuspendFields({ busy, run }: FormProps) {
  const [credited, setCredited] = useState(true);
  return (
    <Reasons
      reasons={suspendReasons}
      busy={busy}
      done={(reason) => run({ act: "suspend", credited, reason })}
    >
      <CreditChoice which="suspend.kind" value={credited} choose={setCredited} />
    </Reasons>
  );
}

const reopenReasons = ["reopen.mistaken", "reopen.machine", "reopen.forced"] as const;

export function ReopenFields({ busy, run }: FormProps) {
  const [credited, setCredited] = useState(true);
  return (
    <Reasons reasons={reopenReasons} busy={busy} done={(reason) => run({ act: "reopen", credited, reason })}>
      <CreditChoice which="reopen.kind" value={credited} choose={setCredited} />
    </Reasons>
  );
}

const releaseReasons = [
  "release.crash",
  "release.keyboard",
  "release.screen",
  "release.network",
  "release.power",
] as const;

/** 换机, and with a seat named, a move to a spare one. */
export function ReleaseFields({ target, busy, run }: FormProps) {
  const { t } = useSpeech();
  const [spare, choose] = useState<SpareSeat | null>(null);
  const [only, ...others] = target.seats;
  return (
    <Reasons
      reasons={releaseReasons}
      busy={busy}
      done={(reason) => run({ act: "release", target: spare, reason })}
    >
      <p className={styles.quiet}>{t("release.explain")}</p>
      {only && others.length === 0 && <SpareChoice seat={only} value={spare} choose={choose} />}
    </Reasons>
  );
}

type ByReason = Extract<WishOfOne, { act: "admit" | "hand-in" | "void" | "unvoid" }>["act"];

const reasonsOf = {
  admit: ["admit.traffic", "admit.weather", "admit.officer"],
  "hand-in": ["handIn.misconduct", "handIn.ill", "handIn.left"],
  void: ["void.impersonation", "void.copying", "void.items"],
  unvoid: ["unvoid.mistaken", "unvoid.appeal"],
} as const satisfies Record<ByReason, readonly StaffKey[]>;

export function ReasonFields({ act, busy, run }: FormProps & { act: "admit" | "unvoid" }) {
  return <Reasons reasons={reasonsOf[act]} busy={busy} done={(reason) => run({ act, reason })} />;
}

/** What cannot be undone is asked once more, with its effect. */
export function FinalFields({ act, target, busy, run }: FormProps & { act: "hand-in" | "void" }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState<string | null>(null);
  return (
    <>
      <Reasons asks reasons={reasonsOf[act]} busy={busy} done={setReason} />
      <Question
        open={reason !== null}
        busy={busy}
        title={t(`ask.${act}`, { who: target.name })}
        confirm={t(`ask.${act}Confirm`)}
        done={() => {
          if (reason !== null) run({ act, reason });
          setReason(null);
        }}
        cancel={() => setReason(null)}
      >
        {t(`ask.${act}Effect`, { reason: reason ?? "" })}
      </Question>
    </>
  );
}

const messageTexts = ["message.raise", "message.quiet", "message.screen", "message.save"] as const;

export function MessageFields({ busy, run }: FormProps) {
  const { t } = useSpeech();
  const chips = messageTexts.map((key) => ({ key, word: t(key) }));
  const send = (text: string) => run({ act: "message", text });
  return (
    <>
      <OwnWords
        label={t("message.label")}
        confirm={t("message.send")}
        busy={busy}
        maxLength={300}
        done={send}
      />
      <Chips
        legend={t("chips.texts")}
        chips={chips}
        busy={busy}
        pick={(key) => send(chips.find((chip) => chip.key === key)?.word ?? key)}
      />
    </>
  );
}

/** The codes of a kind with their words on screen, in the order of 考场情况记录表. */
function categoriesOf(kind: IncidentKind): IncidentCategory[] {
  return Object.keys(incidentCategories[kind]).map((category) => ({ kind, category }) as IncidentCategory);
}

/** What happened: a category records it, with own words where some were written first; of several it is asked once more. */
export function IncidentFields({ kind, target, busy, run }: FormProps & { kind: IncidentKind }) {
  const { t } = useSpeech();
  const id = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<IncidentCategory | null>(null);
  const asks = isAsked(kind, target.seats.length);
  const categories = categoriesOf(kind);
  const wordOf = (incident: IncidentCategory) => categoryWord(incident, t);
  const record = (incident: IncidentCategory) =>
    run({ act: "incident", incident, text: text.trim() || wordOf(incident) });
  const pick = (category: string) => {
    const incident = categories.find((one) => one.category === category);
    if (incident) (asks ? setAsked : record)(incident);
  };
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={id}>{t("incident.text")}</label>
        <Input.TextArea
          id={id}
          value={text}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Chips
        legend={t(asks ? "chips.categoriesAsk" : "chips.categories")}
        chips={categories.map((one) => ({ key: one.category, word: wordOf(one) }))}
        busy={busy}
        pick={pick}
      />
      <Question
        open={asked !== null}
        busy={busy}
        title={t("ask.incident", { act: t(`act.${kind}`), who: target.name })}
        confirm={t("ask.incidentConfirm", { count: target.seats.length })}
        done={() => {
          if (asked) record(asked);
          setAsked(null);
        }}
        cancel={() => setAsked(null)}
      >
        {asked && t("ask.incidentEffect", { text: text.trim() || wordOf(asked) })}
      </Question>
    </>
  );
}

/** Needs no reason; everybody at once only after a second click. */
export function PlainFields({ act, target, busy, run }: FormProps & { act: "resume" | "confirm" }) {
  const { t } = useSpeech();
  return (
    <Button block type="primary" data-chip disabled={busy} onClick={() => run({ act })}>
      {t("acts.suits", { act: t(`act.${act}`), count: target.seats.length })}
    </Button>
  );
}
