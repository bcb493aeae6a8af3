import { useEffect, useRef, useState } from "react";
import { type Say, useWords } from "../../../i18n/words.ts";
import type { HandIn } from "../../../store/attempt.ts";
import { countsOf, handInOpensIn } from "../../../store/read.ts";
import { useAttempt, useClock, useDesk } from "../context.ts";
import { Dialog } from "./dialog.tsx";

/** Longer than any double click, and time enough to read the second question. */
const settleMs = 1_000;

/** Counts, what is open, and handing in, which is asked twice. */
export function Review({ close }: { close: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const paper = useAttempt((state) => state.paper);
  const screen = useAttempt((state) => state.screen);
  const { answered, unanswered, flagged } = countsOf({ paper, screen });
  const order = paper?.order ?? [];
  const leave = () => {
    desk.cancelHandIn();
    close();
  };
  const visit = (item: string) => {
    leave();
    desk.goTo(item);
  };
  return (
    <Dialog label={words("review.heading")} close={leave}>
      <h2>{words("review.heading")}</h2>
      <p className="tally">
        <span>
          ■ {words("state.answered")} <b>{answered}</b>
        </span>
        <span>
          □ {words("state.unanswered")} <b>{unanswered}</b>
        </span>
        <span>
          ⚑ {words("state.flagged")} <b>{flagged}</b>
        </span>
      </p>
      <div className="review-lists">
        <Links
          title={words("review.unanswered")}
          items={order.filter((id) => !(id in screen.responses))}
          visit={visit}
        />
        <Links
          title={words("review.flagged")}
          items={order.filter((id) => screen.flags.has(id))}
          visit={visit}
        />
      </div>
      <p className="warning">
        {unanswered > 0 ? words("review.warningUnanswered", { count: unanswered }) : words("review.warning")}
      </p>
      <HandInButtons leave={leave} />
    </Dialog>
  );
}

interface LinksProps {
  title: string;
  items: readonly string[];
  visit: (item: string) => void;
}

function Links({ title, items, visit }: LinksProps) {
  const words = useWords();
  const paper = useAttempt((state) => state.paper);
  return (
    <section>
      <h3>
        {title} <span className="soft">{items.length === 0 ? words("review.none") : items.length}</span>
      </h3>
      <div className="links">
        {items.map((id) => {
          const number = paper?.byId.get(id)?.number ?? 0;
          return (
            <button key={id} type="button" className="cell" onClick={() => visit(id)}>
              {number}
            </button>
          );
        })}
      </div>
    </section>
  );
}

function HandInButtons({ leave }: { leave: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const [asked, setAsked] = useState(false);
  const settled = useSettled(asked);
  const stay = useRef<HTMLButtonElement>(null);
  const opensIn = useClock(handInOpensIn);
  const online = useAttempt((state) => state.online);
  const waiting = useAttempt((state) => state.box.pending.length);
  const handIn = useAttempt((state) => state.handIn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: staying is the default each time it is asked
  useEffect(() => stay.current?.focus(), [asked]);
  const note = noteOf(words, { opensIn, online, waiting, handIn, asked });
  const shut = opensIn > 0 || !online || handIn.kind === "waiting";
  return (
    <>
      <div className="note">
        {asked && (
          <button type="button" className="firm" disabled={shut || !settled} onClick={desk.handIn}>
            {words("review.confirm")}
          </button>
        )}
        <p className={handIn.kind === "refused" ? "raise-hand" : ""} role="status">
          {note}
        </p>
      </div>
      <div className="actions">
        <button type="button" className="primary" ref={stay} onClick={leave}>
          {words("review.back")}
        </button>
        <button
          type="button"
          className={asked ? "vacated" : ""}
          disabled={shut}
          onClick={() => setAsked(true)}
        >
          {words("review.confirm")}
        </button>
      </div>
    </>
  );
}

/** True from a moment after it was asked: the second press of a double click hands nothing in. */
function useSettled(asked: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setSettled(true), settleMs);
    return () => clearTimeout(timer);
  }, [asked]);
  return settled;
}

interface Standing {
  opensIn: number;
  online: boolean;
  waiting: number;
  handIn: HandIn;
  asked: boolean;
}

function noteOf(say: Say, { opensIn, online, waiting, handIn, asked }: Standing): string {
  if (opensIn > 0) return say("review.notOpen", { minutes: Math.ceil(opensIn / 60_000) });
  if (!online) return say("review.offline");
  if (handIn.kind === "refused") return say("review.refused", { reason: say(`refusal.${handIn.code}`) });
  if (handIn.kind === "waiting")
    return waiting > 0 ? say("review.waiting", { waiting }) : say("review.sending");
  return asked ? say("review.again") : "";
}
