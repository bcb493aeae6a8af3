import { gunzipSync } from "node:zlib";
import { rescueMacKey } from "@kaochang/exam-server/attempt/keys.ts";
import { openRescueFile, rescuePublicKey } from "@kaochang/exam-server/attempt/rescue-file.ts";
import { type RescueFile, rescueFile } from "@kaochang/exam-server/protocol/rescue-file.ts";
import { expect, test } from "vitest";
import { sealRescue } from "./rescue.ts";

const secret = "07".repeat(32);
const keys = { server: rescuePublicKey(secret), mac: rescueMacKey(secret, "attempt-1") };
const random = { secret: new Uint8Array(32).fill(9), nonce: new Uint8Array(12).fill(3) };
const entry = (seq: number, response: unknown) => ({
  seq,
  epoch: 1,
  made: 1000 * seq,
  synced: seq % 2 === 0 ? null : 500,
  change: { kind: "respond" as const, item: `item-${seq}`, response },
});
const claims = {
  attempt: "attempt-1",
  journal: "ab".repeat(16),
  entries: [entry(3, "A"), entry(4, ["网店", "转化率"]), entry(5, null)],
};

const read = (text: string): RescueFile => rescueFile.parse(JSON.parse(text));
const open = (file: RescueFile, with_ = secret) => openRescueFile(file, with_, (bytes) => gunzipSync(bytes));

test("ANS-11 the server reads from a rescue file what the page had, in order", async () => {
  expect(open(read(await sealRescue(keys, claims, random)))).toEqual({ ok: true, claims });
});

test("ANS-11 a journal of two hours fits, and another server cannot read it", async () => {
  const entries = Array.from({ length: 20_000 }, (_, at) => entry(at + 1, "B"));
  const text = await sealRescue(keys, { ...claims, entries }, random);
  expect(open(read(text))).toMatchObject({ ok: true, claims: { entries } });
  expect(open(read(text), "08".repeat(32))).toMatchObject({ ok: false, code: "rescue-invalid" });
});

test("ANS-11 a file sealed without the attempt's key, or changed, is refused", async () => {
  const foreign = await sealRescue({ ...keys, mac: "00".repeat(32) }, claims, random);
  expect(open(read(foreign))).toMatchObject({ ok: false, code: "rescue-invalid" });
  const file = read(await sealRescue(keys, claims, random));
  const bytes = Buffer.from(file.sealed, "base64");
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  expect(open({ ...file, sealed: bytes.toString("base64") })).toMatchObject({ ok: false });
});
