import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameFields, numberFields } from "../../../server/core/filters/fields";
import { passes, type Filter } from "../../../server/core/filters/filter";
import { parseFilter } from "../../../server/core/filters/parseFilter";
import { severities } from "../../../server/core/model/finding";
import type { RowJudge, SampleRow } from "../../../server/core/model/sampleRow";
import { filteredRow } from "../../../server/core/runs/rows/filteredRow";
import { sortRows } from "../../../server/core/runs/rows/sortRows";
import { Run } from "../../../server/core/runs/run";
import { RunTable } from "../../../server/core/runs/table/runTable";
import { row, runOf } from "./support/rows";

const name = fc.constantFrom("a", "b", "long name", "é", "tool-call-json", "");
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
/** −0 and 0 are one number to every reader of these. */
const number = fc
  .oneof(fc.constantFrom(0, 1, -3, 0.1, 65_534, 65_535, 70_000), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0);
const count = fc.oneof(fc.nat(300), fc.constantFrom(254, 255, 65_535, 100_000));
const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((bits) => bits.toString(16).padStart(16, "0"));
const quotes = fc.record({
  exact: count,
  normalised: count,
  altered: count,
  other: count,
  invented: count,
  unchecked: count,
});
const judge: fc.Arbitrary<RowJudge> = fc
  .record({
    gold: maybe(fc.constantFrom("A" as const, "B" as const)),
    verdicts: fc.dictionary(
      fc.constantFrom("parsed", "train", "eval"),
      fc.constantFrom("A" as const, "B" as const, null),
    ),
    paidReading: maybe(fc.constantFrom("train", "eval")),
    result: maybe(fc.constantFrom(0, 1)),
    taskType: maybe(name),
    quotes,
    lengths: maybe(fc.record({ a: count, b: count })),
  })
  .chain((given) =>
    fc.option(fc.record({ pairHash: hash, swapped: fc.boolean() }), { nil: undefined }).map((pair) => ({
      ...given,
      pairHash: pair?.pairHash,
      swapped: pair?.swapped,
    })),
  );
const rows: fc.Arbitrary<SampleRow> = fc
  .record({
    file: name,
    record: count,
    trace: count,
    id: maybe(name),
    step: maybe(number),
    group: maybe(name),
    model: maybe(name),
    category: maybe(name),
    checked: fc.boolean(),
    question: maybe(name),
    promptHash: hash,
    completionHash: hash,
    reward: maybe(
      fc.record({
        value: number,
        least: number,
        best: number,
        parts: fc.uniqueArray(
          fc.record({
            id: fc.constantFrom("x", "y"),
            value: number,
            min: number,
            max: number,
            pays: fc.constant(["calls" as const]),
          }),
          {
            selector: ({ id }) => id,
          },
        ),
      }),
    ),
    recorded: maybe(number),
    components: fc.dictionary(fc.constantFrom("acc", "x", "other"), fc.option(number)),
    advantage: maybe(number),
    findings: fc.uniqueArray(
      fc.record({
        rule: fc.constantFrom("tool-call-json", "cut-off", "x"),
        severity: fc.constantFrom(...severities),
        count: fc.integer({ min: 1, max: 300 }),
        cost: maybe(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
      }),
      { selector: ({ rule }) => rule, maxLength: 3 },
    ),
    tools: fc.uniqueArray(name, { maxLength: 3 }),
    first: maybe(name),
    turns: count,
    length: count,
    repetition: fc.double({ noNaN: true, min: 0, max: 1 }),
    flags: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    known: fc.array(fc.option(fc.boolean(), { nil: undefined }), { minLength: 2, maxLength: 2 }),
    judge: maybe(judge),
  })
  .map(({ tools, first, flags, known, findings, ...given }) =>
    row({
      ...given,
      // −0 and 0 are one number to every reader of these.
      repetition: given.repetition + 0,
      findings: findings.map((finding) => ({
        ...finding,
        cause: `cause of ${finding.rule}`,
        cost: plain(finding.cost),
      })),
      calls: { count: tools.length, first, tools },
      cut: flags[0] === true,
      asks: flags[1] === true,
      truthHasCalls: known[0],
      fixable: known[1],
    }),
  );

function plain(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value + 0;
}

function tableOf(all: readonly SampleRow[]): RunTable {
  const table = new RunTable();
  for (const each of all) table.append(each);
  return table;
}

/** Parts and components come in the order in which the table met them; that is no part of what a row says. */
function unordered({ components, reward, judge: of, ...rest }: SampleRow): unknown {
  const sorted = (entries: object): unknown => Object.entries(entries).sort();
  return {
    ...rest,
    components: sorted(components),
    reward: reward && { ...reward, parts: [...reward.parts].sort((a, b) => (a.id < b.id ? -1 : 1)) },
    judge: of && { ...of, verdicts: sorted(of.verdicts) },
  };
}

describe("a run's table", () => {
  it("gives every row back as it was appended", () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 40 }), (all) => {
        const table = tableOf(all);
        expect(all.map((_, i) => unordered(table.get(i)))).toEqual(all.map(unordered));
      }),
    );
  });

  it("takes about a hundred bytes a sample, beside its texts", () => {
    const table = new RunTable();
    for (let i = 0; i < 20_000; i++) {
      const parts = [
        { id: "format", value: i % 2, min: 0, max: 1, pays: ["format" as const] },
        { id: "correctness", value: (i % 61) / 10 - 3, min: -3, max: 3, pays: ["calls" as const] },
      ];
      const finding = {
        rule: "tool-call-json",
        cause: "malformed calls",
        severity: "error" as const,
        count: 1,
        cost: 6,
      };
      table.append(
        row({
          record: i,
          id: `sample-${i}`,
          step: Math.floor(i / 256),
          group: `prompt-${Math.floor(i / 8)}`,
          reward: { value: (i % 71) / 10 - 3, least: -3, best: 4, parts },
          recorded: (i % 71) / 10 - 3,
          findings: i % 3 === 0 ? [finding] : [],
          calls: { count: 1, first: "get_weather()", tools: ["get_weather"] },
          repetition: 0.1,
          length: 900 + (i % 300),
          profile: "toolrl",
          dialect: "hermes",
        }),
      );
    }
    // The columns grow by half, so up to a third of them may be unused.
    expect(table.bytes / table.length).toBeLessThan(150);
  });
});

