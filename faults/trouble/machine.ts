import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordedDisk } from "../disk/image.ts";
import { pause } from "../run/pause.ts";
import type { Room } from "../run/room.ts";
import { aWhile, sometimes } from "./when.ts";

const hourMs = 3_600_000;
const slowMs = 50;

/** Only what was synced, and by chance some of the rest, is on the disk that the server starts from again. */
export async function powerLoss({ server, dice, at }: Room): Promise<void> {
  await at(dice.between(0, 1.05));
  const { log } = server.machine();
  await server.kill();
  const disk = recordedDisk(log);
  disk.advance(process.hrtime.bigint());
  const image = mkdtempSync(path.join(tmpdir(), "kaochang-image-"));
  disk.rebuild(image, String(dice.chance()));
  await server.restart({ dataDir: image });
}

/** Over before the end, because a server that cannot write cannot collect either. */
export async function fullDisk(room: Room): Promise<void> {
  const { server, dice, timeline } = room;
  await sometimes(room, dice, { most: 2, from: 0.1, to: 0.6 }, async () => {
    server.machine().fillDisk(true);
    await aWhile(dice, Math.min(5000, timeline.duration / 5));
    server.machine().fillDisk(false);
  });
}

export async function slowDisk({ server, dice, at }: Room): Promise<void> {
  await at(dice.between(0, 0.3));
  server.machine().slowDisk(slowMs);
}

/** Somebody sets the server's clock, or a time server does. */
export async function serverClock(room: Room): Promise<void> {
  const { server, dice } = room;
  await sometimes(room, dice, { most: 3, from: 0.1, to: 0.9 }, async () => {
    server.machine().shiftWallClock(dice.pick([-hourMs, hourMs, 0]));
  });
}

/** The battery of the server's clock is empty: after the reboot it is 1970. */
export async function reboot1970({ server, dice, at }: Room): Promise<void> {
  await at(dice.between(0.1, 0.85));
  await server.kill();
  server.machine().shiftWallClock(-Date.now() + dice.below(hourMs));
  await pause(dice.between(200, 2000));
  await server.restart();
}
