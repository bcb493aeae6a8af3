/** Set by the start script of a package to how it was called; in a checkout, npm calls the program. */
const script = process.env.KAOCHANG_SCRIPT;

/** Set by the service unit and the start script that stays: they start the server again when it ends. */
export const isKeptUp = process.env.KAOCHANG_KEPT_UP === "yes";

/** What starts the server, to be typed by the reader. */
export const startCommand = script ? `${script} serve` : "npm start";

/** What runs a verb, to be typed by the reader. */
export function verbCommand(verb: string): string {
  return script ? `${script} ${verb}` : `npm run -s kaochang -- ${verb}`;
}