const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant("number" as const),
    field: fc.constantFrom(...numberFields, "component.x" as const, "component.acc" as const),
    op: fc.constantFrom("<" as const, "<=" as const, "=" as const, "!=" as const, ">" as const),
    value: fc.constantFrom(0, 1, -3, 70_000),
  }),
  fc.record({
    kind: fc.constant("range" as const),
    field: fc.constantFrom(...numberFields),
    from: fc.constantFrom(-5, 0),
    to: fc.constantFrom(0, 1e6),
  }),
  fc.record({
    kind: fc.constant("name" as const),
    field: fc.constantFrom(...nameFields),
    values: fc.array(fc.constantFrom(["a"], ["", ""], ["tool", ""], ["A"], ["error"], ["found"], ["cause of ", ""]), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    kind: fc.constant("word" as const),
    word: fc.constantFrom("right", "wrong", "cut", "dead", "fixable", "unchecked", "flipped"),
  }),
  fc.record({
    kind: fc.constant("has" as const),
    field: fc.constantFrom(...nameFields, ...numberFields),
  }),
);
const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ kind: fc.constantFrom("all" as const, "any" as const), of: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant("not" as const), of: tie("filter") }),
  ),
})).filter;

describe("filtering", () => {
  it("leaves the rows that pass as samples", () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 30 }), filter, (all, wanted) => {
        const run = new Run(tableOf(all));
        const expected = all.flatMap((_, i) => (passes(wanted, filteredRow(run.table, i, run)) ? [i] : []));
        expect([...run.filter(wanted)]).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("asks whoever searched for words in texts", () => {
    const table = tableOf([row(), row({ record: 1 })]);
    const run = new Run(table, { hasWords: (field, words, at) => field === "text" && words === "refund" && at === 1 });
    expect([...run.filter(parseFilter('text:"Refund"') as Filter)]).toEqual([1]);
  });

  it("knows dead groups: of one step and file, of more than one rollout", () => {
    const run = runOf([
      { group: "g", step: 1, recorded: 1 },
      { group: "g", step: 1, recorded: 1 },
      { group: "g", step: 2, recorded: 1 },
      { group: "h", step: 2, recorded: 1 },
      { group: "h", step: 2, recorded: 0 },
    ]);
    expect([...run.filter(parseFilter("dead") as Filter)]).toEqual([0, 1]);
  });

  it("knows verdicts that flip with the order", () => {
    const base = {
      gold: undefined,
      paidReading: undefined,
      result: undefined,
      taskType: undefined,
      lengths: undefined,
    };
    const none = { exact: 0, normalised: 0, altered: 0, other: 0, invented: 0, unchecked: 0 };
    const judged = (pair: string, swapped: boolean, parsed: "A" | "B" | null): Partial<SampleRow> => ({
      judge: { ...base, quotes: none, verdicts: { parsed }, pairHash: pair.padEnd(16, "0"), swapped },
    });
    const run = runOf([
      ...[judged("1", false, "A"), judged("1", true, "A"), judged("2", false, "A"), judged("2", true, "B")],
      ...[judged("3", false, "A"), judged("3", true, null), judged("4", false, "B")],
    ]);
    expect([...run.filter(parseFilter("flipped") as Filter)]).toEqual([0, 1]);
  });
});

describe("sorting", () => {
  const numbers = fc.array(fc.oneof(fc.constantFrom(0, -0, 1, Number.NaN, -1, Infinity, -Infinity), fc.double()));

  it("is stable, and puts what has no value last either way", () => {
    fc.assert(
      fc.property(numbers, fc.boolean(), (keys, descending) => {
        const all = Uint32Array.from(keys.keys());
        const sorted = [...sortRows(all, (at) => keys[at] ?? Number.NaN, descending)];
        const key = (at: number): number => keys[at] ?? Number.NaN;
        const expected = [...all].sort((a, b) => {
          const [left, right] = [key(a), key(b)];
          if (Number.isNaN(left) || Number.isNaN(right))
            return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
          return left === right ? 0 : left < right === !descending ? -1 : 1;
        });
        expect(sorted).toEqual(expected);
      }),
    );
  });

  it("goes by any column, names by their characters", () => {
    const run = runOf([{ model: "b", recorded: 2 }, { recorded: 1 }, { model: "a", recorded: 1 }]);
    expect([...run.sort(run.table.all, "model")]).toEqual([2, 0, 1]);
    expect([...run.sort(run.table.all, "reward")]).toEqual([1, 2, 0]);
    expect([...run.sort(run.table.all, "reward", true)]).toEqual([0, 1, 2]);
  });
});
