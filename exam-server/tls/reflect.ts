type Metadata = Map<unknown, unknown>;

const kept = new WeakMap<object, Metadata>();

const read = (key: unknown, target: object): unknown => kept.get(target)?.get(key);

/**
 * `@peculiar/x509` registers its algorithms with decorators that ask for the metadata part of `Reflect`,
 * which no engine has built in. This is as much of it as they use: nothing is inherited here.
 */
export function addReflectMetadata(): void {
  if ("getMetadata" in Reflect) return;
  Object.assign(Reflect, {
    getMetadata: read,
    getOwnMetadata: read,
    defineMetadata(key: unknown, value: unknown, target: object) {
      kept.set(target, (kept.get(target) ?? new Map()).set(key, value));
    },
  });
}
