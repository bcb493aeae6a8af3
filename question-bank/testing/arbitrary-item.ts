import fc from "fast-check";
import type { InteractionType, Item, ItemOfType } from "../item.ts";

/** Every secret text holds this, so that a test can look for it in what a candidate receives. */
export const secretMark = "绝密";

const secret = fc.integer({ min: 0, max: 99_999 }).map((number) => `${secretMark}${number}`);
const open = fc.string({
  unit: fc.constantFrom("甲", "乙", "a", "<", "&", "*", "_", "|", "\n"),
  minLength: 0,
  maxLength: 30,
});

const base = fc.record({
  id: fc.integer({ min: 0, max: 99_999 }).map((number) => `item-${number}`),
  version: fc.integer({ min: 1, max: 99 }),
  syllabus: fc.constant<string[]>(["3.1.1"]),
  difficulty: fc.constantFrom("easy" as const, "medium" as const, "hard" as const),
  status: fc.constant("active" as const),
  stem: open.map((text) => `题干${text}`),
  explanation: secret,
  enemies: fc.array(secret, { maxLength: 3 }),
  source: secret,
});

const options = fc
  .array(open, { minLength: 2, maxLength: 6 })
  .map((texts) => texts.map((text, index) => ({ id: String.fromCharCode(65 + index), text: `选项${text}` })));

const single = fc.tuple(base, options, fc.nat(), fc.boolean()).map(
  ([fields, list, pick, keepOptionOrder]): ItemOfType<"single-choice"> => ({
    ...fields,
    type: "single-choice",
    options: list,
    keepOptionOrder,
    key: list[pick % list.length]?.id ?? "A",
  }),
);

const multiple = fc.tuple(base, options).chain(([fields, list]) =>
  fc
    .subarray(
      list.map(({ id }) => id),
      { minLength: 2 },
    )
    .map(
      (key): ItemOfType<"multiple-choice"> => ({
        ...fields,
        type: "multiple-choice",
        options: list,
        keepOptionOrder: false,
        key,
      }),
    ),
);

const trueFalse = fc
  .tuple(base, fc.boolean())
  .map(([fields, key]): ItemOfType<"true-false"> => ({ ...fields, type: "true-false", key }));

const fillIn = fc
  .tuple(base, fc.array(fc.array(secret, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }))
  .map(
    ([fields, accepts]): ItemOfType<"fill-in"> => ({
      ...fields,
      type: "fill-in",
      stem: accepts.reduce((stem, _, index) => `${stem}第${index}处 ____。`, ""),
      blanks: accepts.map((accept) => ({ accept, caseSensitive: false })),
    }),
  );

/** Keys in the 7-digit range 4,000,000 and up and tolerances above 3,000,000 occur nowhere else. */
const numeric = fc
  .tuple(base, fc.integer({ min: 4_000_000, max: 9_000_000 }), fc.integer({ min: 3_000_000, max: 3_999_999 }))
  .map(
    ([fields, key, absolute]): ItemOfType<"numeric"> => ({
      ...fields,
      type: "numeric",
      key,
      tolerance: { absolute },
      unit: "元",
    }),
  );

const byType: { [T in InteractionType]: fc.Arbitrary<ItemOfType<T>> } = {
  "single-choice": single,
  "multiple-choice": multiple,
  "true-false": trueFalse,
  "fill-in": fillIn,
  numeric,
};

export const anyItem: fc.Arbitrary<Item> = fc.oneof(...Object.values(byType));
