import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Segmented } from "antd";
import { useCallback, useDeferredValue, useMemo, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { examNow } from "../staff/exam-clock.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import { Closed, Notice } from "../staff/notice.tsx";
import { useExpiry } from "../staff/use-expiry.ts";
import type { ActId } from "./acts.ts";
import type { BoardState } from "./board-store.ts";
import { Evacuated } from "./evacuation.tsx";
import type { LayoutOf } from "./failed-together.ts";
import { KeysCard } from "./keys-card.tsx";
import { LiveHeader } from "./live-header.tsx";
import styles from "./live-page.module.css";
import { type Cause, isUnadmitted, type Need, whoNeedsMe } from "./needs.ts";
import { NeedsColumn, usePutAway } from "./needs-column.tsx";
import { ClockProvider } from "./own-time.tsx";
import { QuarantinePanel } from "./quarantine-panel.tsx";
import { RoomTabs } from "./room-tabs.tsx";
import { roomStart } from "./room-time.ts";
import { SeatMap } from "./seat-map.tsx";
import { SeatTable } from "./seat-table.tsx";
import { Side } from "./side.tsx";
import { FloorProvider } from "./spare-choice.tsx";
import { targetOf } from "./target.ts";
import { useActs } from "./use-acts.ts";
import { type Board, useBoard } from "./use-board.ts";
import { useCalling } from "./use-calling.ts";
import { useKeys } from "./use-keys.ts";
import { useLayouts } from "./use-layouts.ts";
import { twiceASecond } from "./use-monotonic.ts";
import { type Choice, useSelection } from "./use-selection.ts";
import { WarningsStrip } from "./warnings-strip.tsx";

type Sitting = SittingSummary;
type View = "map" | "table";

function LinkBanner({ link }: Pick<BoardState, "link">) {
  const { t } = useSpeech();
  if (link.kind === "refused") return <Failure code={link.code} />;
  if (link.kind !== "lost") return null;
  return <Alert type="warning" role="status" banner showIcon title={t("live.reconnecting")} />;
}

interface MiddleProps {
  seats: readonly BoardSeat[];
  /** Whether each room has one clock. */
  common: boolean;
  view: View;
  setView: (view: View) => void;
  choice: Choice;
  layoutOf: LayoutOf;
}

/** The same seats as a map or a table. They are drawn between two frames, so that 500 of them hold nothing up. */
function Middle({ seats, common, view, setView, choice, layoutOf }: MiddleProps) {
  const { t } = useSpeech();
  const drawn = useDeferredValue(seats);
  const options = [
    { value: "map" as const, label: t("live.map") },
    { value: "table" as const, label: t("live.table") },
  ];
  return (
    <section className={styles.middle} aria-label={t(`live.${view}`)}>
      <div className={styles.views}>
        <Segmented<View> aria-label={t("live.view")} value={view} onChange={setView} options={options} />
        <span className={styles.quiet}>{t("board.hintChoose")}</span>
      </div>
      {view === "table" && <SeatTable seats={drawn} choice={choice} />}
      {view === "map" && (
        <div className={styles.map}>
          <SeatMap seats={drawn} common={common} layoutOf={layoutOf} choice={choice} />
        </div>
      )}
    </section>
  );
}

/** How many have missed the last moment to begin: it passes though no seat changes. */
function useUnadmitted(
  { clock }: BoardState,
  { phase, start }: Sitting,
  seats: readonly BoardSeat[],
): number {
  return useSyncExternalStore(twiceASecond, () => {
    if (start !== "own" || clock === null) return 0;
    const now = examNow(clock, performance.now());
    return seats.filter((seat) => isUnadmitted(seat, { now, phase })).length;
  });
}

/** Who needs the proctor in the rooms that are shown, without what was put away. */
function useNeeds(state: BoardState, sitting: Sitting, seats: readonly BoardSeat[], layoutOf: LayoutOf) {
  const { clock } = state;
  const unadmitted = useUnadmitted(state, sitting, seats);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `unadmitted` changes when only the time has.
  const needs = useMemo(() => {
    const startedAt = roomStart(seats, sitting);
    const now = clock && examNow(clock, performance.now());
    const { phase, minutes, conduct, confirmPerson } = sitting;
    const occasion = { phase, minutes, startedAt, now, layoutOf, thresholds: conduct, confirmPerson };
    return whoNeedsMe(seats, occasion);
  }, [seats, sitting, clock, layoutOf, unadmitted]);
  return usePutAway(needs);
}

/** What a need leads to besides its seats: most are looked at first. */
const proposed: Partial<Record<Cause, ActId>> = {
  knocking: "release",
  unkept: "release",
  latecomer: "admit",
  unadmitted: "admit",
  slow: "message",
};

interface LiveProps {
  board: Board;
  state: BoardState;
  sitting: Sitting;
}

/** Everything that the page knows and does, apart from how it is drawn. */
function useLive({ board, state, sitting }: LiveProps) {
  const { t } = useSpeech();
  const [view, setView] = useState<View>("map");
  const [room, setRoom] = useState<string | null>(null);
  const [deciding, setDeciding] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const choice = useSelection();
  const acts = useActs(board);
  const layoutOf = useLayouts(sitting.id);
  const every = useMemo(() => [...state.seats.values()], [state.seats]);
  const seats = useMemo(
    () => (room === null ? every : every.filter((seat) => seat.room === room)),
    [every, room],
  );
  const { left: needs, putAway } = useNeeds(state, sitting, seats, layoutOf);
  const opened = useCalling(needs);
  const { target, chosen } = targetOf({ seats, all: every, sitting, room, selection: choice.selection, t });

  const openNeed = (need: Need) => {
    opened(need);
    choice.pickAll(
      need.seats.map(({ attempt }) => attempt),
      false,
    );
    if (need.cause === "quarantined") return setDeciding(need.seats[0].attempt);
    const act = proposed[need.cause];
    const base = { seats: need.seats, all: false, room: null, name: "" };
    if (act) acts.begin(act, base, true);
    else acts.close();
  };
  useKeys({
    begin: (act) => acts.begin(act, target, chosen),
    all: () =>
      choice.pickAll(
        seats.map(({ attempt }) => attempt),
        false,
      ),
    next: () => {
      const [first] = needs;
      if (first) openNeed(first);
    },
    view: () => setView(view === "map" ? "table" : "map"),
    help: () => setHelp(true),
    escape: () => (acts.state.open === null ? choice.clear() : acts.close()),
  });
  const dismiss = ({ cause, seats: [{ attempt }] }: Need) =>
    void board.request(cause === "identity" ? "settle-identity" : "dismiss-knock", { attempt });
  const decide = useCallback((attempt: string) => setDeciding(attempt), []);
  return {
    ...{ view, setView, room, setRoom, help, setHelp, choice, acts, every, seats, needs, putAway },
    ...{ openNeed, target, chosen, decide, dismiss, layoutOf },
    subject: deciding === null ? undefined : state.seats.get(deciding),
    decided: () => setDeciding(null),
  };
}

function Live({ board, state, sitting }: LiveProps) {
  const live = useLive({ board, state, sitting });
  const { seats, every, needs, acts, choice, subject } = live;
  const floor = useMemo(() => ({ seats: every, layoutOf: live.layoutOf }), [every, live.layoutOf]);
  const manyRooms = new Set(seats.map((seat) => seat.room)).size > 1;
  return (
    <div className={styles.page}>
      <LinkBanner link={state.link} />
      <WarningsStrip warnings={state.warnings} />
      {state.problem && <Failure code={state.problem} />}
      <Evacuated seats={seats} all={live.target.all && !live.chosen} acts={acts} />
      <LiveHeader
        board={board}
        sitting={sitting}
        seats={seats}
        clock={state.clock}
        help={() => live.setHelp(true)}
      />
      <RoomTabs seats={every} needs={needs} room={live.room} show={live.setRoom} />
      <div className={styles.columns}>
        <NeedsColumn
          needs={needs}
          seats={seats}
          phase={sitting.phase}
          clock={state.clock}
          manyRooms={manyRooms}
          open={live.openNeed}
          putAway={live.putAway}
          dismiss={live.dismiss}
        />
        <Middle
          seats={seats}
          common={sitting.start !== "own"}
          view={live.view}
          setView={live.setView}
          choice={choice}
          layoutOf={live.layoutOf}
        />
        <FloorProvider value={floor}>
          <Side
            board={board}
            state={state}
            target={live.target}
            chosen={live.chosen}
            sitting={sitting}
            acts={acts}
            decide={live.decide}
            clear={choice.clear}
          />
        </FloorProvider>
      </div>
      {subject && <QuarantinePanel key={subject.attempt} board={board} seat={subject} close={live.decided} />}
      <KeysCard open={live.help} close={() => live.setHelp(false)} />
    </div>
  );
}

function TakenBack({ withdrawn }: Pick<BoardState, "withdrawn">) {
  const { t } = useSpeech();
  if (withdrawn === null) return <Notice text={t("failure.papers-withdrawn")} />;
  const { by, reason } = withdrawn;
  return <Notice text={t("board.withdrawn", { by, reason })} />;
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
  if (state.problem === "papers-withdrawn") return <TakenBack withdrawn={state.withdrawn} />;
  const problem = state.link.kind === "refused" ? state.link.code : state.problem;
  if (problem !== null) return <Closed code={problem} />;
  return (
    <>
      <LinkBanner link={state.link} />
      <p style={{ padding: 24 }}>{t("app.loading")}</p>
    </>
  );
}
