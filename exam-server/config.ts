import { z } from "zod";

/** One setting as `--help` and the README print it. */
export interface Setting {
  /** Name in the environment, e.g. `DATA_DIR`. */
  name: string;
  /** Flag of `kaochang serve`, e.g. `--data-dir`. */
  flag: string;
  /** What the flag means without a value; null when it needs one. */
  bare: string | null;
  /** What stands if neither is given, as one would type it. */
  default: string;
  zh: string;
  en: string;
  /** Which values are allowed. */
  allowed: string;
}

interface Definition<T> extends Omit<Setting, "flag" | "bare"> {
  bare?: string;
  schema: z.ZodType<T, string>;
}

/** A setting has a value that is not allowed; the message names it, the value and what is allowed. */
export class ConfigError extends Error {}

const define = <T>(definition: Definition<T>) => definition;

/** Accepts plain decimal notation only: `Number` alone would read "" as 0 and "0x10" as 16. */
const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number);
const between = (low: number, high: number) => decimal.pipe(z.number().min(low).max(high));
const whole = (low: number, high: number) => decimal.pipe(z.int().min(low).max(high));
const words = z.string().min(1);
const hexKeys =
  "64 位十六进制，以逗号分隔，可为空 64 hexadecimal digits each, separated by commas, or nothing";
const keyList = z
  .string()
  .transform((text) => listed(text.toLowerCase()))
  .pipe(z.array(z.string().regex(/^[0-9a-f]{64}$/)));
const onOff = z.enum(["off", "on"]).transform((text) => text === "on");

/** Where telemetry is shed and where staff are told as well, e.g. "2048,1024"; the second is never the milder one. */
const limit = (worse: "more" | "less") =>
  z
    .string()
    .transform(listed)
    .pipe(z.tuple([between(0, 1e9), between(0, 1e9)]))
    .refine(([shed, warn]) => (worse === "more" ? shed <= warn : shed >= warn))
    .transform(([shed, warn]) => ({ shed, warn }));
