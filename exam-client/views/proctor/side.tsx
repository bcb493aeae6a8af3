import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button } from "antd";
import { useState } from "react";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import { ActForm } from "./act-form.tsx";
import { ActGrid } from "./act-grid.tsx";
import { ActNotes } from "./act-notes.tsx";
import actStyles from "./act-panel.module.css";
import { type ActId, actIds, suited } from "./acts.ts";
import type { BoardState } from "./board-store.ts";
import { DeedList } from "./deed-list.tsx";
import { EndCard } from "./end-card.tsx";
import { Evacuate } from "./evacuation.tsx";
import { IncidentList } from "./incident-list.tsx";
import styles from "./panel.module.css";
import { Published } from "./published.tsx";
import { RescueForm } from "./rescue-form.tsx";
import { SeatFacts, SeatWarnings } from "./seat-facts.tsx";
import { StartCard } from "./start-card.tsx";
import type { Acts, Hindrance } from "./use-acts.ts";
import type { Board } from "./use-board.ts";
import { useIncidents } from "./use-incidents.ts";
import type { Target } from "./wish.ts";

function Hindered({ hindrance }: { hindrance: Hindrance | null }) {
  const { t } = useSpeech();
  if (hindrance === null) return null;
  if (hindrance.kind === "failed") return <Failure code={hindrance.code} />;
  const words = hindrance.kind === "pick-first" ? "acts.pickFirst" : "acts.notNow";
  return <Alert type="info" role="alert" showIcon title={t(words, { act: t(`act.${hindrance.act}`) })} />;
}

interface CardProps {
  target: Target;
  /** Whether seats are chosen; else everybody who is shown is meant. */
  chosen: boolean;
  sitting: SittingSummary;
  acts: Acts;
}

/** The acts, or the form of the one that is open. */
function ActsCard({ target, chosen, sitting, acts }: CardProps) {
  const { t } = useSpeech();
  const { open, busy, hindrance } = acts.state;
  const suitable = (act: ActId) => suited(act, target.seats, sitting.phase);
  const counts = Object.fromEntries(actIds.map((act) => [act, suitable(act).length])) as Record<
    ActId,
    number
  >;
  if (open !== null) {
    const seats = suitable(open);
    const part = seats.length < target.seats.length;
    const name = part ? t("acts.part", { who: target.name, count: seats.length }) : target.name;
    const meant = { ...target, seats, name };
    return (
      <>
        <Hindered hindrance={hindrance} />
        <ActForm
          key={open}
          act={open}
          target={meant}
          busy={busy || seats.length === 0}
          run={(wish) => acts.run(wish, meant)}
          close={acts.close}
        />
      </>
    );
  }
  return (
    <>
      <Hindered hindrance={hindrance} />
      <ActGrid
        counts={counts}
        meant={target.seats.length}
        chosen={chosen}
        begin={(act) => acts.begin(act, target, chosen)}
      />
    </>
  );
}

interface RoomProps {
  running: boolean;
  sitting: string;
  evacuate: () => void;
  decide: Decide;
}

/** Acts on the room that need no seat: leaving it, and rescue files. */
function RoomActs({ running, sitting, evacuate, decide }: RoomProps) {
  const { t } = useSpeech();
  const [rescue, setRescue] = useState(false);
  return (
    <div className={actStyles.room}>
      {running && (
        <Button danger block onClick={evacuate}>
          {t("evacuation.button")}
        </Button>
      )}
      <Button block aria-expanded={rescue} onClick={() => setRescue(!rescue)}>
        {t("room.rescue")}
      </Button>
      {rescue && <RescueForm sitting={sitting} decide={decide} />}
    </div>
  );
}

type Decide = (attempt: string) => void;

interface SideProps extends CardProps {
  board: Board;
  state: BoardState;
  decide: Decide;
  clear: () => void;
}

/** One panel for one seat, a selection and the room: who is meant, what came of it, what can be done. */
export function Side({ board, state, decide, clear, ...props }: SideProps) {
  const { t } = useSpeech();
  const { target, chosen, sitting, acts } = props;
  const [only, ...others] = target.seats;
  const [evacuating, setEvacuating] = useState(false);
  const incidents = useIncidents(board, state.acts);
  const running = sitting.phase === "running";
  const manyRooms = new Set([...state.seats.values()].map((seat) => seat.room)).size > 1;
  const leaving = evacuating && running && !chosen && acts.state.open === null;
  const one: BoardSeat | undefined = chosen && others.length === 0 ? only : undefined;
  return (
    <aside className={styles.panel} aria-label={t("acts.title")}>
      <StartCard board={board} sitting={sitting} seats={[...state.seats.values()]} />
      <EndCard board={board} sitting={sitting} seats={[...state.seats.values()]} clock={state.clock} />
      <section className={styles.card} aria-labelledby="target">
        <div className={styles.heading}>
          <h2 id="target">{target.name}</h2>
          {chosen && (
            <Button size="small" onClick={clear}>
              {t("acts.clear")}
            </Button>
          )}
        </div>
        <div className={styles.acts}>
          <DeedList
            board={board}
            deeds={acts.state.deeds}
            chosen={chosen ? target.seats : null}
            hidden={acts.state.open !== null}
            seats={state.seats}
            dismiss={acts.dismiss}
          />
          {one && <SeatWarnings seat={one} decide={decide} />}
          {one && acts.state.open === null && <SeatFacts seat={one} clock={state.clock} />}
          {leaving ? (
            <Evacuate target={target} acts={acts} close={() => setEvacuating(false)} />
          ) : (
            <ActsCard {...props} />
          )}
          {one && acts.state.open !== null && <SeatFacts seat={one} clock={state.clock} />}
          {!chosen && !leaving && acts.state.open === null && (
            <RoomActs
              running={running}
              sitting={sitting.id}
              evacuate={() => setEvacuating(true)}
              decide={decide}
            />
          )}
          {(one !== undefined || !chosen) && acts.state.open === null && (
            <IncidentList
              board={board}
              incidents={incidents}
              target={target}
              about={one}
              manyRooms={manyRooms}
            />
          )}
          <ActNotes
            acts={state.acts}
            manyRooms={manyRooms}
            start={sitting.start}
            most={chosen ? 3 : 6}
            {...(one && { attempt: one.attempt })}
          />
        </div>
      </section>
      <Published sitting={sitting} />
    </aside>
  );
}
