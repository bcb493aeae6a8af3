import { mutatedServer, type Replacement } from "../mutate.ts";
import { pause } from "../run/pause.ts";
import type { Room } from "../run/room.ts";
import { plainServer, type ServerMake } from "../run/server.ts";

/** How long a technician, or a supervisor process, takes to start the server again. */
const downMs = [200, 2500] as const;
/** A room in which nobody writes any more gives the server nothing to die at. */
const nothingCameMs = 2000;

/** From the start to the grace, in which the server collects and closes. */
const anywhere = [0, 1.1] as const;

/** kill -9 at a random moment, and a start on the same folder and port. */
export async function killServer({ server, dice, at }: Room): Promise<void> {
  await at(dice.between(...anywhere));
  await server.kill();
  await pause(dice.between(...downMs));
  await server.restart();
}

/** Tells the server to die at the next moment for which it was built; what comes then is the same. */
export async function dieAtMoment({ server, dice, at }: Room): Promise<void> {
  await at(dice.between(...anywhere));
  server.signal("SIGUSR2");
  await Promise.race([server.gone(), pause(nothingCameMs)]);
  await server.kill();
  await pause(dice.between(...downMs));
  await server.restart();
}

const groupCommit = "exam-server/delivery/group-commit.ts";
const request = "exam-server/transport/request.ts";
const dies = '{ process.kill(process.pid, "SIGKILL"); }';
const die = `if (globalThis.diesNext) ${dies}`;

/** Where in the way of an answer the server dies: in which file, before or after which text. */
const moments = {
  "before append": { file: groupCommit, from: "await append(", to: `${die} await append(` },
  "after append": {
    file: groupCommit,
    from: "for (const { resolve } of group) resolve();",
    to: `${die} for (const { resolve } of group) resolve();`,
  },
  "before ack": {
    file: request,
    from: 'if (typeof acknowledge === "function") acknowledge(reply);',
    to: `if (name === "entries" && globalThis.diesNext) ${dies} if (typeof acknowledge === "function") acknowledge(reply);`,
  },
  "after ack": {
    file: request,
    from: 'if (typeof acknowledge === "function") acknowledge(reply);',
    to: `if (typeof acknowledge === "function") acknowledge(reply); if (name === "entries" && globalThis.diesNext) ${dies}`,
  },
} satisfies Record<string, Replacement>;

export type Moment = keyof typeof moments;

const told: Replacement = {
  file: "exam-server/main.ts",
  from: "import { runCli }",
  to: 'process.once("SIGUSR2", () => { globalThis.diesNext = true; });\nimport { runCli }',
};

/** A server that dies by its own hand at this moment, once it is told to; with other faults in it besides. */
export async function dyingServer(moment: Moment, faults: readonly Replacement[] = []): Promise<ServerMake> {
  return { ...plainServer, bundle: await mutatedServer([...faults, told, moments[moment]]) };
}
