import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { bankJsonSchema } from "./json-schema.ts";
import { samples } from "./testing/fixture.ts";

const bank = {
  $schema: "../schema/bank.schema.json",
  format: "kaochang-bank/1",
  id: "sample",
  title: "样例",
  qualification: "ecommerce-l3",
  test: "theory",
  items: samples().map(({ item }) => item),
};

const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL("./schema/bank.schema.json", import.meta.url), "utf8")),
);

test("the JSON Schema in the repository is the one that the code means", () => {
  expect(JSON.parse(JSON.stringify(bankJsonSchema()))).toEqual(
    JSON.parse(readFileSync(new URL("./schema/bank.schema.json", import.meta.url), "utf8")),
  );
});

test("the JSON Schema accepts a bank with every type", () => {
  expect(schema.safeParse(bank).success).toBe(true);
});

test.each([
  { ...bank, format: "kaochang-bank/9" },
  { ...bank, author: "某人" },
  { ...bank, items: [{ ...bank.items[0], stem: " " }] },
  { ...bank, items: [{ ...bank.items[0], type: "essay" }] },
])("the JSON Schema refuses a faulty bank (%#)", (faulty) => {
  expect(schema.safeParse(faulty).success).toBe(false);
});
