import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network cable between a browser and the server at `port`: passes every byte until it is out. */
export async function layCable(port: number) {
  const ends = new Set<Socket>();
  let out = false;
  const server = createServer((near) => {
    if (out) return near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        ends.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const pull = () => {
    out = true;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pull,
    plugIn: () => {
      out = false;
    },
    close() {
      pull();
      server.close();
    },
  };
}
