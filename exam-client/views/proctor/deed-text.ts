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
  if (wish.act === "incident") return t(`act.${wish.incident.kind}`);
  if (wish.act !== "release") return t(`act.${wish.act}`);
  return wish.target ? t("deed.releaseTo", { seat: wish.target.seat }) : t("deed.release");
}

/** 「12座 未送达（离线）」; empty when every seat has it. */
export function waitingText({ waiting }: Delivery, t: Words): string {
  const states = [...new Set(waiting.map(({ state }) => state))];
  const groups = states.map((state) => {
    const seats = waiting.filter((seat) => seat.state === state).sort(compareSeats);
    return t("deed.waiting", {
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
