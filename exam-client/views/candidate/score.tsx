import type { AreaScore } from "@kaochang/exam-server/protocol/http.ts";
import type { ReleasedScore, ScoreCard } from "@kaochang/exam-server/protocol/results.ts";
import { type FormEvent, useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { askRecheck } from "../../transport/score.ts";
import type { FailureCode } from "../../transport/wire.ts";
import { useSettings } from "./context.ts";
import type { OwnScores } from "./own-scores.ts";
import "./score.css";
import { type SayScore, scoreWords } from "./score-words.ts";

const points = (hundredths: number) => (hundredths / 100).toFixed(2);
const moment = (wall: number) =>
  new Date(wall).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });

function Parts({ title, parts, say }: { title: string; parts: readonly AreaScore[]; say: SayScore }) {
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{say("part")}</th>
          <th scope="col">{say("earned")}</th>
          <th scope="col">{say("max")}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.code}>
            <th scope="row">{part.title}</th>
            <td>{points(part.earned)}</td>
            <td>{points(part.max)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RecheckProps {
  attempt: string;
  score: ReleasedScore;
  say: SayScore;
  reload: () => void;
}

function RecheckForm({ attempt, score, say, reload }: RecheckProps) {
  const words = useWords();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await askRecheck(attempt, text);
    setBusy(false);
    setFailure(outcome.ok ? null : outcome.code);
    if (outcome.ok) reload();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h3>{say("recheck")}</h3>
      <p>{say("recheckNote", { until: moment(score.recheckUntil) })}</p>
      <textarea
        aria-label={say("recheckText")}
        value={text}
        maxLength={500}
        rows={3}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="problem" role="alert">
        {failure && (failure === "no-answer" ? words("signIn.unreachable") : words(`refusal.${failure}`))}
      </p>
      <button type="submit" disabled={busy || text.trim() === ""}>
        {say("send")}
      </button>
    </form>
  );
}

function Recheck(props: RecheckProps) {
  const { score, say } = props;
  const { recheck, mayAsk } = score;
  if (!recheck) return mayAsk ? <RecheckForm {...props} /> : null;
  return (
    <div className="recheck">
      <p>
        {say("asked", { at: moment(recheck.asked.at) })} {recheck.asked.text}
      </p>
      <p role="status">
        {recheck.answer
          ? `${say("answered", { at: moment(recheck.answer.at) })} ${recheck.answer.text}`
          : say("waiting")}
      </p>
    </div>
  );
}

function Released({ score, say }: Pick<RecheckProps, "score" | "say">) {
  if (score.standing !== "scored") return <p>{say(score.standing)}</p>;
  const mark = { mark: points(score.passMark), max: points(score.max) };
  return (
    <>
      <p className="score-total">
        {say("total")} <b>{points(score.total)}</b> {say(score.passed ? "passed" : "failedMark")}{" "}
        <small>{say("passMark", mark)}</small>
      </p>
      <div className="score-parts">
        <Parts title={say("bySection")} parts={score.sections} say={say} />
        <Parts title={say("byArea")} parts={score.areas} say={say} />
      </div>
    </>
  );
}

interface CardProps {
  card: ScoreCard;
  heading: "h2" | "h3";
  say: SayScore;
  reload: () => void;
}

function Card({ card, heading: Heading, say, reload }: CardProps) {
  const { attempt, title, score } = card;
  return (
    <section className="score" aria-label={title}>
      <Heading>{title}</Heading>
      {score ? (
        <>
          <Released score={score} say={say} />
          <Recheck attempt={attempt} score={score} say={say} reload={reload} />
        </>
      ) : (
        <p>
          <b>{say("notReleased")}</b> {say("notReleasedNote")}
        </p>
      )}
    </section>
  );
}

/**
 * The candidate's own scores: below the receipt; or, once the officer has released this attempt's, `first` on the
 * page, under its heading.
 */
export default function Score({ scores, first }: { scores: OwnScores; first: boolean }) {
  const [{ language }] = useSettings();
  const say = scoreWords(language);
  const { cards, failed, reload } = scores;
  if (failed)
    return (
      <p>
        {say("failed")}{" "}
        <button type="button" className="link" onClick={reload}>
          {say("retry")}
        </button>
      </p>
    );
  if (!cards || cards.length === 0) return null;
  return (
    <section className={first ? "scores first" : "scores"} aria-labelledby="scores">
      {!first && <h2 id="scores">{say("heading")}</h2>}
      {cards.map((card) => (
        <Card key={card.attempt} card={card} heading={first ? "h2" : "h3"} say={say} reload={reload} />
      ))}
    </section>
  );
}
