// A bare Socket.IO server that tells every page of each change of a seat as it happens: what a board that
// gathers them is measured against. Arguments: the seat that is told, changes a second.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

const [seat = "{}", perSecond = "0"] = process.argv.slice(2);
const told: unknown = JSON.parse(seat);
const tickMs = 20;
const perTick = (Number(perSecond) * tickMs) / 1000;

const http = createServer();
const { sockets: pages } = new Server(http, { serveClient: false });
setInterval(() => {
  for (let change = 0; change < perTick; change += 1) {
    for (const page of pages.sockets.values()) page.emit("board", told);
  }
}, tickMs);
http.listen(0, "127.0.0.1", () => {
  const { port } = http.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
