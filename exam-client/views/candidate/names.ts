import type { AttemptView, Identity } from "@kaochang/exam-server/protocol/messages.ts";
import type { Say } from "../../i18n/words.ts";

/** Room and seat as said aloud; a room that is only a number gets its word. */
export function placeName(say: Say, { room, seat }: Pick<Identity, "room" | "seat">): string {
  return say("place", { room: /^\d+$/.test(room) ? say("room", { room }) : room, seat });
}

export function examName(say: Say, { qualification, test }: AttemptView["exam"]): string {
  return say("examTitle", { qualification, test });
}
