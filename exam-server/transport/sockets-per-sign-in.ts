import type { Namespace, Socket } from "socket.io";

/** A candidate has one page and those that a cut has left behind; staff may watch from several screens. */
export const mostSockets = { candidate: 5, staff: 20 };

/**
 * At most so many sockets for one name: one more closes the oldest that does not hold a lease, because
 * the newest is the page that somebody has just opened. An address is no name: a room may share one.
 */
export function boundSockets(namespace: Namespace, most: number, nameOf: (socket: Socket) => string): void {
  const open = new Map<string, Set<Socket>>();
  namespace.on("connection", (socket) => {
    const name = nameOf(socket);
    const mine = open.get(name) ?? new Set();
    open.set(name, mine.add(socket));
    socket.on("disconnect", () => {
      mine.delete(socket);
      if (mine.size === 0) open.delete(name);
    });
    if (mine.size > most) oldestIdle(mine)?.disconnect(true);
  });
}

/** Sets keep the order of arrival. */
function oldestIdle(sockets: ReadonlySet<Socket>): Socket | undefined {
  return [...sockets].find(({ data }) => data.holdsLease !== true);
}
