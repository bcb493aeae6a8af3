import { sha256 } from "@kaochang/question-bank/digest.ts";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { hashOf } from "../attempt/chain.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { closedSitting } from "../testing/closed-sitting.ts";
import { type FaultCode, type Manifest, names } from "./format.ts";
import { openArchive } from "./make.ts";
import { openSigningKey, type SigningKey, signingKey } from "./signing-key.ts";
import { verifyArchive } from "./verify.ts";
import { unpacked } from "./zip-reader.ts";
import { zipped } from "./zip-writer.ts";

let store: Store;
let sat: Awaited<ReturnType<typeof closedSitting>>;
let key: SigningKey;
let zip: Buffer;

beforeAll(async () => {
  store = openMemoryStore();
  sat = await closedSitting(store);
  key = await openSigningKey(store.secrets, Buffer.alloc(32, 7));
  const opened = await openArchive(store, sat.sitting, key, 1_800_000_000_000);
  if (!opened.ok) throw new Error(opened.code);
  zip = await collected(opened.bytes);
}, 60_000);

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

type Files = Map<string, Uint8Array>;

/** The archive's files changed, and packed again with whatever is meant to hide it. */
async function repacked(change: (files: Files) => void): Promise<Buffer> {
  const files: Files = new Map(unpacked(zip).files);
  change(files);
  return packed([...files]);
}

function packed(files: Iterable<[string, Uint8Array]>): Promise<Buffer> {
  return collected(
    zipped(
      (async function* () {
        for (const [name, content] of files) yield { name, content };
      })(),
    ),
  );
}

/** As who knows the format but has another key: new hashes in a new manifest under a new signature. */
function resigned(files: Files, signer: SigningKey): void {
  const manifest = JSON.parse(textOf(files, names.manifest)) as Manifest;
  const listed = [...files]
    .filter(([name]) => name !== names.manifest && name !== names.signature)
    .map(([name, content]) => ({ name, bytes: content.length, sha256: sha256(content) }));
  const text = Buffer.from(JSON.stringify({ ...manifest, key: signer.publicKey, files: listed }));
  files.set(names.manifest, text);
  files.set(names.signature, Buffer.from(signer.sign(text)));
}

/** One line of a file with another sign in some place of it. */
function changedLine(content: Uint8Array | undefined, line: number, place: number, sign: string): Buffer {
  const lines = Buffer.from(content ?? [])
    .toString("latin1")
    .split("\n");
  const which = Math.floor(line * Math.max(1, lines.length - 1));
  const text = lines[which] ?? "";
  const at = Math.floor(place * text.length);
  const other = text[at] === sign ? "x" : Buffer.from(sign).toString("latin1");
  lines[which] = text.slice(0, at) + other + text.slice(at + 1);
  return Buffer.from(lines.join("\n"), "latin1");
}

const textOf = (files: Files, name: string): string => Buffer.from(files.get(name) ?? []).toString();

function edit(files: Files, name: string, how: (text: string) => string): void {
  const before = textOf(files, name);
  const after = how(before);
  expect(after).not.toBe(before);
  files.set(name, Buffer.from(after));
}

const codes = (bytes: Uint8Array, key?: string): FaultCode[] => [
  ...new Set(verifyArchive(bytes, { key }).faults.map(({ code }) => code)),
];

