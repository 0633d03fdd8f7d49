/** For each format of the list, a file of ours that is good, and what is told where it is torn, mixed, empty or hostile. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordLines } from "../../../../server/core/conversions";
import type { RecordProblem } from "../../../../server/core/model/record";
import { jsonFormats } from "../../../../server/core/records/formats";
import { parseJson } from "../../../../server/core/records/json/jsonField";
import { formatOf } from "../../../../server/core/records/reading/recogniseFile";
import { recogniseInput } from "../../../../server/core/records/reading/recogniseInput";
import { recogniseRecords } from "../../../../server/core/records/reading/recogniseRecords";
import { splitFile } from "../../../../server/core/records/reading/split";
import { countWork } from "../../../support/work";
import { fixture } from "../reading";

const ids = jsonFormats.map(({ id }) => id);
const fileOf = new Map<string, string>();
for (const name of readdirSync(join(import.meta.dirname, "../../../fixtures/records"))) {
  const id = recogniseRecords(fixture(name))?.format.id;
  if (id !== undefined && !fileOf.has(id)) fileOf.set(id, name);
}

it("every format has an id of its own, a test named by it, and a file of its records", () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !existsSync(join(import.meta.dirname, `${id}.test.ts`)))).toEqual([]);
  expect(ids.filter((id) => !fileOf.has(id))).toEqual([]);
});

interface Told {
  /** How many samples each record has. */
  readonly samples: readonly number[];
  readonly problems: readonly RecordProblem[];
}

/** What is read and told of a text, each record in its turn. */
function readAs(id: string, container: "session" | "jsonl", text: string): Told {
  const format = formatOf(id, container);
  const { slices, problems } = splitFile(text, container);
  const read = slices.map(({ span, unfinished }, i) =>
    format.read(text.slice(span.start, span.end), i, { unfinished }),
  );
  for (const { samples } of read)
    for (const { turns, calls } of samples) expect(turns.length + calls.length).not.toBeNaN();
  return {
    samples: read.map(({ samples }) => samples.length),
    problems: [...problems, ...read.flatMap((each) => each.problems)],
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const codes = ({ problems }: Told): readonly string[] => problems.map(({ code }) => code);

/** A message says in a sentence what is wrong. */
function expectClear({ problems }: Told): void {
  for (const { message } of problems) expect(message).toMatch(/^[A-Z`].{30,}/s);
}

const strangers = [
  { messages: [{ role: "assistant", content: "I am of another format." }] },
  { user_input: "So", response: "am I." },
];

describe.each(jsonFormats.map((format) => [format.id, format] as const))("%s", (id, format) => {
  const name = fileOf.get(id) ?? "";
  const text = fixture(name);
  const container = recogniseRecords(text)?.container ?? "jsonl";
  const isSession = format.unit === "session";
  const cut = isSession ? "session" : "jsonl";
  const lines = splitFile(text, container).slices.flatMap(
    ({ span }) => recordLines(text.slice(span.start, span.end), formatOf(id, container)) ?? [],
  );
  const good = readAs(id, cut, lines.join("\n"));
  const first = parseJson(lines[0] ?? "{}");

  it("reads a good file, and has nothing against it", () => {
    // Token ids hold no text, which is told.
    expect(sum(good.samples) + (id === "tokens" ? good.problems.length : 0)).toBeGreaterThan(0);
    expect(good.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expectClear(good);
  });

  it("reads a torn file up to where it was torn, and says so", () => {
    const whole = lines.join("\n");
    const torn = readAs(id, cut, whole.slice(0, -1));
    expect(codes(torn)).toContain("torn-line");
    expect(torn.problems.length).toBeLessThanOrEqual(good.problems.length + 1);
    expectClear(torn);
    if (!isSession) expect(torn.samples).toEqual([...good.samples.slice(0, -1), 0]);
  });

  it("reads past what is no record or one of another format, and tells each", () => {
    const other = strangers.find((each) => recogniseRecords(JSON.stringify(each))?.format !== format);
    const [one = "", ...more] = lines;
    const strange = isSession ? ["{broken"] : ["{broken", '{"neither": 1}', "[1]", JSON.stringify(other)];
    const mixed = readAs(id, cut, [one, ...strange, ...more].join("\n"));
    const told = isSession ? ["invalid-json"] : ["invalid-json", "missing-field", "other-format"];
    for (const code of told) expect(codes(mixed)).toContain(code);
    expectClear(mixed);
    const [of, ...rest] = good.samples;
    expect(mixed.samples).toEqual(isSession ? good.samples : [of, 0, 0, 0, 1, ...rest]);
  });

  it("says of an empty file that it is empty, and of an empty record what it lacks", () => {
    for (const empty of ["", "\n \n"]) {
      const found = recogniseInput({ name: "a.jsonl", named: true, text: empty, asked: id });
      expect(found).toMatchObject({ code: "empty", why: "nothing to read: it is empty" });
    }
    for (const empty of ["{}", JSON.stringify(emptied(first))]) {
      const read = readAs(id, cut, empty);
      expect(sum(read.samples) + read.problems.length).toBeGreaterThan(0);
      expectClear(read);
    }
  });

  it("does work in proportion to a hostile record, however wide or deep, and reads the same of it", () => {
    const wide = (columns: number): string => {
      const more = Array.from({ length: columns }, (_, i) => `"column ${i}": "x"`);
      return lines.map((line) => `${line.slice(0, -1)}, ${more.join(", ")}}`).join("\n");
    };
    const deep = `${'{"a": ['.repeat(50_000)}${"]}".repeat(50_000)}`;
    const deeper = lines.map((line) => `${line.slice(0, -1)}, "deep": ${deep}}`).join("\n");
    // A file whose members are its groups has none to spare.
    if (id !== "reward-bench-groups") {
      const read = readAs(id, cut, deeper);
      // Where NaN stands in it, only our own reader can read it, and that goes no deeper than Python's.
      if (text.includes("NaN")) expect(codes(read)).toContain("invalid-json");
      else expect(read.samples).toEqual(good.samples);
      expect(readAs(id, cut, wide(1000)).samples).toEqual(good.samples);
    }
    const work = (columns: number): number => {
      const record = wide(columns);
      return countWork(() => readAs(id, cut, record));
    };
    expect(work(4000) / work(2000)).toBeLessThan(2.5);
  });
});

/** A value with nothing in its lists and texts. */
function emptied(value: unknown): unknown {
  if (typeof value === "string") return "";
  if (Array.isArray(value)) return [];
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, emptied(each)]));
}
