// A bare Socket.IO server: gives back what it gets, by acknowledgement. What a save is measured against.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

const http = createServer();
new Server(http, { serveClient: false }).on("connection", (socket) => {
  socket.on("entries", (message: unknown, acknowledge: (message: unknown) => void) => acknowledge(message));
});
http.listen(0, "127.0.0.1", () => {
  const { port } = http.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
