import { categoryWord } from "../staff/category-word.ts";
import { failureText } from "../staff/failure-text.ts";
import type { Words } from "../staff/i18n/words.ts";
import type { Delivery } from "./delivery.ts";
import type { Refused } from "./perform.ts";
import { compareSeats } from "./seat-order.ts";
import type { Wish } from "./wish.ts";

/** More than these are not read one by one. */
const named = 6;

function list(parts: readonly string[], t: Words): string {
  const more = parts.length > named ? t("deed.waitingOf", { count: parts.length }) : "";
  return parts.slice(0, named).join(t("needs.comma")) + more;
}

/** 「延时 10 分钟」: what was done, without to whom. */
export function wishText(wish: Wish, t: Words): string {
  if (wish.act === "time") return t("deed.time", { kind: t(`time.${wish.kind}`), minutes: wish.minutes });
  if (wish.act === "incident")
    return t("deed.incident", {
      act: t(`act.${wish.incident.kind}`),
      category: categoryWord(wish.incident, t),
    });
  if (wish.act !== "release") return t(`act.${wish.act}`);
  return wish.target ? t("deed.releaseTo", { seat: wish.target.seat }) : t("deed.release");
}

/** How far an act has come: 「补时 10 分钟：6/6 已送达」, and below it who waits and who is not here. */
export function deliveredText(
  act: string,
  who: string,
  delivery: Delivery,
  t: Words,
): { head: string; rest: string[] } {
  const { all, delivered, confirmed, away, ended } = delivery;
  const counts = { act, delivered, all, confirmed: confirmed ?? 0 };
  const words = confirmed !== null ? "deed.shown" : ended ? "deed.ended" : "deed.delivered";
  const head = all === 0 ? t("deed.one", { act, who }) : t(words, counts);
  const rest = [waitingText(delivery, t), away > 0 && !ended ? t("deed.away", { count: away }) : ""];
  return { head, rest: rest.filter((line) => line !== "") };
}

/** 「12座 未送达（离线）」; empty when every seat has it. */
export function waitingText(
  { waiting, confirmed }: Pick<Delivery, "waiting" | "confirmed">,
  t: Words,
): string {
  const states = [...new Set(waiting.map(({ state }) => state))];
  const groups = states.map((state) => {
    const seats = waiting.filter((seat) => seat.state === state).sort(compareSeats);
    return t(confirmed === null ? "deed.waiting" : "deed.unshown", {
      seats: list(
        seats.map(({ seat }) => seat),
        t,
      ),
      state: t(`seat.${state}`),
    });
  });
  return groups.join(t("deed.and"));
}

/** To whom it was not done, each with its reason. */
export function refusedText(refused: readonly Refused[], t: Words): string {
  const seats = refused.map(({ seat, code }) =>
    t("deed.leftSeat", { seat: seat.seat, why: failureText(code, t) }),
  );
  return t("deed.left", { count: refused.length, seats: list(seats, t) });
}
