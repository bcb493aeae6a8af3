import { pass } from "./passing.ts";
import type { openRoom } from "./room.ts";

export type Room = ReturnType<typeof openRoom>;

/** A candidate's page in this room, up to waiting for the start. */
export async function sit({ enter }: Room) {
  const page = await enter();
  await page.desk.begin();
  await pass(20);
  return page;
}
