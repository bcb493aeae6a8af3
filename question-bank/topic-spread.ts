import type { Generator } from "./random.ts";

/**
 * Spreads an area's items over its topics as evenly as the stock allows.
 * `need[pool]` items are wanted of each pool (type and difficulty); `stock[topic * pools + pool]` stand
 * there. Returns how many each topic gives to each pool, in the layout of `stock`, every need met.
 *
 * The topic totals that some assignment can reach form a polymatroid, so it is enough to let the topic
 * with the lowest total take the next item whenever an augmenting path lets it: the result is as even as
 * any can be (the sorted totals are lexicographically greatest). A topic that once cannot grow never can
 * again. Ties go by the generator, and so does the pool, each open item with equal chance.
 *
 * Throws a RangeError when a pool's stock over all topics is short: callers check that first.
 */
export function spreadTopics(need: Int32Array, stock: Int32Array, generator: Generator): Int32Array {
  const pools = need.length;
  const topics = stock.length / pools;
  const spread: Spread = {
    pools,
    topics,
    stock,
    taken: new Int32Array(stock.length),
    open: need.slice(),
    totals: new Int32Array(topics),
  };
  const closed = new Uint8Array(topics);
  let left = 0;
  for (let pool = 0; pool < pools; pool += 1) left += need[pool] ?? 0;
  while (left > 0) {
    const topic = lowestTopic(spread.totals, closed, generator);
    if (topic === -1) throw new RangeError("the stock of a pool is short");
    if (grow(spread, topic, generator)) left -= 1;
    else closed[topic] = 1;
  }
  return spread.taken;
}

interface Spread {
  pools: number;
  topics: number;
  stock: Int32Array;
  taken: Int32Array;
  /** Per pool, items still to be given. */
  open: Int32Array;
  /** Per topic, items given. */
  totals: Int32Array;
}

/** A topic of the lowest total among those not closed, ties at random; -1 when all are closed. */
function lowestTopic(totals: Int32Array, closed: Uint8Array, generator: Generator): number {
  let lowest = -1;
  let ties = 0;
  for (let topic = 0; topic < totals.length; topic += 1) {
    if (closed[topic] === 1) continue;
    if (lowest === -1 || (totals[topic] ?? 0) < (totals[lowest] ?? 0)) {
      lowest = topic;
      ties = 1;
    } else if (totals[topic] === totals[lowest]) {
      ties += 1;
      if (generator.below(ties) === 0) lowest = topic;
    }
  }
  return lowest;
}

/** Gives one more item to the topic, moving other topics to other pools where that makes room. */
function grow(spread: Spread, topic: number, generator: Generator): boolean {
  const pool = openPool(spread, topic, generator);
  if (pool !== -1) take(spread, topic, pool, 1);
  else if (!augment(spread, topic, generator)) return false;
  spread.totals[topic] = (spread.totals[topic] ?? 0) + 1;
  return true;
}

function openPool({ pools, stock, taken, open }: Spread, topic: number, generator: Generator): number {
  const row = topic * pools;
  let weight = 0;
  for (let pool = 0; pool < pools; pool += 1) {
    if ((taken[row + pool] ?? 0) < (stock[row + pool] ?? 0)) weight += open[pool] ?? 0;
  }
  if (weight === 0) return -1;
  let ticket = generator.below(weight);
  for (let pool = 0; ; pool += 1) {
    if ((taken[row + pool] ?? 0) < (stock[row + pool] ?? 0)) ticket -= open[pool] ?? 0;
    if (ticket < 0) return pool;
  }
}

function take({ pools, taken, open }: Spread, topic: number, pool: number, items: number): void {
  taken[topic * pools + pool] = (taken[topic * pools + pool] ?? 0) + items;
  open[pool] = (open[pool] ?? 0) - items;
}

interface Step {
  topic: number;
  /** The pool this topic would give up to the topic it was reached from. */
  gives: number;
  from: Step | null;
}

/** Breadth first over topics: `topic` takes a place of another one, which takes one of a third, … */
function augment(spread: Spread, topic: number, generator: Generator): boolean {
  const seen = new Uint8Array(spread.topics);
  seen[topic] = 1;
  const queue: Step[] = [{ topic, gives: -1, from: null }];
  for (const step of queue) {
    const pool = openPool(spread, step.topic, generator);
    if (pool !== -1) {
      shift(spread, step, pool);
      return true;
    }
    queue.push(...stepsFrom(spread, step, seen));
  }
  return false;
}

function stepsFrom({ pools, topics, stock, taken }: Spread, from: Step, seen: Uint8Array): Step[] {
  const steps: Step[] = [];
  for (let gives = 0; gives < pools; gives += 1) {
    const cell = from.topic * pools + gives;
    if ((taken[cell] ?? 0) >= (stock[cell] ?? 0)) continue;
    for (let topic = 0; topic < topics; topic += 1) {
      if (seen[topic] === 1 || (taken[topic * pools + gives] ?? 0) === 0) continue;
      seen[topic] = 1;
      steps.push({ topic, gives, from });
    }
  }
  return steps;
}

function shift(spread: Spread, end: Step, pool: number): void {
  let takes = pool;
  for (let step: Step | null = end; step !== null; step = step.from) {
    take(spread, step.topic, takes, 1);
    if (step.from !== null) take(spread, step.topic, step.gives, -1);
    takes = step.gives;
  }
}
