import { type Item, itemSchema } from "@kaochang/question-bank/item.ts";
import { z } from "zod";
import { attemptStream, drawStream, sittingStream } from "../attempt/sitting.ts";
import type { NewEvent } from "../store/store.ts";
import { type Account, accountOf } from "./account.ts";
import { type ArchivedPlace, fault, names } from "./format.ts";
import { stateOf } from "./make.ts";
import type { Reading } from "./reading.ts";

/** What could be read of a sitting; logs whose chain does not hold are not. */
export interface ReadSitting {
  about: ArchivedAbout | null;
  places: ArchivedPlace[];
  items: Item[];
  sittingLog: NewEvent[] | null;
  drawLog: NewEvent[] | null;
  accounts: ReadAccount[];
}

/** An attempt that was read, with its log. */
export interface ReadAccount extends Account {
  place: ArchivedPlace;
  log: NewEvent[];
}

/** A sitting of which everything could be read. */
export interface WholeSitting extends ReadSitting {
  about: ArchivedAbout;
  sittingLog: NewEvent[];
  drawLog: NewEvent[];
}

const text = z.string();
const placesSchema: z.ZodType<ArchivedPlace[]> = z.array(
  z.strictObject({ attempt: text, admission: text, name: text, room: text, seat: text }),
);
const aboutSchema = z.looseObject({
  id: text,
  exam: text,
  qualification: text,
  test: text,
  form: text,
});
type ArchivedAbout = z.output<typeof aboutSchema>;

export function readSitting(reading: Reading, sitting: string): ReadSitting {
  const places = reading.json(names.roster, placesSchema) ?? [];
  return {
    about: reading.json(names.sitting, aboutSchema),
    places,
    items: reading.json(names.items, z.array(itemSchema)) ?? [],
    sittingLog: readSittingLog(reading, sitting),
    drawLog: readDrawLog(reading, sitting),
    accounts: places.flatMap((place) => readAccount(reading, place) ?? []),
  };
}

function readSittingLog(reading: Reading, sitting: string): NewEvent[] | null {
  const log = reading.log(names.sittingLog, sittingStream(sitting), "场次的记录");
  const folded =
    log && reading.attempted("log", names.sittingLog, "场次的事件不合考试规则", () => stateOf(log));
  return folded && log;
}

/** What the papers were drawn from is frozen once. */
function readDrawLog(reading: Reading, sitting: string): NewEvent[] | null {
  const log = reading.log(names.drawLog, drawStream(sitting), "抽题的依据");
  if (log === null || log.length === 1) return log;
  reading.faults.push(fault("log", names.drawLog, `抽题的依据应只有一份，现有 ${log.length} 份`));
  return null;
}

function readAccount(reading: Reading, place: ArchivedPlace): ReadAccount | null {
  const name = names.attemptLog(place.attempt);
  const whose = `考生 ${place.admission} 的作答记录`;
  const log = reading.log(name, attemptStream(place.attempt), whose);
  if (!log) return null;
  const against = `${whose}（文件 ${name}）不合考试规则`;
  const account = reading.attempted("log", name, against, () => accountOf(place, log));
  return account && { ...account, place, log };
}

/** Null where a piece is missing. */
export function wholeOf({ about, sittingLog, drawLog, ...rest }: ReadSitting): WholeSitting | null {
  if (!about || !sittingLog || !drawLog || rest.accounts.length < rest.places.length) return null;
  return { about, sittingLog, drawLog, ...rest };
}