const smallerFirst = "两个数，以逗号分隔，先小后大 two numbers, the smaller one first";
const largerFirst = "两个数，以逗号分隔，先大后小 two numbers, the larger one first";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const definitions = {
  port: define({
    name: "PORT",
    default: "8080",
    allowed: "0–65535（0：由系统分配 any free port）",
    zh: "监听端口",
    en: "port to listen on",
    schema: whole(0, 65_535),
  }),
  host: define({
    name: "HOST",
    default: "0.0.0.0",
    allowed: "IP 地址或主机名 address or host name",
    zh: "监听地址",
    en: "address to listen on",
    schema: words,
  }),
  dataDir: define({
    name: "DATA_DIR",
    default: "./data",
    allowed: "文件夹 folder",
    zh: "数据文件夹，不存在时自动建立",
    en: "folder of the database, made if missing",
    schema: words,
  }),
  logLevel: define({
    name: "LOG_LEVEL",
    default: "info",
    allowed: logLevels.join("、"),
    zh: "日志级别",
    en: "how much is logged",
    schema: z.enum(logLevels),
  }),
  bankFiles: define({
    name: "BANK_FILES",
    default: "",
    allowed: "文件名，以逗号分隔 files, separated by commas",
    zh: "启动时载入的题库文件；空则为还没有试题的考核载入自带的三级题库（理论、技能）",
    en: "bank files loaded at the start; if none is named, each test without items gets the Level 3 bank that ships for it (theory, skills)",
    schema: z.string().transform(listed),
  }),
  practiceMinutes: define({
    name: "PRACTICE_MINUTES",
    default: "90",
    allowed: "0.1–1440",
    zh: "练习场次的考试时长（分钟）",
    en: "duration of a practice sitting, in minutes",
    schema: between(0.1, 1440),
  }),
  graceMs: define({
    name: "GRACE_MS",
    default: "10000",
    allowed: "0–600000",
    zh: "考试时间到后等待网络中答案的时间（毫秒）",
    en: "how long answers under way are awaited after the end, in milliseconds",
    schema: whole(0, 600_000),
  }),
  entryClosesMinutes: define({
    name: "ENTRY_CLOSES_MINUTES",
    default: "30",
    allowed: "0–1440",
    zh: "开考多少分钟后不得入场",
    en: "minutes after the start at which entry closes",
    schema: between(0, 1440),
  }),
  practiceHandInOpensMinutes: define({
    name: "PRACTICE_HAND_IN_OPENS_MINUTES",
    default: "0",
    allowed: "0–1440",
    zh: "练习场次：开考多少分钟后可以交卷",
    en: "practice sittings: minutes after the start at which hand-in opens",
    schema: between(0, 1440),
  }),
  lostTimeLimitMinutes: define({
    name: "LOST_TIME_LIMIT_MINUTES",
    default: "45",
    allowed: "0–1440",
    zh: "耽误时间：按规则向一名考生建议的补时，合计最多多少分钟",
    en: "lost time: the most credit that is proposed for one candidate in all, in minutes",
    schema: between(0, 1440),
  }),
  recheckDays: define({
    name: "RECHECK_DAYS",
    default: "5",
    allowed: "0–365",
    zh: "成绩发布后多少天内考生可以申请复核",
    en: "days after the release in which a candidate may ask for a re-check",
    schema: between(0, 365),
  }),
  makeUpCounts: define({
    name: "MAKE_UP_COUNTS",
    default: "better",
    allowed: "better（较高的一次 the better one）或 latest（最近的一次 the latest one）",
    zh: "补考后以哪一次成绩为准",
    en: "which score counts after a make-up",
    schema: z.enum(["better", "latest"]),
  }),
  remindMinutes: define({
    name: "REMIND_MINUTES",
    default: "10,5",
    allowed: "0–1440 的数，以逗号分隔，可为空 numbers separated by commas, or nothing",
    zh: "剩余多少分钟时提醒考生",
    en: "minutes left at which the candidate is reminded",
    schema: z
      .string()
      .transform(listed)
      .pipe(z.array(between(0, 1440))),
  }),
  signInHours: define({
    name: "SIGN_IN_HOURS",
    default: "12",
    allowed: "0.1–168",
    zh: "登录多少小时后失效",
    en: "hours after which a sign-in expires",
    schema: between(0.1, 168),
  }),
  signInTries: define({
    name: "SIGN_IN_TRIES",
    default: "10",
    allowed: "1–1000",
    zh: "同一准考证号或账号从同一地址可连续登录失败的次数",
    en: "failed sign-ins allowed to one admission number or account from one address",
    schema: whole(1, 1000),
  }),
  signInTriesPerAddress: define({
    name: "SIGN_IN_TRIES_PER_ADDRESS",
    default: "1000",
    allowed: "1–1000000",
    zh: "同一网络地址可登录失败的次数（一个考场可能共用一个地址）",
    en: "failed sign-ins allowed to one address (a whole room may share one)",
    schema: whole(1, 1_000_000),
  }),
  signInTriesMinutes: define({
    name: "SIGN_IN_TRIES_MINUTES",
    default: "5",
    allowed: "0.1–1440",
    zh: "上述次数在多少分钟内累计",
    en: "minutes over which failed sign-ins are counted",
    schema: between(0.1, 1440),
  }),
  trustProxy: define({
    name: "TRUST_PROXY",
    default: "off",
    allowed: "off 或 1–9（代理的层数 number of proxies）",
    zh: "前面有几层反向代理；off 表示没有",
    en: "how many reverse proxies stand in front; off: none",
    schema: z.union([z.literal("off").transform(() => 0), whole(1, 9)]),
  }),
  tls: define({
    name: "TLS",
    default: "off",
    bare: "on",
    allowed: "off、on",
    zh: "on：另用加密端口（https），证书由服务器自己签发；工作人员从其他电脑只能经加密端口登录",
    en: "on: an encrypted port (https) as well, with a certificate of the server's own authority; staff of other PCs sign in over it only",
    schema: onOff,
  }),
  tlsPort: define({
    name: "TLS_PORT",
    default: "8443",
    allowed: "0–65535（0：由系统分配 any free port）",
    zh: "加密端口",
    en: "port of the encrypted pages",
    schema: whole(0, 65_535),
  }),
  tlsCert: define({
    name: "TLS_CERT",
    default: "",
    allowed: "PEM 文件 PEM file",
    zh: "考点自己的证书文件（含中间证书），代替服务器自己签发的；与 TLS_KEY 一起给出",
    en: "certificate of the centre's own (with intermediates) instead of the server's; together with TLS_KEY",
    schema: z.string(),
  }),
  tlsKey: define({
    name: "TLS_KEY",
    default: "",
    allowed: "PEM 文件 PEM file",
    zh: "上述证书的私钥文件（没有密码）",
    en: "private key of that certificate, without a password",
    schema: z.string(),
  }),
  staffAddresses: define({
    name: "STAFF_ADDRESSES",
    default: "any",
    allowed: "any、local",
    zh: "工作人员页面可从哪里打开；local：只能在服务器这台电脑上",
    en: "from where staff pages open; local: on the server PC only",
    schema: z.enum(["any", "local"]),
  }),
  seb: define({
    name: "SEB",
    default: "off",
    allowed: "off、required",
    zh: "required：考生只能用安全考试浏览器（Safe Exam Browser）作答",
    en: "required: candidates come with Safe Exam Browser only",
    schema: z.enum(["off", "required"]).transform((text) => text === "required"),
  }),
  sebConfigKeys: define({
    name: "SEB_CONFIG_KEYS",
    default: "",
    allowed: hexKeys,
    zh: "认可的配置密钥（Config Key）；空则认可本服务器 /seb/kaochang.seb 的",
    en: "Config Keys that count; none: that of this server's /seb/kaochang.seb",
    schema: keyList,
  }),
  sebExamKeys: define({
    name: "SEB_EXAM_KEYS",
    default: "",
    allowed: hexKeys,
    zh: "认可的浏览器考试密钥（Browser Exam Key）；空则不查",
    en: "Browser Exam Keys of which one must be proved as well; none: not asked for",
    schema: keyList,
  }),
  sebQuitPassword: define({
    name: "SEB_QUIT_PASSWORD",
    default: "",
    allowed: "文字，可为空 text, or nothing",
    zh: "交卷前退出安全考试浏览器要输入的密码；空则不问",
    en: "asked of whoever ends Safe Exam Browser before the receipt; none: not asked",
    schema: z.string(),
  }),
  backupDir: define({
    name: "BACKUP_DIR",
    default: "",
    allowed: "文件夹，空则不自动备份 folder; none: no automatic backups",
    zh: "自动备份放在哪个文件夹，最好在另一块磁盘上",
    en: "folder of the automatic backups, best on another disk",
    schema: z.string(),
  }),
  backupMinutes: define({
    name: "BACKUP_MINUTES",
    default: "15",
    allowed: "0.1–1440",
    zh: "每隔多少分钟自动备份一次",
    en: "minutes between automatic backups",
    schema: between(0.1, 1440),
  }),
  backupKeep: define({
    name: "BACKUP_KEEP",
    default: "12",
    allowed: "1–1000",
    zh: "保留最新的多少份自动备份",
    en: "how many automatic backups are kept",
    schema: whole(1, 1000),
  }),
  // What a sitting writes is small (500 seats: about 50 MB), so a gigabyte is time enough to make room.
  guardDiskMb: define({
    name: "GUARD_DISK_MB",
    default: "2048,1024",
    allowed: largerFirst,
    zh: "数据文件夹所在磁盘剩余多少 MB 时先少收监测信息，多少时再提醒监考人员",
    en: "free disk space, in MB: below the first telemetry is shed, below the second staff are warned",
    schema: limit("less"),
  }),
  guardCommitMs: define({
    name: "GUARD_COMMIT_MS",
    default: "200,1000",
    allowed: smallerFirst,
    zh: "保存答案一次用多少毫秒时先少收监测信息，多少时再提醒监考人员",
    en: "time of a commit (p95), in milliseconds: above the first telemetry is shed, above the second staff are warned",
    schema: limit("more"),
  }),
  guardLoopMs: define({
    name: "GUARD_LOOP_MS",
    default: "200,500",
    allowed: smallerFirst,
    zh: "服务器反应慢多少毫秒时先少收监测信息，多少时再提醒监考人员",
    en: "delay of the event loop (p95), in milliseconds: above the first telemetry is shed, above the second staff are warned",
    schema: limit("more"),
  }),
  guardFreeMemoryMb: define({
    name: "GUARD_FREE_MEMORY_MB",
    default: "256,128",
    allowed: largerFirst,
    zh: "服务器可用内存剩余多少 MB 时先少收监测信息，多少时再提醒监考人员",
    en: "free memory of the machine, in MB: below the first telemetry is shed, below the second staff are warned",
    schema: limit("less"),
  }),
  guardProcessMb: define({
    name: "GUARD_PROCESS_MB",
    default: "1024,1536",
    allowed: smallerFirst,
    zh: "考试系统占用内存多少 MB 时先少收监测信息，多少时再提醒监考人员",
    en: "memory of the server's process, in MB: above the first telemetry is shed, above the second staff are warned",
    schema: limit("more"),
  }),
} as const;

