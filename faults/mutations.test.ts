import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { type Fault, faults } from "./matrix.ts";
import { mutatedBundle, mutatedServer, type Replacement } from "./mutate.ts";
import { runAll } from "./run/campaign.ts";
import { quickScale, schedule } from "./run/schedule.ts";
import type { Verdict } from "./run/sitting.ts";
import { type OpenPage, openPage } from "./seat/page.ts";
import { dyingServer } from "./trouble/server.ts";

/** The suite is worth what it finds: with these faults in the product it must complain. */
const timeout = 240_000;

function named(name: string): Fault {
  const fault = faults.find((one) => one.name === name);
  if (!fault) throw new Error(`no fault ${name}`);
  return fault;
}

async function complaintsOf(fault: Fault, tries: number, page: OpenPage = openPage) {
  const plans = schedule([fault], tries, "mutation", quickScale);
  const { verdicts, failures } = await runAll(plans, page, () => {});
  expect(failures).toEqual([]);
  const all = (of: (verdict: Verdict) => string[]) => verdicts.flatMap(of).join("\n");
  return {
    lost: all(({ lost }) => lost),
    duplicated: all(({ duplicated }) => duplicated),
    wrongTime: all(({ wrongTime }) => wrongTime),
  };
}

/** The client's code with a fault in it, as the suite's seats run it. */
async function mutatedPage(replacement: Replacement): Promise<OpenPage> {
  const bundle = await mutatedBundle("faults/seat/page.ts", [replacement]);
  const page = (await import(/* @vite-ignore */ pathToFileURL(bundle).href)) as { openPage: OpenPage };
  return page.openPage;
}

test("FAULT-2 the suite finds a server that acknowledges before it commits", { timeout }, async () => {
  const early: Replacement = {
    file: "exam-server/delivery/group-commit.ts",
    from: "await append(",
    to: `for (const { resolve } of group) resolve();
      await new Promise((later) => setTimeout(later, 50));
      await append(`,
  };
  const fault = {
    ...named("server kill -9 before append"),
    make: () => dyingServer("before append", [early]),
  };
  expect((await complaintsOf(fault, 16)).lost).toContain("shown as on the server, not in the log");
});

test("FAULT-2 the suite finds a page that drops its journal when it sends", { timeout }, async () => {
  const page = await mutatedPage({
    file: "exam-client/transport/courier.ts",
    from: "become(outbox.sent(box, batch));",
    to: "become(outbox.sent(box, batch)); journal.settle({ gone: batch, aside: [] }).catch(() => {});",
  });
  const { lost } = await complaintsOf(named("browser killed"), 16, page);
  expect(lost).toContain("nowhere");
});

test("FAULT-2 the suite finds a database that does not sync", { timeout }, async () => {
  const careless: Replacement = {
    file: "exam-server/store/sqlite/database.ts",
    from: '"synchronous = FULL"',
    to: '"synchronous = OFF"',
  };
  const fault = named("power loss");
  const make = async () => ({ ...(await fault.make()), bundle: await mutatedServer([careless]) });
  expect((await complaintsOf({ ...fault, make }, 24)).lost).toContain("not in the log");
});

test("FAULT-2 the suite finds deadlines that lie on the wall clock", { timeout }, async () => {
  const wallClock: Replacement = {
    file: "exam-server/server.ts",
    from: "const monotonic = () => performance.now();",
    to: "const monotonic = () => Date.now();",
  };
  const fault = named("server clock ±1 h");
  const make = async () => ({ ...(await fault.make()), bundle: await mutatedServer([wallClock]) });
  expect((await complaintsOf({ ...fault, make }, 4)).wrongTime).not.toBe("");
});
