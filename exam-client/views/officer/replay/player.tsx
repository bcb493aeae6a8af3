import type { Replay } from "@kaochang/exam-server/protocol/replay.ts";
import { Alert, Button, Segmented, Switch } from "antd";
import { useId, useMemo, useState } from "react";
import { indexPaper, neighbour, type PaperIndex } from "../../../store/paper-index.ts";
import { clockText } from "../../staff/durations.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { pointsText } from "../points-text.ts";
import { CardView } from "./card-view.tsx";
import { type Shown, shownAt } from "./playback.ts";
import { QuestionView } from "./question-view.tsx";
import styles from "./replay.module.css";
import { StepList } from "./step-list.tsx";
import { TimeLine } from "./time-line.tsx";
import { useReplayKeys } from "./use-keys.ts";
import { type Playback, type Speed, speeds, usePlayback } from "./use-playback.ts";

/** The question that is shown: the one that was answered last, until another is chosen. */
function useQuestion(paper: PaperIndex, shown: Shown) {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = chosen ?? shown.item ?? paper.order[0] ?? "";
  return {
    current,
    follows: chosen === null,
    choose: setChosen,
    follow: (on: boolean) => setChosen(on ? null : current),
    turn: (by: 1 | -1) => setChosen(neighbour(paper, current, by)),
  };
}

function Clocks({ playback, shown }: { playback: Playback; shown: Shown }) {
  const { t } = useSpeech();
  const { at } = playback.moment;
  const wall = (shown.last?.wall ?? 0) + at - (shown.last?.at ?? at);
  return (
    <span className={styles.clocks}>
      <b>{clockText(at - playback.bounds.from)}</b>
      <span>{t("replay.clock", { time: new Date(wall).toTimeString().slice(0, "00:00:00".length) })}</span>
      {shown.deadline !== null && (
        <span>
          {t("replay.remaining")} <b>{clockText(shown.deadline - at)}</b>
        </span>
      )}
    </span>
  );
}

function Switches(props: { label: string; on: boolean; change: (on: boolean) => void }) {
  const id = useId();
  return (
    <span className={styles.switch}>
      <Switch id={id} size="small" checked={props.on} onChange={props.change} />
      <label htmlFor={id}>{props.label}</label>
    </span>
  );
}

interface BarProps {
  playback: Playback;
  shown: Shown;
  question: ReturnType<typeof useQuestion>;
  points: boolean;
  showPoints: (on: boolean) => void;
}

function Bar({ playback, shown, question, points, showPoints }: BarProps) {
  const { t } = useSpeech();
  const { playing, toggle, step, speed, setSpeed } = playback;
  const options = speeds.map((value) => ({ value, label: t("replay.times", { speed: value }) }));
  return (
    <div className={styles.bar} title={t("replay.keys")}>
      <Button onClick={() => step(-1)}>{t("replay.previous")}</Button>
      <Button type="primary" onClick={toggle}>
        {t(playing ? "replay.pause" : "replay.play")}
      </Button>
      <Button onClick={() => step(1)}>{t("replay.next")}</Button>
      <Segmented<Speed> aria-label={t("replay.speed")} options={options} value={speed} onChange={setSpeed} />
      <Clocks playback={playback} shown={shown} />
      <Switches label={t("replay.follow")} on={question.follows} change={question.follow} />
      <Switches label={t("replay.points")} on={points} change={showPoints} />
      <Button onClick={() => window.print()}>{t("replay.print")}</Button>
    </div>
  );
}

/** What the candidate could not do at this moment. */
function Hindered({ shown }: { shown: Shown }) {
  const { t } = useSpeech();
  return (
    <>
      {shown.gone && <Alert type="warning" showIcon title={t("replay.gone")} />}
      {shown.paused && <Alert type="warning" showIcon title={t("replay.paused")} />}
    </>
  );
}

function Points({ replay, points }: { replay: Replay; points: boolean }) {
  const { t } = useSpeech();
  if (!points) return null;
  if (replay.points === null) return <p className={styles.quiet}>{t("replay.noPoints")}</p>;
  const earned = replay.points.reduce((sum, one) => sum + one.earned, 0);
  return (
    <p className={styles.quiet}>
      <b>{t("replay.total", { earned: pointsText(earned) })}</b> {t("replay.pointsWhy")}
    </p>
  );
}

interface PlayerProps {
  replay: Replay;
  points: boolean;
  showPoints: (on: boolean) => void;
}

/** The attempt at the moment that is played, with everything to move that moment by. */
export function Player({ replay, points, showPoints }: PlayerProps) {
  const { steps } = replay;
  const paper = useMemo(() => indexPaper(replay.paper), [replay.paper]);
  const playback = usePlayback(steps);
  const shown = useMemo(() => shownAt(steps, playback.moment), [steps, playback.moment]);
  const question = useQuestion(paper, shown);
  const earned = useMemo(
    () => new Map((points ? replay.points : null)?.map((one) => [one.item, one])),
    [points, replay.points],
  );
  useReplayKeys({ toggle: playback.toggle, step: playback.step, turn: question.turn });
  const placed = paper.byId.get(question.current);
  return (
    <>
      <Bar playback={playback} shown={shown} question={question} points={points} showPoints={showPoints} />
      <TimeLine steps={steps} bounds={playback.bounds} at={playback.moment.at} seek={playback.seek} />
      <Hindered shown={shown} />
      <Points replay={replay} points={points} />
      <div className={styles.columns}>
        {placed && (
          <QuestionView
            placed={placed}
            response={shown.answers[question.current]}
            total={paper.order.length}
            points={earned.get(question.current)}
          />
        )}
        <CardView
          paper={paper}
          shown={shown}
          current={question.current}
          points={earned}
          choose={question.choose}
        />
        <StepList
          steps={steps}
          from={playback.bounds.from}
          played={playback.moment.played}
          numberOf={(item) => paper.byId.get(item)?.number ?? 0}
          goTo={playback.goTo}
        />
      </div>
    </>
  );
}
