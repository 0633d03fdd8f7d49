import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { RecordProblem } from "../../../server/core/model/record";
import type { Part, Sample } from "../../../server/core/model/sample";
import { isOfColumns, readRecord } from "../../../server/core/records/reading/readRecord";
import { recogniseRecords, type Recognition } from "../../../server/core/records/reading/recogniseRecords";
import { JsonText } from "../../../server/core/records/json/jsonField";
import { readJsonValues } from "../../../server/core/records/json/jsonValues";
import { splitJson } from "../../../server/core/records/json/splitJson";

/** A record's sample, and the record's text that its places count in. */
export interface Read {
  readonly sample: Sample;
  readonly record: string;
}

export interface ReadFile {
  readonly recognition: Recognition;
  readonly samples: readonly Read[];
  readonly problems: readonly (RecordProblem & { readonly at: string; readonly record: number })[];
}

const fixtures = join(import.meta.dirname, "../../fixtures/records");

export function fixture(name: string): string {
  return readFileSync(join(fixtures, name), "utf8");
}

/** Reads a file's text as the product does: recognised, cut, every record read. */
export function readAll(text: string): ReadFile {
  const recognition = recogniseRecords(text);
  if (recognition === undefined) throw new Error(`not recognised: ${text.slice(0, 200)}`);
  const { slices, problems } = splitJson(text, recognition.container);
  const samples: Read[] = [];
  const found = problems.map((problem) => ({
    ...problem,
    record: -1,
    at: text.slice(problem.span.start, problem.span.end),
  }));
  let index = 0;
  for (const { span, unfinished } of slices) {
    const record = text.slice(span.start, span.end);
    const { format, container } = recognition;
    const place = { columns: isOfColumns(container), session: container === "session" };
    const read = readRecord(record, { index, unfinished: unfinished ?? false, ...place }, format);
    for (const sample of read.samples) samples.push({ sample, record });
    for (const problem of read.problems) {
      found.push({ ...problem, record: index, at: record.slice(problem.span.start, problem.span.end) });
    }
    index += read.count ?? 1;
  }
  return { recognition, samples, problems: found };
}

/** The JSON values of a record: one, or those of a session one after the other. */
export function valuesIn(text: string): unknown {
  return readJsonValues(new JsonText(text)).list.value;
}

/** A sample in the few words that a test compares. */
export function inWords(sample: Sample): Record<string, unknown> {
  const words: Record<string, unknown> = {
    ...sample.attributes,
    turns: sample.turns.map(
      ({ role, part, calls }) => `${role}: ${part?.text ?? "-"}${calls.map(callInWords).join("")}`,
    ),
    completion: sample.completion.text,
  };
  if (sample.calls.length > 0) words["calls"] = sample.calls.map(callInWords).join("");
  if (sample.tools !== undefined) words["tools"] = sample.tools.text;
  if (sample.groundTruth !== undefined) words["groundTruth"] = sample.groundTruth.text;
  if (sample.responses !== undefined) words["a"] = sample.responses.a.text;
  if (sample.responses !== undefined) words["b"] = sample.responses.b.text;
  if (!sample.rewarded) words["rewarded"] = false;
  if (sample.unanswered) words["unanswered"] = true;
  if (sample.fragment) words["fragment"] = true;
  return words;
}

function callInWords(call: Sample["calls"][number]): string {
  return ` ${call.name?.text ?? "?"}(${call.arguments?.text ?? "?"})`;
}

/** Every text of a sample. */
export function partsOf(sample: Sample): readonly Part[] {
  const calls = [...sample.calls, ...sample.turns.flatMap((turn) => turn.calls)];
  return [
    sample.completion,
    sample.tools,
    sample.groundTruth,
    sample.responses?.a,
    sample.responses?.b,
    ...sample.turns.map((turn) => turn.part),
    ...calls.flatMap((call) => [call.name, call.arguments]),
  ].filter((part) => part !== undefined);
}

/**
 * Every text stands in the record where its map says: the first and last characters of it, and any edit of them reads
 * back, with everything else as it was.
 */
export function expectPlaces({ sample, record }: Read): void {
  for (const part of partsOf(sample)) {
    const { text, source } = part;
    const places = [0, 1, Math.floor(text.length / 2), text.length - 1, text.length].filter(
      (at) => at >= 0 && at <= text.length,
    );
    for (const at of places) expect(source.toText(source.toSource(at))).toBe(at);
    const start = source.toSource(0);
    const end = source.toSource(text.length);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(record.length);
    if (text === "") continue;
    // What stands there, rewritten as the map writes it, reads as the same record.
    const written = record.slice(0, start) + source.encode(text) + record.slice(end);
    expect(valuesIn(written)).toEqual(valuesIn(record));
  }
}
