import type { Later } from "@kaochang/exam-client/transport/timers.ts";

/** What a page lives by. After `end` nothing of it goes on: no timer fires and no promise of its world settles. */
export interface Life {
  later: Later;
  /** Milliseconds since this page was opened, as `performance.now()` in a browser. */
  monotonic: () => number;
  /** The same thing as this page may use it: its promises never settle once the page is gone. */
  bind<T extends object>(thing: T): T;
  /** Neither ended nor asleep. */
  goesOn(): boolean;
  end(): void;
  /** The PC sleeps: no timer fires. `clockStops`: nor does the monotonic clock go on, as on some laptops. */
  sleep(clockStops: boolean): void;
  wake(): void;
}

export function beginLife(): Life {
  const born = performance.now();
  const timers = new Set<NodeJS.Timeout>();
  let over = false;
  /** What fell due during a sleep. */
  let overdue: (() => void)[] | null = null;
  /** When the monotonic clock stopped; null while it goes on. */
  let stopped: number | null = null;
  let slept = 0;

  const whileAlive = <T>(promise: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      promise.then(
        (value) => over || resolve(value),
        (reason) => over || reject(reason),
      );
    });

  const bound = (value: unknown): unknown => {
    if (value instanceof Promise) return over ? new Promise(() => {}) : whileAlive(value);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? bind(value) : value;
  };

  const bind = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) =>
          over ? new Promise(() => {}) : bound(Reflect.apply(member, target, args));
      },
    });

  return {
    later(ms, act) {
      if (over) return () => {};
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (overdue) overdue.push(act);
        else act();
      }, ms);
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer);
      };
    },
    monotonic: () => (stopped ?? performance.now()) - born - slept,
    bind,
    goesOn: () => !over && overdue === null,
    end() {
      over = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
    sleep(clockStops) {
      overdue = [];
      if (clockStops) stopped = performance.now();
    },
    wake() {
      if (stopped !== null) slept += performance.now() - stopped;
      stopped = null;
      const due = overdue ?? [];
      overdue = null;
      for (const act of due) if (!over) act();
    },
  };
}
