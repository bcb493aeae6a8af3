import type { RehearsalPlan, RehearsalProgress, RehearsalStatus } from "../protocol/rehearsal.ts";

/** A simulating program that has not been heard for so long is gone. */
const silenceMs = 60_000;

interface Claim {
  plan: RehearsalPlan;
  progress: RehearsalProgress;
  /** Null while the sitting is being prepared. */
  sitting: string | null;
  /** Begun by the officer's button; its program has not asked for a sitting yet. */
  awaited: boolean;
  /** Monotonic milliseconds. */
  heard: number;
  cancelled: boolean;
}

const atFirst: RehearsalProgress = { stage: "preparing", connected: 0, saved: 0, done: 0 };

/** Which rehearsal is under way: one at a time, as long as its program is heard. */
export function openClaim(monotonic: () => number) {
  let claim: Claim | null = null;
  const present = (): Claim | null => {
    if (claim && monotonic() - claim.heard > silenceMs) claim = null;
    return claim;
  };
  return {
    free: () => present() === null,
    awaited: () => present()?.awaited ?? false,
    take(plan: RehearsalPlan, awaited: boolean): void {
      const cancelled = present()?.cancelled ?? false;
      claim = { plan, progress: atFirst, sitting: null, awaited, heard: monotonic(), cancelled };
    },
    /** A server that was killed in the middle learns from this call that the rehearsal goes on. */
    heard(sitting: string, plan: RehearsalPlan, progress: RehearsalProgress): void {
      const cancelled = present()?.cancelled ?? false;
      claim = { plan, progress, sitting, awaited: false, heard: monotonic(), cancelled };
    },
    /** One that is being prepared has not named its sitting yet: any may be it. */
    isOf(sitting: string): boolean {
      const found = present();
      return found !== null && (found.sitting === null || found.sitting === sitting);
    },
    cancelled: () => present()?.cancelled ?? false,
    /** False: there was nothing to cancel. */
    cancel(): boolean {
      const found = present();
      if (found) found.cancelled = true;
      return found !== null;
    },
    leave(): void {
      claim = null;
    },
    shown(): RehearsalStatus["running"] {
      const found = present();
      return found && { plan: found.plan, progress: found.progress, cancelled: found.cancelled };
    },
  };
}
