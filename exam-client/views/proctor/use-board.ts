import { useEffect, useRef, useState } from "react";
import { connectStaff, type StaffConnection } from "../../transport/staff-connection.ts";
import {
  type BoardStore,
  clockMeasured,
  createBoardStore,
  push,
  snapshot,
  takenBack,
} from "./board-store.ts";

const monotonic = () => performance.now();
/** One round trip every quarter minute notices a restart or a sleep soon and costs nothing. */
const syncEveryMs = 15_000;

async function watch(connection: StaffConnection, store: BoardStore, sitting: string): Promise<void> {
  const reply = await connection.request("watch", { sitting });
  if (reply.ok) store.setState((state) => snapshot(state, reply, monotonic()));
  else if (reply.code === "papers-withdrawn")
    store.setState((state) => takenBack(state, "by" in reply ? reply : null));
  else if (reply.code !== "unreachable") store.setState({ problem: reply.code });
}

async function sync(connection: StaffConnection, store: BoardStore): Promise<void> {
  const sent = monotonic();
  const reply = await connection.request("sync", {});
  if (!reply.ok) return;
  store.setState((state) => clockMeasured(state, { sent, received: monotonic(), exam: reply.exam }));
}

/** Keeps `store` equal to the server's board of one sitting until the returned function is called. */
export function followBoard(connection: StaffConnection, store: BoardStore, sitting: string): () => void {
  const stopBoard = connection.onBoard((change) =>
    store.setState((state) => push(state, change, monotonic())),
  );
  const stopWithdrawn = connection.onWithdrawn((told) => {
    if (told.sitting === sitting) store.setState((state) => takenBack(state, told));
  });
  const stopStatus = connection.onStatus((link) => {
    store.setState({ link });
    if (link.kind !== "connected") return;
    void watch(connection, store, sitting).then(() => sync(connection, store));
  });
  // A server that could not answer just now is asked again, so that the board never stands still unseen.
  const again = () =>
    store.getState().problem === null ? sync(connection, store) : watch(connection, store, sitting);
  const timer = setInterval(() => void again(), syncEveryMs);
  return () => {
    clearInterval(timer);
    stopStatus();
    stopBoard();
    stopWithdrawn();
  };
}

export interface Board {
  store: BoardStore;
  request: StaffConnection["request"];
}

/** The live board of one sitting, connected as long as the page shows it. */
export function useBoard(sitting: string): Board {
  const [store] = useState(createBoardStore);
  const held = useRef<StaffConnection | null>(null);
  useEffect(() => {
    const connection = connectStaff();
    held.current = connection;
    const stop = followBoard(connection, store, sitting);
    return () => {
      stop();
      connection.close();
      held.current = null;
    };
  }, [store, sitting]);
  const request: StaffConnection["request"] = (name, payload) =>
    held.current?.request(name, payload) ?? Promise.resolve({ ok: false, code: "unreachable" });
  return { store, request };
}
