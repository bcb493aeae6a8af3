import type {
  RehearsalPlan,
  RehearsalProgress,
  RehearsalReplies,
  RehearsalStage,
} from "../protocol/rehearsal.ts";
import type { DeskLink } from "./desk-link.ts";
import { RehearsalEnded } from "./ended.ts";

const everyMs = 1000;
/** The server may be silent that long before the rehearsal is given up; a restart takes less. */
const silenceMs = 150_000;

const stopWords = {
  cancelled: "演练已取消，没有结论",
  "real-sitting": "正式场次已经开考，演练已让路，没有结论",
};

export interface WatcherParts {
  link: DeskLink;
  sitting: string;
  plan: RehearsalPlan;
  monotonic: () => number;
  cancelled: AbortSignal;
  counts: () => Pick<RehearsalProgress, "connected" | "saved">;
  told: (progress: RehearsalProgress) => void;
  heard: (said: RehearsalReplies["watch"]) => void;
}

/** Tells the server once a second how far the rehearsal is, and ends it when it is to end. */
export function openWatcher(parts: WatcherParts) {
  const { link, sitting, plan, monotonic, cancelled } = parts;
  let stage: RehearsalStage = "arriving";
  let doneBy: () => number = () => 0;
  let latest: RehearsalReplies["watch"] | null = null;
  let heardAt = monotonic();
  let end = (_: RehearsalEnded) => {};
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  ended.catch(() => {});
  const progress = (): RehearsalProgress => ({ stage, ...parts.counts(), done: Math.min(1, doneBy()) });

  let busy = false;
  const look = async (): Promise<void> => {
    const present = progress();
    parts.told(present);
    const said = await link.ask("watch", { sitting, plan, progress: present });
    if (!said?.ok) {
      if (monotonic() - heardAt > silenceMs) end(new RehearsalEnded("服务器很久没有回应，没有结论"));
      return;
    }
    heardAt = monotonic();
    latest = said;
    parts.heard(said);
    if (said.stop) end(new RehearsalEnded(stopWords[said.stop]));
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void look().finally(() => {
      busy = false;
    });
  }, everyMs);
  const cancel = () => end(new RehearsalEnded(stopWords.cancelled));
  cancelled.addEventListener("abort", cancel);

  return {
    latest: () => latest,
    /** `done`: share of the whole rehearsal, 0 to 1. */
    at(next: RehearsalStage, done: () => number): void {
      stage = next;
      doneBy = done;
      parts.told(progress());
    },
    /** As the task, unless the rehearsal is to end before it: then it rejects. */
    unlessEnded: <T>(task: Promise<T>): Promise<T> => Promise.race([task, ended]),
    stop(): void {
      clearInterval(timer);
      cancelled.removeEventListener("abort", cancel);
    },
  };
}

export type Watcher = ReturnType<typeof openWatcher>;
