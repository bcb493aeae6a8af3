// One seat that misbehaves, in a process of its own. Arguments: the server's address, the cookie, the
// journal, and how: "flood" sends 10,000 messages a second, "deaf" sends 200 and never reads a reply.
import { openSeat } from "./seat.ts";

const [url = "", cookie = "", journal = "", manner = ""] = process.argv.slice(2);
const { socket } = await openSeat(url, cookie, journal);
process.stdout.write(`${JSON.stringify({ manner })}\n`);
// The connection under Socket.IO's own, which alone can stop reading.
if (manner === "deaf") {
  const { transport } = socket.io.engine as unknown as { transport: { ws: { pause(): void } } };
  transport.ws.pause();
}
const perTick = manner === "flood" ? 100 : 2;
setInterval(() => {
  for (let sent = 0; sent < perTick; sent += 1) socket.emit("sync", {}, () => undefined);
}, 10);
