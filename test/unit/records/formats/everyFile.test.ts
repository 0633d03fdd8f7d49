/** What holds for each format, whatever its files hold: torn, mixed, of wrong types, hostile. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNamed } from "../../../../server/core/records/reading/recogniseFile";
import { recogniseRecords } from "../../../../server/core/records/reading/recogniseRecords";
import { splitFile } from "../../../../server/core/records/reading/split";
import type { ReadRecord } from "../../../../server/core/model/record";
import { fixture, partsOf, valuesIn } from "../reading";

const names = readdirSync(join(import.meta.dirname, "../../../fixtures/records"));

/** Reads a text as the format that its file is of, whether it still looks like it or not. */
function readAs(name: string, text: string): readonly ReadRecord[] {
  const format = formatNamed(recogniseRecords(fixture(name))?.format.id ?? "", fixture(name));
  if (format === undefined) throw new Error(`${name} is not recognised`);
  const { slices } = splitFile(text, format.container);
  return slices.map(({ span, unfinished }, i) => format.read(text.slice(span.start, span.end), i, { unfinished }));
}

/** Asks for all that is made when it is asked for. */
function look(read: readonly ReadRecord[]): number {
  let count = 0;
  for (const { samples, problems, passedOver = [] } of read) {
    for (const sample of samples) {
      for (const part of partsOf(sample)) count += part.text.length + part.source.toSource(0);
      for (const call of sample.calls) count += call.recordSpan.start;
    }
    for (const problem of problems) expect(problem.message).toMatch(/[a-z]/);
    count += problems.length + passedOver.length + samples.length;
  }
  return count;
}

describe.each(names)("%s", (name) => {
  const text = fixture(name);

  it("reads as far as it goes where it was cut off", () => {
    const step = Math.max(1, Math.floor(text.length / 40));
    for (let length = 0; length < text.length; length += step) look(readAs(name, text.slice(0, length)));
    expect(look(readAs(name, text))).toBeGreaterThan(0);
  });

  it("never fails over a value of another kind, wherever it stands", () => {
    const values = valuesIn(text) as unknown[];
    let tried = 0;
    for (const [parent, key] of places(values, 400)) {
      const held = parent[key as never] as unknown;
      for (const other of [null, 7, "x", [], {}, [[1]], [{}]]) {
        parent[key as never] = other as never;
        look(readAs(name, written(name, values)));
        tried++;
      }
      parent[key as never] = held as never;
    }
    expect(tried).toBeGreaterThan(10);
  });

  it("reads the same where its records have 100,000 columns more", () => {
    const values = valuesIn(text) as object[];
    const before = readAs(name, written(name, values)).map(({ samples }) => samples.length);
    const [first] = values;
    const more = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`column_${i}`, "x"]));
    // A file whose members are its groups has none to spare.
    if (first === undefined || name === "rewardbench-groups.json") return;
    values[0] = { ...first, ...more };
    expect(readAs(name, written(name, values)).map(({ samples }) => samples.length)).toEqual(before);
  });
});

/** The values as their file writes them: lines, or one. */
function written(name: string, values: readonly unknown[]): string {
  if (name.endsWith(".jsonl") || name === "opentelemetry.json")
    return values.map((value) => JSON.stringify(value)).join("\n");
  return /^\s*\[/.test(fixture(name)) ? JSON.stringify(values) : JSON.stringify(values[0]);
}

/** The places of all values within, at most so many, spread over them. */
function places(root: object, most: number): readonly (readonly [object, string])[] {
  const found: [object, string][] = [];
  const open: object[] = [root];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [key, value] of Object.entries(at)) {
      found.push([at, key]);
      if (typeof value === "object" && value !== null) open.push(value as object);
    }
  }
  const step = Math.ceil(found.length / most);
  return found.filter((_, i) => i % step === 0);
}
