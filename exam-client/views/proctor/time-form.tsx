import type { BoardSeat, GrantKind } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, InputNumber, Segmented } from "antd";
import { useId, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./panel.module.css";
import { Question } from "./question.tsx";
import { ReasonField } from "./reason-field.tsx";
import { TimeSeenCount } from "./time-seen.tsx";
import type { Board } from "./use-board.ts";

const common = [
  "time.network",
  "time.machine",
  "time.power",
  "time.swap",
  "time.late",
] as const satisfies readonly StaffKey[];
const usualMinutes = [5, 10, 15, 30];
const most = 1440;

interface Wish {
  kind: GrantKind;
  minutes: number | null;
  reason: string;
}

const nothing: Wish = { kind: "credit", minutes: 10, reason: "" };

/** Who is meant; `attempts: null` means everybody. */
export interface TimeTarget {
  attempts: string[] | null;
  /** 「全场 45 人」. */
  name: string;
}

/** What keeps the wish from being asked. */
function missing({ minutes, reason }: Wish, { attempts }: TimeTarget): StaffKey | null {
  if (attempts?.length === 0) return "time.needSeats";
  if (minutes === null || !Number.isInteger(minutes) || minutes < 1 || minutes > most)
    return "time.needMinutes";
  return reason.trim() === "" ? "reason.need" : null;
}

type Outcome =
  | { kind: "none" | "asking" | "busy" }
  | { kind: "missing"; what: StaffKey }
  | { kind: "failed"; code: FailureCode }
  | { kind: "done"; count: number; attempts: string[] | null };

function useGrant(board: Board, sitting: string) {
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  const grant = async ({ kind, minutes, reason }: Wish, { attempts }: TimeTarget) => {
    setOutcome({ kind: "busy" });
    const ms = (minutes ?? 0) * 60_000;
    const reply = await board.request("grant-time", { sitting, attempts, ms, kind, reason: reason.trim() });
    if (!reply.ok) return setOutcome({ kind: "failed", code: reply.code });
    setOutcome({ kind: "done", count: reply.granted, attempts });
  };
  return {
    outcome,
    ask: (wish: Wish, target: TimeTarget) => {
      const what = missing(wish, target);
      setOutcome(what === null ? { kind: "asking" } : { kind: "missing", what });
    },
    cancel: () => setOutcome({ kind: "none" }),
    grant: (wish: Wish, target: TimeTarget) => void grant(wish, target),
  };
}

type Change = (change: Partial<Wish>) => void;

function KindField({ kind, change }: { kind: GrantKind; change: Change }) {
  const { t } = useSpeech();
  const options = (["credit", "extension"] as const).map((value) => ({ value, label: t(`time.${value}`) }));
  return (
    <>
      <Segmented<GrantKind>
        block
        aria-label={t("time.kind")}
        options={options}
        value={kind}
        onChange={(value) => change({ kind: value })}
      />
      <p className={styles.quiet}>{t(`time.${kind}Why`)}</p>
    </>
  );
}

function MinutesField({ minutes, change }: { minutes: number | null; change: Change }) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <div className={styles.reasons}>
      <label htmlFor={id}>{t("time.minutes")}</label>
      <InputNumber
        id={id}
        size="small"
        min={1}
        max={most}
        precision={0}
        value={minutes}
        onChange={(value) => change({ minutes: value })}
        style={{ width: 70 }}
      />
      {usualMinutes.map((usual) => (
        <Button key={usual} size="small" onClick={() => change({ minutes: usual })}>
          {usual}
        </Button>
      ))}
    </div>
  );
}

function words({ kind, minutes, reason }: Wish, { name }: TimeTarget, t: Words) {
  return { who: name, kind: t(`time.${kind}`), minutes: minutes ?? 0, reason: reason.trim() };
}

function Failed({ outcome }: { outcome: Outcome }) {
  const { t } = useSpeech();
  if (outcome.kind === "missing") return <Alert type="error" role="alert" showIcon title={t(outcome.what)} />;
  if (outcome.kind !== "failed") return null;
  if (outcome.code === "attempt-closed")
    return <Alert type="error" role="alert" showIcon title={t("time.failedOver")} />;
  return <Failure code={outcome.code} />;
}

interface DoneProps {
  outcome: Extract<Outcome, { kind: "done" }>;
  wish: Wish;
  seats: readonly BoardSeat[];
  again: () => void;
}

/** The answer where it was asked: who has it, and live, who shows it. */
function Done({ outcome, wish, seats, again }: DoneProps) {
  const { t } = useSpeech();
  const { attempts, count } = outcome;
  const meant = attempts === null ? seats : seats.filter(({ attempt }) => attempts.includes(attempt));
  const done = t("time.done", { count, kind: t(`time.${wish.kind}`), minutes: wish.minutes ?? 0 });
  return (
    <>
      <Alert type="success" role="status" showIcon title={done} />
      <TimeSeenCount seats={meant} />
      <Button size="small" onClick={again}>
        {t("time.again")}
      </Button>
    </>
  );
}

interface FormProps {
  board: Board;
  sitting: string;
  /** Every seat of the sitting, for telling who shows the new time. */
  seats: readonly BoardSeat[];
  target: TimeTarget;
}

/** 延时 or 补时 for whom is meant; asked once more, because time that was given is not taken back. */
export function TimeForm({ board, sitting, seats, target }: FormProps) {
  const { t } = useSpeech();
  const [wish, setWish] = useState(nothing);
  const { outcome, ask, cancel, grant } = useGrant(board, sitting);
  const change: Change = (part) => setWish((before) => ({ ...before, ...part }));
  if (outcome.kind === "done") return <Done outcome={outcome} wish={wish} seats={seats} again={cancel} />;
  const said = words(wish, target, t);
  return (
    <>
      <KindField kind={wish.kind} change={change} />
      <MinutesField minutes={wish.minutes} change={change} />
      <ReasonField value={wish.reason} common={common} change={(reason) => change({ reason })} />
      <Button block disabled={outcome.kind === "busy"} onClick={() => ask(wish, target)}>
        {wish.minutes === null ? t("time.submitPlain") : t("time.submit", said)}
      </Button>
      <Question
        open={outcome.kind === "asking"}
        busy={outcome.kind === "busy"}
        title={t("time.ask", said)}
        confirm={t("time.confirm", said)}
        done={() => grant(wish, target)}
        cancel={cancel}
      >
        <p>{t("time.effect", said)}</p>
        {target.attempts === null && <p>{t("time.effectClosed")}</p>}
      </Question>
      <div className={styles.told}>
        <Failed outcome={outcome} />
      </div>
    </>
  );
}
