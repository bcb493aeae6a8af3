import { randomId } from "./random-id.ts";

const channelName = "kaochang-candidate";
/** A living window answers in a few milliseconds; a busy old PC gets a margin. */
const answerWithinMs = 250;

/** Windows of one browser talk by these; each names the window that asked. */
type Word = { ask: string } | { here: string };

/**
 * Asks whether another window of this browser has the exam open, and if not, answers so from now on.
 * Both windows write one journal, so the server's lease cannot tell them apart as well as this can.
 * `lost`: another window had it after all, and was too busy to say so in time.
 */
export function createWindowClaim(): (lost: () => void) => Promise<boolean> {
  let held = typeof BroadcastChannel === "undefined";
  return async (lost) => {
    held ||= await claim(() => {
      held = false;
      lost();
    });
    return held;
  };
}

async function claim(lost: () => void): Promise<boolean> {
  const channel = new BroadcastChannel(channelName);
  const me = randomId();
  const say = (word: Word) => channel.postMessage(word);
  const taken = await new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if ("here" in data && data.here === me) resolve(true);
    };
    say({ ask: me });
    setTimeout(() => resolve(false), answerWithinMs);
  });
  if (taken) {
    channel.close();
    return false;
  }
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ("ask" in data) return say({ here: data.ask });
    if (data.here !== me) return;
    channel.close();
    lost();
  };
  return true;
}