describe("EVID-4 an archive", () => {
  test("EVID-4 verifies from its bytes alone: every event, paper and score", () => {
    const found = verifyArchive(zip, { key: key.fingerprint.toLowerCase() });
    expect(found.faults).toEqual([]);
    expect(found).toMatchObject({
      ok: true,
      archive: { sitting: sat.sitting, fingerprint: key.fingerprint },
      checked: { attempts: 3, papers: 3, receipts: 5, scores: 5, unscored: 0, pictures: 1 },
    });
    expect(found.checked.events).toBeGreaterThan(40);
  });

  test("EVID-4 is compared with what was copied from the signed paper, however it was typed", () => {
    const root = verifyArchive(zip).archive?.root ?? "";
    const typed = `${root.slice(0, 30).toUpperCase()} ${root.slice(30, 40)}\n${root.slice(40)} `;
    expect(verifyArchive(zip, { key: key.fingerprint.replaceAll("-", " "), root: typed }).faults).toEqual([]);
    const other = root.replace(/^./, (first) => (first === "f" ? "0" : "f"));
    const { faults } = verifyArchive(zip, { root: other });
    expect(faults).toMatchObject([{ code: "other-root", sentence: expect.stringContaining(other) }]);
    const cut = verifyArchive(zip, { root: root.slice(1), key: "12" });
    expect(cut.faults.map(({ code }) => code)).toEqual(["other-key", "other-root"]);
    expect(cut.faults.map(({ sentence }) => sentence).join()).toMatch(/有 2 位.*有 63 位/);
  });

  test("EVID-4 holds the logs byte for byte, the incidents, and no ID number", () => {
    const files: Files = new Map(unpacked(zip).files);
    const all = [...files.values()].map((bytes) => Buffer.from(bytes).toString()).join("");
    for (const idNumber of sat.idNumbers) expect(all).not.toContain(idNumber);
    const incidents = JSON.parse(textOf(files, names.incidents)) as { type: string }[];
    const types = new Set(incidents.map(({ type }) => type));
    const acts = ["reopened", "hand-in-forced", "suspended", "resumed", "voided", "incident-recorded"];
    for (const type of ["time-granted", "entry-quarantined", "quarantine-decided", ...acts]) {
      expect(types).toContain(type);
    }
  });

  test("EVID-4 is made only of a closed sitting", async () => {
    expect(await openArchive(store, "nothing", key, 0)).toMatchObject({ ok: false, code: "not-found" });
    const open: Store = {
      ...store,
      events: {
        ...store.events,
        read: async (stream) =>
          (await store.events.read(stream)).filter(({ type }) => type !== "sitting-closed"),
      },
    };
    expect(await openArchive(open, sat.sitting, key, 0)).toMatchObject({ code: "sitting-not-closed" });
  });

  test("EVID-4 a single changed byte anywhere in the zip is found", () => {
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const changed = Buffer.from(zip);
        changed[place] = (changed[place] ?? 0) ^ flip;
        return !verifyArchive(changed).ok;
      }),
      {
        numRuns: 150,
        examples: [
          [0, 1],
          [zip.length - 1, 1],
          [zip.length - 90, 255],
        ],
      },
    );
  });

  test("EVID-4 a single changed byte of any file is found and named, though the zip was packed anew", async () => {
    const files = [...unpacked(zip).files];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(files.length - 1),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (which, where, flip) => {
          const [name, content] = files[which] ?? ["", new Uint8Array()];
          const changed = Buffer.from(content);
          const place = Math.floor(where * changed.length);
          changed[place] = (changed[place] ?? 0) ^ flip;
          const again = await packed(files.map((one) => (one[0] === name ? [name, changed] : one)));
          const { ok, faults } = verifyArchive(again);
          const outside = name === names.manifest || name === names.signature;
          return (
            !ok && faults.some(({ code, file }) => outside || (code === "changed-file" && file === name))
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test("EVID-4 a truncated file and one that is no zip are told", () => {
    expect(codes(zip.subarray(0, -1000))).toContain("not-an-archive");
    expect(codes(Buffer.from("%PDF"))).toContain("not-an-archive");
    expect(codes(Buffer.alloc(0))).toContain("not-an-archive");
  });

  test.each<[string, (files: Files) => void, FaultCode[]]>([
    ["a file taken out", (files) => files.delete(names.results), ["missing-file"]],
    ["a file added", (files) => files.set("extra.txt", Buffer.from("x")), ["extra-file"]],
    ["no manifest", (files) => files.delete(names.manifest), ["missing-file"]],
    ["no signature", (files) => files.delete(names.signature), ["missing-file"]],
    ["a name that leaves the folder", (files) => files.set("../evil.txt", Buffer.from("x")), ["bad-name"]],
    ["an absolute name", (files) => files.set("/etc/x", Buffer.from("x")), ["bad-name"]],
    ["a backslash", (files) => files.set("..\\x", Buffer.from("x")), ["bad-name"]],
    ["a bomb", (files) => files.set("big.json", Buffer.alloc(257 * 1024 ** 2)), ["too-large"]],
    [
      "another root in the manifest",
      (files) =>
        edit(files, names.manifest, (text) =>
          text.replace(/"root":"(.)/, (_, first) => `"root":"${first === "f" ? "0" : "f"}`),
        ),
      ["signature", "root"],
    ],
  ])("EVID-4 %s is told apart", async (_, change, wanted) => {
    expect(codes(await repacked(change))).toEqual(wanted);
  });

  test("EVID-4 two files of one name are told", async () => {
    const files = [...unpacked(zip).files];
    const again = await packed([...files, [names.results, Buffer.from("[]")]]);
    expect(codes(again)).toEqual(["name-twice"]);
  });
});

test("EVID-4 an archive of the first format, without pictures and with the last receipt alone, still verifies", async () => {
  const old = await repacked((files) => {
    for (const name of files.keys()) if (name.startsWith("media/")) files.delete(name);
    edit(files, names.receipts, (text) => {
      const list = JSON.parse(text) as { attempt: string; receipt: unknown }[];
      return `${JSON.stringify(list.map(({ attempt, receipt }) => ({ attempt, receipt })))}\n`;
    });
    edit(files, names.manifest, (text) => text.replace("kaochang-archive/2", "kaochang-archive/1"));
    resigned(files, key);
  });
  expect(verifyArchive(old, { key: key.fingerprint }).faults).toEqual([]);
});

describe("EVID-4 whoever signs a changed archive with a key of their own is found", () => {
  const forger = signingKey("ab".repeat(32));
  const forged = (change: (files: Files) => void) =>
    repacked((files) => {
      change(files);
      resigned(files, forger);
    });
  const attemptLog = () => names.attemptLog(sat.attempts[0] ?? "");

  /** Changes an event and makes every hash from there on anew. */
  const rechained = (text: string, type: string, how: (data: string) => string): string => {
    let previous = "0".repeat(64);
    const lines = text.split("\n").filter((line) => line !== "");
    const again = lines.map((line) => {
      const event = JSON.parse(line);
      if (event.type === type) event.data = how(event.data);
      event.previous = previous;
      event.hash = hashOf(event);
      previous = event.hash;
      return JSON.stringify(event);
    });
    return again.map((line) => `${line}\n`).join("");
  };

  test("EVID-4 by whatever line of whatever file they changed: the file is named", async () => {
    const changeable = [...unpacked(zip).files.keys()].filter(
      (name) => name !== names.manifest && name !== names.signature,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...changeable),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.constantFrom(...'0a9Z"} 字'),
        async (name, line, place, sign) => {
          const again = await forged((files) =>
            files.set(name, changedLine(files.get(name), line, place, sign)),
          );
          const { ok, faults } = verifyArchive(again);
          return !ok && faults.some(({ file }) => file === name);
        },
      ),
      { numRuns: 120, examples: changeable.map((name) => [name, 0.5, 0.5, "9"]) },
    );
  }, 60_000);

  test("EVID-4 by the receipt of whom they changed, present or earlier, in plain words", async () => {
    const files: Files = new Map(unpacked(zip).files);
    const receipts = JSON.parse(textOf(files, names.receipts)) as { earlier: { number: string }[] }[];
    const whose = receipts.findIndex(({ earlier }) => earlier.length > 0);
    const number = receipts[whose]?.earlier[0]?.number ?? "";
    const places = JSON.parse(textOf(files, names.roster)) as { admission: string }[];
    const again = await forged((all) =>
      edit(all, names.receipts, (text) => text.replace(number, "R-0000-0000-0000")),
    );
    expect(verifyArchive(again).faults).toMatchObject([{ code: "derived", file: names.receipts }]);
    const [{ sentence } = { sentence: "" }] = verifyArchive(again).faults;
    expect(sentence).toContain(`考生 ${places[whose]?.admission} 的交卷回执与事件记录推出的不一致`);
    expect(sentence).toContain(`应为 "${number}"，现为 "R-0000-0000-0000"`);
  });

  test("EVID-4 by the score that was given first, though it counts no more", async () => {
    let scored = 0;
    const change = (text: string) =>
      rechained(text, "scored", (data) => (++scored === 1 ? data.replace('"total":', '"total":1') : data));
    const again = await forged((files) => {
      const [log = ""] = sat.attempts
        .map((attempt) => names.attemptLog(attempt))
        .filter((name) => textOf(files, name).split('"type":"scored"').length > 2);
      edit(files, log, change);
    });
    const { faults } = verifyArchive(again);
    expect(faults.filter(({ code }) => code === "score").length).toBe(1);
  });

  test("EVID-4 by a picture that is another, or gone", async () => {
    const [picture = ""] = [...unpacked(zip).files.keys()].filter((name) => name.startsWith("media/"));
    expect(codes(await forged((files) => files.set(picture, Buffer.from("x"))))).toEqual(["picture"]);
    const { faults } = verifyArchive(await forged((files) => files.delete(picture)));
    expect(faults).toMatchObject([{ code: "missing-file", sentence: expect.stringContaining("图片") }]);
  });

  test("EVID-4 by a file that they added and listed, and by the sitting's own log", async () => {
    const added = await forged((files) => files.set("logs/attempts/other.jsonl", Buffer.from("{}\n")));
    expect(verifyArchive(added).faults).toMatchObject([
      { code: "extra-file", file: "logs/attempts/other.jsonl" },
    ]);
    const change = (text: string) =>
      rechained(text, "incident-recorded", (data) => data.replace("停电", "没事"));
    const rewritten = await forged((files) => edit(files, names.sittingLog, change));
    expect(verifyArchive(rewritten).faults).toMatchObject([
      { code: "root", file: names.sittingLog },
      { code: "derived", file: names.incidents },
    ]);
  });

  test("EVID-4 by the fingerprint", async () => {
    const zip = await forged(() => {});
    expect(codes(zip)).toEqual([]);
    expect(codes(zip, key.fingerprint)).toEqual(["other-key"]);
  });

  test("EVID-4 by the chain, when an answer was changed", async () => {
    const change = (text: string) => text.replace(/\\"response\\":\\"A\\"/, '\\"response\\":\\"B\\"');
    expect(codes(await forged((files) => edit(files, attemptLog(), change)))).toEqual(["chain"]);
  });

  test("EVID-4 by the root and the score, when a score and every hash after it were changed", async () => {
    const change = (text: string) =>
      rechained(text, "scored", (data) => data.replace('"total":', '"total":1'));
    const found = codes(await forged((files) => edit(files, attemptLog(), change)));
    expect(found).toEqual(expect.arrayContaining(["root", "score", "derived"]));
  });

  test("EVID-4 by the draw, when a paper and every hash after it were changed", async () => {
    const change = (text: string) =>
      rechained(text, "prepared", (data) => data.replace(/"points":\d+/, '"points":7'));
    const found = codes(await forged((files) => edit(files, attemptLog(), change)));
    expect(found).toEqual(expect.arrayContaining(["root", "draw", "derived"]));
  });

  test("EVID-4 by what follows from the logs, when results, receipts, incidents or a paper were changed", async () => {
    for (const name of [names.results, names.receipts, names.incidents, names.paper(sat.attempts[0] ?? "")]) {
      const zip = await forged((files) => edit(files, name, (text) => text.replace(/\d/, "x")));
      expect(codes(zip)).toEqual(["derived"]);
    }
  });

  test("EVID-4 by what is missing, when a file and its line in the manifest were taken out", async () => {
    const needed = [names.sitting, names.roster, names.items, names.results, names.sittingLog, names.drawLog];
    for (const name of [...needed, attemptLog(), names.paper(sat.attempts[0] ?? "")]) {
      expect(codes(await forged((files) => files.delete(name)))).toContain("missing-file");
    }
  });

  test("EVID-4 by the draw's commitments, when a candidate was given another number", async () => {
    const change = (text: string) => text.replace(/"admission":"9/, '"admission":"8');
    const found = codes(await forged((files) => edit(files, names.roster, change)));
    expect(found).toEqual(expect.arrayContaining(["draw"]));
  });

  test("EVID-4 by the score, when a key of an item was changed", async () => {
    const answered = (files: Files) => {
      const log = textOf(files, attemptLog());
      return /\\"kind\\":\\"respond\\",\\"item\\":\\"([^"\\]+)/.exec(log)?.[1] ?? "";
    };
    const zip = await forged((files) =>
      edit(files, names.items, (text) => {
        const items = JSON.parse(text) as { id: string; key: string; options: { id: string }[] }[];
        const item = items.find(({ id }) => id === answered(files));
        if (!item) throw new Error("no item");
        item.key = item.key === "A" ? "B" : "A";
        return JSON.stringify(items);
      }),
    );
    expect(codes(zip)).toEqual(["score", "root"]);
  });
});
