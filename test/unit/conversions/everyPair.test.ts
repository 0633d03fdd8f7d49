/** There and back: records with every field of the model, from each format to each other one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordConverter, targetNamed, targets, type ConvertedRecord } from "../../../server/core/conversions";
import type { RecordFormat } from "../../../server/core/model/record";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";

const formats: Readonly<Record<string, RecordFormat>> = {
  chat: formatOf("chat", "jsonl"),
  sharegpt: formatOf("sharegpt", "jsonl"),
  verl: formatOf("verl", "jsonl"),
  trace: traceFileFormat,
};

function convert(text: string, from: string, to: string): ConvertedRecord {
  const [format, target] = [formats[from], targetNamed(to)];
  if (format === undefined || target === undefined) throw new Error(`${from} or ${to} is not known`);
  return new RecordConverter(format, target).convert(text, 0);
}

const words = fc.stringMatching(/^[a-z][a-z .,]{0,12}[a-z]$/);
const id = fc.stringMatching(/^[a-z]{2}_\d{1,3}$/);
const score = fc.double({ min: -9, max: 9, noNaN: true }).map((given) => (Object.is(given, -0) ? 0 : given));
const step = fc.nat(500);
const args = fc.dictionary(fc.constantFrom("city", "hour", "unit"), fc.oneof(words, fc.integer(), fc.boolean()));
/** Every second record has it. */
function sometimes<T extends object>(given: fc.Arbitrary<T>): fc.Arbitrary<T | object> {
  return fc.oneof(fc.constant({}), given);
}

/** What no format knows, and each JSON record can have. */
const extras = sometimes(
  fc.record(
    {
      solution: fc.oneof(words, fc.array(fc.integer(), { minLength: 1, maxLength: 3 })),
      difficulty: words,
      meta_data: fc.record({ source: words, tags: fc.array(words, { minLength: 1, maxLength: 2 }) }),
    },
    { requiredKeys: [] },
  ),
);
const tools = fc
  .array(fc.record({ name: fc.constantFrom("tide", "moon"), description: words }), { minLength: 1, maxLength: 2 })
  .map((list) => list.map((each) => ({ type: "function", function: { ...each, parameters: { type: "object" } } })));
const common = fc.record({ id, step, group: id, model: words, score }, { requiredKeys: [] });

const call = fc.record(
  {
    id,
    type: fc.constant("function"),
    function: fc.record({ name: fc.constantFrom("tide", "moon"), arguments: args.map((each) => JSON.stringify(each)) }),
  },
  { requiredKeys: ["type", "function"] },
);
const oneQuestion = words.map((content): object[] => [{ role: "user", content }]);
const several = fc.array(
  fc.oneof(
    fc.record({ role: fc.constantFrom("system", "user"), content: words }),
    fc.record({ role: fc.constant("assistant"), content: words }),
    fc.record({ role: fc.constant("assistant"), reasoning_content: words, content: words }),
    fc.record({
      role: fc.constant("assistant"),
      content: fc.constant(null),
      tool_calls: fc.array(call, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ role: fc.constant("tool"), tool_call_id: id, content: words }, { requiredKeys: ["role", "content"] }),
    fc.record({ role: fc.constant("user"), name: words, content: words }),
  ),
  { minLength: 1, maxLength: 6 },
);
const messages = fc.oneof(oneQuestion, several);
const ends = fc.record({ role: fc.constant("assistant"), content: words }).map((last) => [last]);
const chat = fc
  .tuple(common, messages, ends, sometimes(fc.record({ tools })), sometimes(fc.record({ ground_truth: words })), extras)
  .map(([of, first, last, listed, truth, other]) => ({
    ...of,
    messages: [...first, ...last],
    ...listed,
    ...truth,
    ...other,
  }));

const said = fc.oneof(
  fc.record({ from: fc.constantFrom("system", "human", "gpt", "observation"), value: words }),
  fc.record({
    from: fc.constant("function_call"),
    value: fc.record({ name: fc.constantFrom("tide", "moon"), arguments: args }).map((each) => JSON.stringify(each)),
  }),
);
const sharegpt = fc
  .tuple(common, fc.array(said, { minLength: 1, maxLength: 6 }), fc.option(tools), extras)
  .map(([of, turns, listed, other]) => ({
    ...of,
    conversations: [...turns, { from: "gpt", value: "done" }],
    ...(listed === null ? {} : { tools: JSON.stringify(listed) }),
    ...other,
  }));

const verl = fc
  .tuple(
    sometimes(fc.record({ id, model: words, uid: id.map((each) => `${each}_0_0`) }, { requiredKeys: [] })),
    fc.record({
      input: fc.oneof(
        words,
        words.map((asked) => `user\n${asked}\nassistant\n`),
      ),
      output: words,
      gts: fc.option(words),
      score,
      step,
    }),
    sometimes(fc.record({ acc: score, n_calls: fc.nat(9) }, { requiredKeys: [] })),
    extras,
  )
  .map((parts) => Object.assign({}, ...parts) as object);

const jsonRecords: Readonly<Record<string, fc.Arbitrary<object>>> = { chat, sharegpt, verl };
const trace = fc
  .tuple(common, chat)
  .map(([of, record]) => convert(JSON.stringify({ ...record, ...of }), "chat", "trace").text);
const records: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...Object.fromEntries(
    Object.entries(jsonRecords).map(([name, of]) => [name, of.map((each) => JSON.stringify(each))]),
  ),
  trace,
};

/** A record's values, without the white space of JSON and with the JSON that a text holds as its value. */
function plain(text: string, format: string): unknown {
  if (format === "trace") return text.trimEnd();
  const opened = (_: string, value: unknown): unknown =>
    typeof value === "string" && value.startsWith("{") ? (JSON.parse(value) as unknown) : value;
  return JSON.parse(text, opened);
}

const pairs = Object.keys(formats).flatMap((from) => targets.map(({ id: to }) => [from, to] as const));

describe("each record with every field", () => {
  it.each(pairs)("from %s to %s and back is equal wherever nothing is told to be left behind", (from, to) => {
    let lossless = 0;
    fc.assert(
      fc.property(records[from] ?? fc.constant(""), (record) => {
        const there = convert(record, from, to);
        expect(there.text).not.toBe("");
        if (there.leftBehind.length > 0) return;
        lossless++;
        const back = convert(there.text.replace(/\n$/, ""), to, from);
        expect(plain(back.text, from)).toEqual(plain(record, from));
      }),
      { seed: 18, numRuns: 150 },
    );
    // A target that says of everything that something is lost would hold this too.
    expect(lossless).toBeGreaterThan(0);
  });

  it.each(pairs.filter(([from, to]) => from !== "trace" && to !== "trace"))(
    "from %s to %s: a field that nobody knows is kept, wherever the record has it",
    (from, to) => {
      fc.assert(
        fc.property(jsonRecords[from] ?? fc.constant({}), (record) => {
          const { text, leftBehind } = convert(JSON.stringify({ ...record, remark: "six in the morning" }), from, to);
          expect(leftBehind).not.toContain("the field `remark`");
          expect(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")).toHaveProperty("remark", "six in the morning");
        }),
        { seed: 20, numRuns: 50 },
      );
    },
  );
});
