import { CommandFailure } from "./command.ts";

/** The value of an option that is a number, or a sentence. */
export function numberOf(flag: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= low && value <= high) return value;
  throw new CommandFailure(`${flag} 应为 ${low} 到 ${high} 之间的数，不是“${text}”`);
}