type Definitions = typeof definitions;
type Key = keyof Definitions;

/** Every setting, parsed. Times keep the unit of their name; `trustProxy` is 0 for none. */
export type Config = { -readonly [K in Key]: z.output<Definitions[K]["schema"]> };

const keys = Object.keys(definitions) as Key[];

/** All settings, in the order in which they are documented. */
export const settings: readonly Setting[] = keys.map((key) => {
  const { schema: _, ...setting } = definitions[key];
  return { bare: null, ...setting, flag: `--${setting.name.toLowerCase().replaceAll("_", "-")}` };
});

/**
 * Reads the configuration once: a flag (by its key, e.g. `dataDir`) wins over the environment, an
 * empty variable counts as not given. Throws ConfigError, naming everything that is wrong.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, unknown>> = {},
): Config {
  const given = Object.fromEntries(keys.map((key) => [key, givenText(key, env, flags)]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data as Config;
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0] as Key));
  throw new ConfigError([...wrong].map((key) => fault(key, given[key] ?? "")).join("\n"));
}

const schema = z.object(Object.fromEntries(keys.map((key) => [key, definitions[key].schema])));

function givenText(
  key: Key,
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, unknown>>,
): string {
  const { name, default: standard } = definitions[key];
  const flag = flags[key];
  return flag === undefined ? env[name]?.trim() || standard : String(flag).trim();
}

function fault(key: Key, given: string): string {
  const { name, zh, allowed } = definitions[key];
  return `设置 ${name}（${zh}）的值“${given}”不正确，应为：${allowed}`;
}

function listed(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
