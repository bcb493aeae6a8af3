import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { within } from "../reach.ts";
import type { Room } from "../room.ts";
import type { Sittings } from "../sittings.ts";
import type { Plans } from "./plans.ts";
import type { RightOf } from "./watch-rights.ts";

/** A person's face as the roster has it. */
export interface FoundPhoto {
  ok: true;
  /** SHA-256 of the picture. */
  name: string;
  /** JPEG. */
  bytes: Uint8Array;
}

export interface PhotosParts {
  plans: Pick<Plans, "photo" | "photoNameOf">;
  room: Pick<Room, "peek">;
  sittings: Pick<Sittings, "ofAttempt">;
  rightOf: RightOf;
}

/**
 * Photos of the roster for whoever has a face in front of them: the person, and the proctors of their room. They
 * are looked up by who somebody is, so that knowing a picture's name opens nothing.
 */
export function openPhotos({ plans, room, sittings, rightOf }: PhotosParts) {
  const ofCandidate = async (candidate: string): Promise<FoundPhoto | null> => {
    const name = plans.photoNameOf(candidate);
    const bytes = name === null ? undefined : await plans.photo(name);
    return name === null || bytes === undefined ? null : { ok: true, name, bytes };
  };

  return {
    /** A candidate's own; null: there is none. */
    ofCandidate,

    /** For staff who may see this seat; null: whoever sits there has none. */
    async ofAttempt(attempt: string, who: Parameters<RightOf>[0]): Promise<FoundPhoto | null | Refusal> {
      const sitting = sittings.ofAttempt(attempt);
      const place = sitting?.placeOf.get(attempt);
      if (!sitting || !place) return refuse("not-found");
      const right = rightOf(who, sitting.record.id);
      if (right === null) return refuse("wrong-room");
      const reach = within(room, right, sitting, [attempt]);
      return reach.ok ? ofCandidate(place.candidate) : reach;
    },
  };
}

export type Photos = ReturnType<typeof openPhotos>;
