import { z } from "zod";
import { bankSchema } from "./bank.ts";

/** JSON Schema of bank files as authors write them, so that an editor completes and checks them. */
export function bankJsonSchema(): object {
  return {
    title: "考场题库文件 Kaochang bank file",
    ...z.toJSONSchema(bankSchema, { io: "input", reused: "inline" }),
  };
}
