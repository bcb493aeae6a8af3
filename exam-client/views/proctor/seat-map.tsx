import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { SeatMap as RoomPlan } from "@kaochang/exam-server/protocol/seat-map.ts";
import { InputNumber } from "antd";
import { type KeyboardEvent, type MouseEvent, memo, useId, useMemo, useRef } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import { boardSettings, longestRow } from "./board-settings.ts";
import type { LayoutOf } from "./failed-together.ts";
import { ownDeadline, roomDeadline } from "./room-time.ts";
import styles from "./seat-map.module.css";
import { byRoom, type Room } from "./seat-order.ts";
import { rowsOf, type SeatRow } from "./seat-rows.ts";
import { SeatTile, type TileSize } from "./seat-tile.tsx";
import { type Direction, howOf, neighbour } from "./selection.ts";
import { useRubberBand } from "./use-rubber-band.ts";
import type { Choice } from "./use-selection.ts";

/** Above this many, names no longer help to find a seat; its number does. */
const largeTiles = 100;
/** Rows that are longer have no room for large tiles, or for names. */
const largeRow = 9;
const namedRow = 10;

function sizeOf(seats: number, rows: readonly SeatRow[]): TileSize {
  const longest = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (seats <= largeTiles && longest <= largeRow) return "large";
  return longest <= namedRow ? "small" : "tiny";
}

const leastPixels: Readonly<Record<TileSize, number>> = { large: 64, small: 64, tiny: 34 };

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};

interface RowProps {
  row: SeatRow;
  deadline: number | null;
  chosen: ReadonlySet<string>;
  entry: string | undefined;
  size: TileSize;
  /** Whether a door stands beside the row, on the left. */
  door: boolean;
}

function Row({ door, row, deadline, chosen, entry, size }: RowProps) {
  const { t } = useSpeech();
  return (
    <>
      <button
        type="button"
        className={styles.row}
        data-row={row.seats.map(({ attempt }) => attempt).join(" ")}
        aria-label={t("board.chooseRow", { row: row.label })}
      >
        {row.label}
        {door && <small>{t("room.door")}</small>}
      </button>
      {row.cells.map((seat, column) =>
        seat === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap is its place
          <span key={column} />
        ) : (
          <SeatTile
            key={seat.attempt}
            seat={seat}
            own={ownDeadline(seat, deadline)}
            chosen={chosen.has(seat.attempt)}
            entry={seat.attempt === entry}
            size={size}
          />
        ),
      )}
    </>
  );
}

/** How long the rows are, where no officer has drawn the room. */
function RowLength({ room, length }: { room: Room; length: number }) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <span className={styles.length}>
      <label htmlFor={id}>{t("board.rowLength")}</label>{" "}
      <InputNumber
        id={id}
        size="small"
        min={1}
        max={longestRow}
        value={length}
        style={{ width: 56 }}
        onChange={(value) => {
          if (value !== null)
            boardSettings.setState(({ rowLengths }) => ({
              rowLengths: { ...rowLengths, [room.name]: value },
            }));
        }}
      />
    </span>
  );
}

interface RoomProps extends Omit<RowProps, "row" | "door"> {
  room: Room;
  rows: readonly SeatRow[];
  layout: ReturnType<LayoutOf>;
}

type Wall = RoomPlan["doors"][number]["wall"];

function doorsOf(map: RoomPlan | null, wall: Wall): number[] {
  return (map?.doors ?? []).flatMap((door) => (door.wall === wall ? door.at : []));
}

/** What the front or the back wall has: the platform, and doors beside their columns. */
function WallLine({
  map,
  wall,
  template,
}: {
  map: RoomPlan | null;
  wall: "front" | "back";
  template: string;
}) {
  const { t } = useSpeech();
  const doors = doorsOf(map, wall);
  const hasPlatform = map?.platform === wall;
  if (!hasPlatform && doors.length === 0) return null;
  return (
    <div className={styles.wall} style={{ gridTemplateColumns: template }}>
      {hasPlatform && <span className={styles.platform}>{t("room.platform")}</span>}
      {doors.map((at) => (
        <span key={at} style={{ gridColumn: at + 1 }}>
          {t("room.door")}
        </span>
      ))}
    </div>
  );
}

