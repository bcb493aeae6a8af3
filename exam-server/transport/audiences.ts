import type { Namespace, Socket } from "socket.io";
import type { Right } from "../delivery/reach.ts";

/** Pages that watch a sitting by the same right: one message serves them all. `name`: their socket.io room. */
export interface Audience {
  name: string;
  right: Right;
}

/** Who watches which sitting. Those who may see all of it are in the socket.io room of its id. */
export function openAudiences(namespace: Namespace) {
  const limited = new Map<string, Map<string, Audience>>();

  const limitedOf = (sitting: string): Audience[] => {
    const known = limited.get(sitting);
    for (const name of known?.keys() ?? []) if (!namespace.adapter.rooms.has(name)) known?.delete(name);
    if (known?.size === 0) limited.delete(sitting);
    return [...(known?.values() ?? [])];
  };

  return {
    /** Once more when the right has changed. */
    async join(socket: Socket, sitting: string, right: Right): Promise<void> {
      for (const { name } of limitedOf(sitting)) await socket.leave(name);
      await socket.leave(sitting);
      const name = right === "all" ? sitting : `${sitting} ${JSON.stringify([...right].sort())}`;
      await socket.join(name);
      if (right === "all") return;
      const known = limited.get(sitting) ?? new Map<string, Audience>();
      limited.set(sitting, known.set(name, { name, right }));
    },
    of: (sitting: string): Audience[] => [{ name: sitting, right: "all" }, ...limitedOf(sitting)],
    pages: ({ name }: Audience): Socket[] =>
      [...(namespace.adapter.rooms.get(name) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []),
  };
}
