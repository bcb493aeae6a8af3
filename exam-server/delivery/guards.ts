import type { ServerWarning } from "../protocol/messages.ts";

/** What the server's machine shows at one moment. */
export interface Reading {
  freeDiskBytes: number;
  /** How long commits took since the last reading (95 of 100 were faster), or the one under way if that is longer. */
  commitMs: number;
  /** By how much the event loop was late since the last reading (95 of 100 times by less). */
  loopDelayMs: number;
  /** Memory that the server's process holds. */
  processBytes: number;
  /** Memory of the machine that anyone may still have. */
  freeMemoryBytes: number;
  /** The last commit could not be written. */
  commitFails: boolean;
}

/** Where telemetry is shed, and where staff are told as well. */
export interface Limit {
  shed: number;
  warn: number;
}

export type Thresholds = Record<Exclude<keyof Reading, "commitFails">, Limit>;

/** 0: all is well; 1: telemetry is shed; 2: staff are told as well. Answers are taken at every level. */
export type Level = 0 | 1 | 2;
/** What the machine can be short of; a damaged log and a failed backup are no matter of its. */
export type Guarded = Exclude<ServerWarning["kind"], "log-damaged" | "backup-failed">;
export type Levels = Record<Guarded, Level>;

export interface Judgement {
  levels: Levels;
  shed: boolean;
  warnings: ServerWarning[];
}

export const allIsWell: Levels = {
  "not-stored": 0,
  "disk-space": 0,
  "disk-slow": 0,
  "server-busy": 0,
  memory: 0,
};

/** A level is left only when things are better than its threshold by this much, so that nothing flickers. */
const easing = 1.25;

/**
 * Judges a reading. A level is reached at its threshold and left a quarter away from it, which is why
 * the levels before are needed.
 */
export function judge(reading: Reading, thresholds: Thresholds, before: Levels): Judgement {
  const above = (key: keyof Thresholds, was: Level) => settled(reading[key], thresholds[key], was, 1);
  const below = (key: keyof Thresholds, was: Level) => settled(reading[key], thresholds[key], was, -1);
  const levels: Levels = {
    "not-stored": reading.commitFails ? 2 : 0,
    "disk-space": below("freeDiskBytes", before["disk-space"]),
    "disk-slow": above("commitMs", before["disk-slow"]),
    "server-busy": above("loopDelayMs", before["server-busy"]),
    memory: worse(above("processBytes", before.memory), below("freeMemoryBytes", before.memory)),
  };
  const kinds = Object.keys(levels) as Guarded[];
  return {
    levels,
    shed: kinds.some((kind) => levels[kind] > 0),
    warnings: kinds
      .filter((kind) => levels[kind] === 2)
      .map((kind) => ({ kind, text: sentences[kind](reading) })),
  };
}

/** `direction` 1: more is worse; -1: less is worse. */
function settled(value: number, limit: Limit, before: Level, direction: 1 | -1): Level {
  const reached = levelOf(value, limit, direction);
  if (reached >= before) return reached;
  const held = levelOf(value * easing ** direction, limit, direction);
  return held < before ? held : before;
}

function levelOf(value: number, { shed, warn }: Limit, direction: 1 | -1): Level {
  if (value * direction >= warn * direction) return 2;
  return value * direction >= shed * direction ? 1 : 0;
}

const worse = (one: Level, other: Level): Level => (one > other ? one : other);

const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1);
const seconds = (ms: number) => (ms / 1000).toFixed(1);

/** What is the matter, and what to do: read by proctors who are no technicians. */
const sentences: Record<Guarded, (reading: Reading) => string> = {
  "not-stored": () =>
    "服务器现在存不了答案：答案先留在各考生的电脑上，请考生继续作答、不要关机。请技术人员马上检查服务器的磁盘是否已满或损坏。",
  "disk-space": ({ freeDiskBytes }) =>
    `服务器磁盘只剩 ${gigabytes(freeDiskBytes)} GB：请删除服务器上与考试无关的文件，或把它们移到别的磁盘。`,
  "disk-slow": ({ commitMs }) =>
    `服务器存答案变慢（一次约 ${seconds(commitMs)} 秒）：请关闭服务器上的杀毒扫描、系统更新和文件复制。考生可以继续作答。`,
  "server-busy": ({ loopDelayMs }) =>
    `服务器忙不过来（反应慢 ${seconds(loopDelayMs)} 秒）：请关闭服务器上与考试无关的程序。考生可以继续作答。`,
  memory: ({ freeMemoryBytes, processBytes }) =>
    `服务器内存快用完（还剩 ${gigabytes(freeMemoryBytes)} GB，考试系统用了 ${gigabytes(processBytes)} GB）：请关闭服务器上与考试无关的程序。考生可以继续作答。`,
};
