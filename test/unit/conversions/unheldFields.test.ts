/** Fields that no sample holds are told or kept, wherever they stand in a record of any format. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RecordConverter, targets } from "../../../server/core/conversions";
import { UnheldFields } from "../../../server/core/conversions/unheldFields";
import type { RecordFormat } from "../../../server/core/model/record";
import { parseJson } from "../../../server/core/records/json/jsonField";
import { splitJson } from "../../../server/core/records/json/splitJson";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { recogniseRecords } from "../../../server/core/records/reading/recogniseRecords";
import { fixture } from "../records/reading";

const fixtures = readdirSync(join(import.meta.dirname, "../../fixtures/records")).filter((name) =>
  /\.jsonl?$/.test(name),
);

/** The objects in a value, in its order, without those that are a text of the sample (arguments, schemas). */
function objectsIn(value: unknown, found: Record<string, unknown>[] = []): Record<string, unknown>[] {
  if (Array.isArray(value)) for (const each of value) objectsIn(each, found);
  else if (typeof value === "object" && value !== null) {
    found.push(value as Record<string, unknown>);
    for (const each of Object.values(value)) objectsIn(each, found);
  }
  return found;
}

function read(text: string): { readonly format: RecordFormat; readonly records: readonly string[] } | undefined {
  const found = recogniseRecords(text);
  if (found === undefined || found.container === "columns" || found.container === "session") return undefined;
  const format = formatOf(found.format.id, found.container);
  return {
    format,
    records: splitJson(text, found.container).slices.map(({ span }) => text.slice(span.start, span.end)),
  };
}

describe.each(fixtures)("%s", (name) => {
  const given = read(fixture(name));

  it.runIf(given !== undefined)("keeps or tells a field that it does not know", () => {
    if (given === undefined) return;
    for (const record of given.records.slice(0, 2)) {
      const value = parseJson(record);
      for (let i = 0; i < Math.min(objectsIn(value).length, 12); i++) {
        const planted = structuredClone(value);
        const at = objectsIn(planted)[i];
        if (at === undefined) continue;
        at["zz_note"] = "told by nobody";
        const text = JSON.stringify(planted);
        if (given.format.read(text, 0).samples.length === 0) continue;
        for (const target of targets) {
          const { text: written, leftBehind } = new RecordConverter(given.format, target).convert(text, 0);
          const isKept = written.includes("told by nobody") || leftBehind.some((what) => what.includes("zz_note"));
          // A further field of what is left behind whole is in it.
          const isInAnother =
            leftBehind.some((what) => /^the field/.test(what)) ||
            leftBehind.some((what) => /tools|calls|ground truth|responses/.test(what));
          expect({ text, target: target.id, isKept: isKept || isInAnother }).toMatchObject({ isKept: true });
        }
      }
    }
  });
});

describe("unheld fields", () => {
  const chat = formatOf("chat", "jsonl");
  const record = (more: object): string =>
    JSON.stringify({
      messages: [
        { role: "user", name: "ada", content: "a" },
        { role: "assistant", content: "b" },
      ],
      ...more,
    });

  it("are told at the highest place that is unheld as a whole, without their white words", () => {
    const fields = new UnheldFields(chat);
    const unheld = fields.of(record({ usage: { tokens: { in: 1, out: 2 } }, score: 1, remark: "x", nothing: null }));
    expect(unheld).toEqual({ told: ["the field `messages[].name`"], whole: ["usage", "remark"] });
  });

  it("are looked for in as few readings as there are kinds of fields, not records", () => {
    let reads = 0;
    const counted: RecordFormat = { ...chat, read: (...given) => (reads++, chat.read(...given)) };
    const fields = new UnheldFields(counted);
    for (let i = 0; i < 500; i++) fields.of(record({ remark: `x${i}`, score: i }));
    expect(reads).toBeLessThan(30);
  });

  it("are told not to be looked for where each record has fields of its own", () => {
    const fields = new UnheldFields(chat);
    let told: readonly string[] = [];
    for (let i = 0; i < 30; i++) {
      const many = Object.fromEntries(Array.from({ length: 1000 }, (_, k) => [`f${i}_${k}`, `v${k}`]));
      ({ told } = fields.of(record({ many })));
    }
    expect(told.join()).toMatch(/too many kinds/);
  });

  it("tells the part of a field that is not read", () => {
    const line = JSON.stringify({ input: "a", output: "b", score: 1, step: 1, uid: "p_0_1" });
    expect(new UnheldFields(formatOf("verl", "jsonl")).of(line).told).toEqual(["a part of the field `uid`"]);
  });
});