function RoomMap({ room, rows, layout, ...shown }: RoomProps) {
  const { t } = useSpeech();
  const map = typeof layout === "number" ? null : layout;
  const columns = Math.max(map?.columns ?? 1, ...rows.map(({ cells }) => cells.length));
  const right = doorsOf(map, "right");
  const template = `28px repeat(${columns}, minmax(${leastPixels[shown.size]}px, 1fr)) ${right.length > 0 ? "16px" : ""}`;
  const beside = (wall: Wall, row: SeatRow) => doorsOf(map, wall).includes(Number(row.label));
  return (
    <section className={styles.room}>
      <h2>
        <button type="button" data-row={room.seats.map(({ attempt }) => attempt).join(" ")}>
          {roomName(t, room.name)}
        </button>{" "}
        <small>{t("live.roomCount", { count: room.seats.length })}</small>
        {typeof layout === "number" && <RowLength room={room} length={layout} />}
      </h2>
      <WallLine map={map} wall="front" template={template} />
      <div className={styles.rows} style={{ gridTemplateColumns: template }}>
        {rows.map((row) => (
          <div key={row.label} className={styles.line}>
            <Row row={row} {...shown} door={beside("left", row)} />
            {beside("right", row) && (
              <span className={styles.door} style={{ gridColumn: columns + 2 }}>
                {t("room.door")}
              </span>
            )}
          </div>
        ))}
      </div>
      <WallLine map={map} wall="back" template={template} />
    </section>
  );
}

interface MapProps {
  seats: readonly BoardSeat[];
  /** Whether each room has one clock, from which a seat's own may differ. */
  common: boolean;
  layoutOf: LayoutOf;
  choice: Choice;
}

/** The rooms of the seats with their rows, as the map draws them. */
function useRooms(seats: readonly BoardSeat[], layoutOf: LayoutOf) {
  return useMemo(
    () =>
      byRoom(seats).map((room) => {
        const layout = layoutOf(room);
        return { room, layout, rows: rowsOf(room.seats, layout) };
      }),
    [seats, layoutOf],
  );
}

/**
 * The rooms as they stand. Clicks and keys are heard here for all tiles, as files are chosen in a window:
 * shift a range, ctrl one more, a band drawn on the floor, a row or a room by its name.
 */
export const SeatMap = memo(function SeatMap({ seats, common, layoutOf, choice }: MapProps) {
  const map = useRef<HTMLDivElement>(null);
  const { selection, pick, pickAll } = choice;
  const rooms = useRooms(seats, layoutOf);
  const lines = useMemo(
    () => rooms.flatMap(({ rows }) => rows.map((row) => row.seats.map(({ attempt }) => attempt))),
    [rooms],
  );
  const order = lines.flat();
  const entry = selection.anchor !== null && order.includes(selection.anchor) ? selection.anchor : order[0];
  const { band, handlers } = useRubberBand(map, pickAll);
  const click = (event: MouseEvent) => {
    const { attempt, row } = (event.target as HTMLElement).closest("button")?.dataset ?? {};
    if (attempt !== undefined) pick(attempt, howOf(event), order);
    if (row !== undefined) pickAll(row.split(" "), howOf(event) !== "only");
  };
  const move = (event: KeyboardEvent) => {
    const { attempt } = (event.target as HTMLElement).dataset;
    const direction = directions[event.key];
    if (attempt === undefined || direction === undefined) return;
    event.preventDefault();
    const to = neighbour(lines, attempt, direction);
    if (to === undefined) return;
    map.current?.querySelector<HTMLElement>(`[data-attempt="${CSS.escape(to)}"]`)?.focus();
    if (!event.ctrlKey) pick(to, event.shiftKey ? "range" : "only", order);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what happens on the buttons inside
    <div ref={map} className={styles.map} onClick={click} onKeyDown={move} {...handlers}>
      {rooms.map(({ room, layout, rows }) => {
        const size = sizeOf(seats.length, rows);
        return (
          <RoomMap
            key={room.name}
            room={room}
            rows={rows}
            layout={layout}
            deadline={common ? roomDeadline(room.seats) : null}
            chosen={selection.chosen}
            entry={entry}
            size={size}
          />
        );
      })}
      {band && <div className={styles.band} style={band} />}
    </div>
  );
});
