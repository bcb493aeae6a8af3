import { closeWorld, openWorld, photographPages } from "./day/world.ts";
import { photographAfter } from "./screens/after.ts";
import { setUp } from "./screens/before.ts";
import { camera as cameraInto } from "./screens/camera.ts";
import { photographDay } from "./screens/during.ts";

export { illustrate } from "./screens/guide.ts";

/**
 * Walks a whole exam day of 45 candidates and photographs every screen of candidate, proctor and officer into a
 * folder, for people to look at. Takes some minutes, of which a rehearsal is one.
 */
export async function photograph(folder: string): Promise<void> {
  const camera = cameraInto(folder);
  const world = await openWorld({ TLS: "on", TLS_PORT: "0" });
  try {
    const prepared = await setUp(world, camera);
    const candidate = await photographDay(world, camera, prepared);
    await photographAfter(world, camera, prepared.officer, candidate);
  } catch (failure) {
    throw new Error(`the pages as they were: ${await photographPages(world)}`, { cause: failure });
  } finally {
    await closeWorld(world);
  }
}
