import { faults } from "./matrix.ts";
import { type Options, readOptions, UsageError } from "./options.ts";
import { complaints, isClean, rowsOf, samplesLine, table } from "./report.ts";
import { runAll } from "./run/campaign.ts";
import { longScale, quickScale, schedule } from "./run/schedule.ts";
import { openPage } from "./seat/page.ts";

const names = faults.map(({ name }) => name);

/** `npm run faults`: runs what the arguments ask for, prints, and returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(readOptions(args, () => Math.floor(Math.random() * 1e6), names));
  } catch (failure) {
    if (!(failure instanceof UsageError)) throw failure;
    process.stderr.write(`${failure.message}\n`);
    return 2;
  }
}

async function run(options: Options): Promise<number> {
  const { tries, quick, json, fault, seed } = options;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
  const chosen = faults.filter(({ name }) => fault === null || name === fault);
  const plans = schedule(chosen, tries, seed, quick ? quickScale : longScale);
  const strays = gatherStrays();
  let held = 0;
  const { verdicts, failures } = await runAll(plans, openPage, () => {
    held += 1;
    if (!json) process.stderr.write(`\r${held} of ${plans.length} sittings`);
  });
  const rows = rowsOf(names, verdicts);
  const again = (name: string) =>
    `npm run faults -- --fault "${name}" --seed ${seed} --tries ${tries}${quick ? " --quick" : ""}`;
  const wrong = [...complaints(verdicts, again), ...failures, ...strays];
  if (wrong.length > 0) process.stderr.write(`\n${wrong.join("\n")}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ faults: rows })}\n`);
  else process.stderr.write(`\n${table(rows)}\n${samplesLine(verdicts)}; seed ${seed}\n`);
  return isClean(rows) && failures.length + strays.length === 0 ? 0 : 1;
}

/** Failures in the seats' pages that nobody waited for: each is a fault, and none may cost the other tries. */
function gatherStrays(): string[] {
  const strays: string[] = [];
  process.on("unhandledRejection", (reason) => {
    strays.push(
      `nobody heard: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
    );
  });
  return strays;
}
