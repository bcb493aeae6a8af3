const channelName = "kaochang-candidate";
/** A living window answers in a few milliseconds; a busy old PC gets a margin. */
const answerWithinMs = 250;

/**
 * Asks whether another window of this browser has the exam open, and if not, answers so from now on.
 * Both windows write one journal, so the server's lease cannot tell them apart as well as this can.
 */
export function createWindowClaim(): () => Promise<boolean> {
  let held = typeof BroadcastChannel === "undefined";
  return async () => {
    held ||= await claim();
    return held;
  };
}

async function claim(): Promise<boolean> {
  const channel = new BroadcastChannel(channelName);
  const taken = await new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }) => data === "here" && resolve(true);
    channel.postMessage("anyone?");
    setTimeout(() => resolve(false), answerWithinMs);
  });
  channel.onmessage = ({ data }) => {
    if (data === "anyone?") channel.postMessage("here");
  };
  if (taken) channel.close();
  return !taken;
}
