import { Alert, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import { Closed } from "../staff/notice.tsx";
import { useExpiry } from "../staff/use-expiry.ts";
import type { BoardState } from "./board-store.ts";
import { LiveHeader } from "./live-header.tsx";
import styles from "./live-page.module.css";
import type { Need } from "./needs.ts";
import { NeedsColumn } from "./needs-column.tsx";
import { ClockProvider } from "./own-time.tsx";
import panel from "./panel.module.css";
import { Published } from "./published.tsx";
import { QuarantinePanel } from "./quarantine-panel.tsx";
import { RoomCard } from "./room-card.tsx";
import { roomDeadline } from "./room-time.ts";
import { SeatMap } from "./seat-map.tsx";
import { SeatPanel } from "./seat-panel.tsx";
import { SeatTable } from "./seat-table.tsx";
import { StartCard } from "./start-card.tsx";
import { type Board, useBoard } from "./use-board.ts";
import { WarningsStrip } from "./warnings-strip.tsx";

type Sitting = NonNullable<BoardState["sitting"]>;
type View = "map" | "table";

function LinkBanner({ link }: Pick<BoardState, "link">) {
  const { t } = useSpeech();
  if (link.kind === "refused") return <Failure code={link.code} />;
  if (link.kind !== "lost") return null;
  return <Alert type="warning" role="status" banner showIcon title={t("live.reconnecting")} />;
}

interface MiddleProps {
  state: BoardState;
  chosen: string | null;
  choose: (attempt: string) => void;
}

function Middle({ state, chosen, choose }: MiddleProps) {
  const { t } = useSpeech();
  const [view, setView] = useState<View>("map");
  const seats = useMemo(() => [...state.seats.values()], [state.seats]);
  const options = [
    { value: "map" as const, label: t("live.map") },
    { value: "table" as const, label: t("live.table") },
  ];
  return (
    <section className={styles.middle} aria-label={t(`live.${view}`)}>
      <Segmented<View> aria-label={t("live.view")} value={view} onChange={setView} options={options} />
      {view === "table" && <SeatTable seats={seats} choose={choose} />}
      {view === "map" && (
        <SeatMap seats={seats} roomDeadline={roomDeadline(seats)} chosen={chosen} choose={choose} />
      )}
    </section>
  );
}

interface SideProps {
  board: Board;
  state: BoardState;
  sitting: Sitting;
  chosen: string | null;
  decide: (attempt: string) => void;
  close: () => void;
}

/** Acts on the room and on one seat stand in the same place. */
function Side({ board, state, sitting, chosen, decide, close }: SideProps) {
  const { t } = useSpeech();
  const seat = chosen === null ? undefined : state.seats.get(chosen);
  const seats = [...state.seats.values()];
  const acts = { board, decide };
  return (
    <aside className={panel.panel} aria-label={t("panel.seat")}>
      <StartCard board={board} sitting={sitting} seats={seats} />
      {seat && <SeatPanel {...acts} sitting={sitting.id} seat={seat} clock={state.clock} close={close} />}
      {!seat && (
        <p className={panel.quiet}>{t(sitting.phase === "closed" ? "panel.hintClosed" : "panel.hint")}</p>
      )}
      {!seat && <RoomCard {...acts} sitting={sitting} seats={seats} />}
      <Published sitting={sitting} />
    </aside>
  );
}

/** Which seat the panel shows, and whose answers are being decided on. */
function useChoice() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [deciding, setDeciding] = useState<string | null>(null);
  return {
    chosen,
    deciding,
    choose: setChosen,
    decide: (attempt: string) => {
      setChosen(attempt);
      setDeciding(attempt);
    },
    close: () => setChosen(null),
    decided: () => setDeciding(null),
  };
}

function Live({ board, state, sitting }: { board: Board; state: BoardState; sitting: Sitting }) {
  const { chosen, deciding, choose, decide, close, decided } = useChoice();
  const seats = [...state.seats.values()];
  const subject = deciding === null ? undefined : state.seats.get(deciding);
  const chooseNeed = (attempt: string, cause: Need["cause"]) =>
    cause === "quarantined" ? decide(attempt) : choose(attempt);
  return (
    <div className={styles.page}>
      <LinkBanner link={state.link} />
      <WarningsStrip warnings={state.warnings} />
      {state.problem && <Failure code={state.problem} />}
      <LiveHeader sitting={sitting} seats={seats} clock={state.clock} />
      <div className={styles.columns}>
        <NeedsColumn sitting={sitting} seats={seats} clock={state.clock} choose={chooseNeed} />
        <Middle state={state} chosen={chosen} choose={choose} />
        <Side board={board} state={state} sitting={sitting} chosen={chosen} decide={decide} close={close} />
      </div>
      {subject && <QuarantinePanel key={subject.attempt} board={board} seat={subject} close={decided} />}
    </div>
  );
}

/** The proctor's live page of one sitting. */
export function LivePage({ sitting }: { sitting: string }) {
  const { t } = useSpeech();
  const board = useBoard(sitting);
  const state = useStore(board.store);
  useExpiry(state.link.kind === "refused" ? state.link.code : state.problem);
  if (state.sitting !== null)
    return (
      <ClockProvider value={state.clock}>
        <Live board={board} state={state} sitting={state.sitting} />
      </ClockProvider>
    );
  const problem = state.link.kind === "refused" ? state.link.code : state.problem;
  if (problem !== null) return <Closed code={problem} />;
  return (
    <>
      <LinkBanner link={state.link} />
      <p style={{ padding: 24 }}>{t("app.loading")}</p>
    </>
  );
}
