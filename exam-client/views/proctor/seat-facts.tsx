import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, examNow, remaining } from "../staff/exam-clock.ts";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { addedSpan, isTimeUnseen } from "./added-time.ts";
import { signalsText } from "./conduct-text.ts";
import styles from "./panel.module.css";
import { hasArrived, isOver } from "./room-time.ts";
import photoStyles from "./seat-photo.module.css";
import { SeatPhoto } from "./seat-photo.tsx";
import { spanText } from "./span-text.ts";
import { StateShape } from "./state-shape.tsx";
import { holdsAnswers, unsentText } from "./unsent.ts";
import { useMonotonic } from "./use-monotonic.ts";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Times({ seat, clock }: { seat: BoardSeat; clock: ClockOffset }) {
  const { t } = useSpeech();
  const now = useMonotonic();
  const { deadline, stoppedAt } = seat;
  const left =
    deadline !== null && (stoppedAt === null ? remaining(deadline, clock, now) : deadline - stoppedAt);
  return (
    <>
      <Fact name={t("panel.since")}>{spanText(examNow(clock, now) - seat.since, t)}</Fact>
      {left !== false && !isOver(seat) && (
        <Fact name={t("panel.remaining")}>
          {clockText(left)} {stoppedAt !== null && t("panel.stopped")}
        </Fact>
      )}
    </>
  );
}

function addedText(seat: BoardSeat, t: Words): string {
  const span = addedSpan(seat, t);
  if (isOver(seat)) return t("panel.addedOver", { span });
  if (!hasArrived(seat)) return t("panel.addedAway", { span });
  return t(isTimeUnseen(seat) ? "panel.addedUnseen" : "panel.addedShown", { span });
}

/** Only what there is to tell: most seats have nothing unusual. */
function Unusual({ seat }: { seat: BoardSeat }) {
  const { t } = useSpeech();
  const { incidents, misconduct, unseenMessages } = seat;
  const signals = signalsText(seat.signals, t);
  const unsent = unsentText(seat, t);
  const counts = { irregularity: incidents - misconduct, misconduct };
  return (
    <>
      {unsent && <Fact name={t("column.unsent")}>{unsent}</Fact>}
      {seat.changes > 0 && <Fact name={t("panel.added")}>{addedText(seat, t)}</Fact>}
      {incidents > 0 && <Fact name={t("panel.incidents")}>{t("panel.incidentCount", counts)}</Fact>}
      {unseenMessages > 0 && <Fact name={t("panel.messages")}>{unseenMessages}</Fact>}
      {signals && <Fact name={t("panel.signals")}>{signals}</Fact>}
    </>
  );
}

/** Who sits there, to be compared. */
function Person({ seat }: { seat: BoardSeat }) {
  const { t } = useSpeech();
  return (
    <div className={photoStyles.who}>
      <SeatPhoto key={seat.attempt} seat={seat} />
      <dl>
        <Fact name={t("panel.admission")}>{seat.admissionNumber}</Fact>
        <Fact name={t("panel.confirmed")}>
          {t(seat.personConfirmed ? "panel.confirmedYes" : "panel.confirmedNo")}
        </Fact>
      </dl>
    </div>
  );
}

/** What is known of one seat. */
export function SeatFacts({ seat, clock }: { seat: BoardSeat; clock: ClockOffset | null }) {
  const { t } = useSpeech();
  return (
    <>
      <Person seat={seat} />
      <dl className={styles.facts}>
        <Fact name={t("panel.state")}>
          <StateShape state={seat.state} /> {t(`seat.${seat.state}`)}
        </Fact>
        {clock && <Times seat={seat} clock={clock} />}
        {seat.extra > 0 && (
          <Fact name={t("panel.extra")}>{t("panel.extraMinutes", { count: seat.extra / 60_000 })}</Fact>
        )}
        <Fact name={t("panel.answered")}>
          {seat.answered}/{seat.total} · {t("panel.flagged")} {seat.flagged}
        </Fact>
        <Unusual seat={seat} />
      </dl>
    </>
  );
}

/** What must be known before anything is done to the seat. */
function warningsOf(seat: BoardSeat): { words: StaffKey; type: "error" | "warning" }[] {
  const open = !isOver(seat);
  const told = [
    { words: "panel.latecomer", type: "warning", holds: seat.knocking && seat.state === "not-arrived" },
    { words: "panel.knocking", type: "error", holds: open && seat.knocking && seat.state !== "not-arrived" },
    { words: "panel.identity", type: "warning", holds: seat.identityDoubted },
    { words: "panel.unkept", type: "error", holds: open && seat.keeps === false },
    { words: "panel.holdsAnswers", type: "error", holds: holdsAnswers(seat) },
    { words: "panel.undelivered", type: "warning", holds: open && seat.pause === "asked" },
    { words: "panel.voided", type: "warning", holds: seat.voided },
  ] as const;
  return told.filter(({ holds }) => holds);
}

interface WarningsProps {
  seat: BoardSeat;
  decide: (attempt: string) => void;
}

/** What is the matter with one seat, and the way to the answers that wait. */
export function SeatWarnings({ seat, decide }: WarningsProps) {
  const { t } = useSpeech();
  return (
    <>
      {warningsOf(seat).map(({ words, type }) => (
        <Alert key={words} type={type} showIcon title={t(words)} />
      ))}
      {seat.quarantined > 0 && (
        <Button block type="primary" onClick={() => decide(seat.attempt)}>
          {t("panel.decide", { count: seat.quarantined })}
        </Button>
      )}
    </>
  );
}
