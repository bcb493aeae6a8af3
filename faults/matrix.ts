import type { Room } from "./run/room.ts";
import { plainServer, type ServerMake } from "./run/server.ts";
import type { OpenSitter, Sitter } from "./run/sitter.ts";
import { type BrowserTrouble, browserSitter } from "./seat/browser-sitter.ts";
import { deskSitter, type Trouble } from "./seat/desk-sitter.ts";
import { rawSitter, shuffledAndReplayed, wrongNumbersAndJournals } from "./seat/raw-sitter.ts";
import * as browser from "./trouble/browser.ts";
import * as cable from "./trouble/cable.ts";
import * as chromium from "./trouble/chromium.ts";
import { clientClock, sleep } from "./trouble/clock.ts";
import * as end from "./trouble/end.ts";
import * as machine from "./trouble/machine.ts";
import { dieAtMoment, dyingServer, killServer, type Moment } from "./trouble/server.ts";

/** Something that goes wrong in exam rooms, as the suite does it. */
export interface Fault {
  name: string;
  sitter: OpenSitter;
  /** What goes wrong with the server or the whole room; then all tries of a sitting are of this fault. */
  room?: (room: Room, sitters: readonly Sitter[]) => Promise<void>;
  make: () => Promise<ServerMake>;
  /** The server's wall clock is moved, so what it stamps cannot be compared with the suite's clock. */
  movesServerWall?: boolean;
  /** Most tries worth their cost. */
  most?: number;
  /** Most tries that share a sitting, of this fault alone. */
  together?: number;
}

type RoomTrouble = NonNullable<Fault["room"]>;

const plain = async () => plainServer;
const on = (beneath: ServerMake["machine"]) => async () => ({ ...plainServer, machine: beneath });

const atSeat = (name: string, trouble: Trouble): Fault => ({
  name,
  sitter: deskSitter(trouble),
  make: plain,
});
const inRoom = (name: string, room: RoomTrouble, make = plain): Fault => ({
  name,
  sitter: deskSitter(),
  room,
  make,
});
/** A browser costs as much as the server and thirty headless seats. */
const inChromium = (name: string, trouble: BrowserTrouble): Fault => ({
  name: `${name} (Chromium)`,
  sitter: browserSitter(trouble),
  make: plain,
  most: 20,
  together: 4,
});
const dying = (moment: Moment): Fault =>
  inRoom(`server kill -9 ${moment}`, dieAtMoment, () => dyingServer(moment));

/** Every fault by the name under which it is published. */
export const faults: readonly Fault[] = [
  inRoom("server kill -9", killServer),
  dying("before append"),
  dying("after append"),
  dying("before ack"),
  dying("after ack"),
  inRoom("power loss", machine.powerLoss, on("recorded")),
  inRoom("disk full", machine.fullDisk, on("bent")),
  inRoom("slow disk", machine.slowDisk, on("bent")),
  { ...inRoom("server clock ±1 h", machine.serverClock, on("bent")), movesServerWall: true },
  { ...inRoom("server reboot into 1970", machine.reboot1970, on("bent")), movesServerWall: true },
  inRoom("reconnect storm", cable.reconnectStorm),
  inRoom("extension during an outage", end.extensionDuringOutage),
  atSeat("network cut", cable.cut),
  atSeat("silent network cut", cable.silentCut),
  atSeat("one-way network cut", cable.oneWayCut),
  atSeat("30 % loss", cable.loss),
  atSeat("2 s latency", cable.latency),
  atSeat("tab reload", browser.reload),
  atSeat("tab duplicated", browser.duplicate),
  atSeat("browser killed", browser.kill),
  atSeat("wiped profile", browser.wipe),
  atSeat("PC swap", browser.swap),
  atSeat("client clock ±1 day", clientClock),
  atSeat("suspended laptop", sleep),
  atSeat("hand-in during an outage", end.handInDuringOutage),
  atSeat("deadline during an outage", end.deadlineDuringOutage),
  inChromium("tab reload", chromium.reloadPage),
  inChromium("tab duplicated", chromium.duplicatePage),
  inChromium("browser killed", chromium.killBrowser),
  inChromium("client clock ±1 day", chromium.setClock),
  { name: "message reordering and replay", sitter: rawSitter(shuffledAndReplayed), make: plain },
  { name: "wrong numbers and journals", sitter: rawSitter(wrongNumbersAndJournals), make: plain },
];
