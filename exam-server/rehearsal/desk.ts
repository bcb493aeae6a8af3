import { freemem } from "node:os";
import { attemptStream } from "../attempt/sitting.ts";
import { isRehearsal } from "../delivery/rehearsal-mark.ts";
import type { Sitting } from "../delivery/sittings.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { RehearsalPlan, RehearsalReport } from "../protocol/rehearsal.ts";
import type { Store } from "../store/store.ts";
import type { RehearsalDesk } from "../transport/http/rehearsal.ts";
import type { openClaim } from "./claim.ts";
import { keptAttempt } from "./kept.ts";
import { endRehearsal } from "./leftovers.ts";
import { type PrepareParts, prepareRehearsal } from "./prepare.ts";

/** Some hundred kilobytes of entries in one reply. */
const attemptsPerPage = 50;

export interface DeskParts extends PrepareParts {
  store: Pick<Store, "bank" | "roster" | "events">;
  claim: ReturnType<typeof openClaim>;
  ended: (report: RehearsalReport | null, failure: string | null) => void;
}

/** Real sittings, by what concerns a rehearsal. */
export function realSittings(all: readonly Sitting[]) {
  const real = all.filter(({ record, state }) => !record.practice && state.phase !== "closed");
  return {
    running: real.some(({ state }) => state.phase === "running"),
    open: real.length > 0,
    largest: real.reduce((most, { places }) => Math.max(most, places.length), 0),
  };
}

/** Why such a rehearsal may not begin now; null when it may. `awaited`: it is the one that the button has begun. */
export function refusalOf(
  { delivery, claim }: Pick<DeskParts, "delivery" | "claim">,
  { killServer }: Pick<RehearsalPlan, "killServer">,
  awaited = false,
): Refusal | null {
  const { running, open } = realSittings(delivery.sittings.all());
  if (running) return refuse("sitting-running");
  if (!awaited && !claim.free()) return refuse("rehearsal-running");
  return killServer && open ? refuse("sitting-open") : null;
}

/** What the server does for the program that simulates the candidates; every act keeps to rehearsal sittings. */
export function openDesk(parts: DeskParts): RehearsalDesk {
  const { store, delivery, claim } = parts;
  const { sittings } = delivery;

  const rehearsalOf = (id: string): Sitting | null => {
    const found = sittings.get(id);
    return found && isRehearsal(found.record) ? found : null;
  };

  return {
    async prepare(plan) {
      const refused = refusalOf(parts, plan, claim.awaited());
      if (refused) return refused;
      const { largest } = realSittings(sittings.all());
      const memory = process.memoryUsage.rss();
      claim.take(plan, false);
      try {
        const { sitting, places } = await prepareRehearsal(parts, plan);
        const { minutes, id } = sitting.record;
        const people = places.map(({ person: { admissionNumber, idNumber } }) => ({
          admissionNumber,
          idNumber,
        }));
        const duration = Math.round(minutes * 60_000);
        return { ok: true, sitting: id, people, duration, grace: parts.grace, largest, memory };
      } catch (failure) {
        claim.leave();
        throw failure;
      }
    },

    async start({ sitting }) {
      if (!rehearsalOf(sitting)) return refuse("not-found");
      const started = await sittings.start(sitting, "rehearsal");
      return started.ok ? { ok: true } : started;
    },

    async watch({ sitting: id, plan, progress }) {
      const sitting = rehearsalOf(id);
      if (!sitting) return refuse("not-found");
      claim.heard(id, plan, progress);
      const { user, system } = process.cpuUsage();
      const real = realSittings(sittings.all());
      return {
        ok: true,
        phase: sitting.state.phase,
        cpuMs: (user + system) / 1000,
        memory: process.memoryUsage.rss(),
        freeMemory: freemem(),
        stop: real.running ? "real-sitting" : claim.cancelled() ? "cancelled" : null,
        realOpen: real.open,
      };
    },

    async answers({ sitting: id, from }) {
      const sitting = rehearsalOf(id);
      if (sitting?.state.phase !== "closed") return refuse("not-found");
      const page = sitting.places.slice(from, from + attemptsPerPage);
      const attempts = await Promise.all(
        page.map(async ({ attempt }) =>
          keptAttempt(attempt, await store.events.read(attemptStream(attempt))),
        ),
      );
      const next = from + attemptsPerPage;
      return { ok: true, attempts, next: next < sitting.places.length ? next : null };
    },

    async finish({ sitting: id, report, failure }) {
      const sitting = rehearsalOf(id);
      if (!sitting) return refuse("not-found");
      parts.ended(report, failure);
      claim.leave();
      await endRehearsal(sittings, sitting);
      return { ok: true };
    },
  };
}
