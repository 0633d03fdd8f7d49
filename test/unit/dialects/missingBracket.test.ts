import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { dialectOf } from "../../../server/core/dialects/data";
import { readDialect, type DialectReading } from "../../../server/core/dialects/read";
import { applyEdits } from "../../../server/core/text/edits";

const search = (filter: object) => ({
  name: "search",
  parameters: {
    type: "object",
    properties: { filter: { type: "object", ...filter }, limit: { type: "integer" } },
    required: ["filter"],
  },
});
const onlyB = search({ properties: { b: { type: "integer" } } });

function read(id: string, text: string, tool: ReturnType<typeof search>): DialectReading {
  return readDialect(text, dialectOf(id)!, { tools: [tool] });
}

const unclosed = '{"filter": {"b": 1, "limit": 2}';
const beside = '{"filter": {"b": 1}, "limit": 2}';
const frames: readonly [string, (json: string) => string][] = [
  ["hermes", (json) => `<tool_call>\n{"name": "search", "arguments": ${json}}\n</tool_call>`],
  ["jamba", (json) => `<tool_calls>[\n{"name": "search", "arguments": ${json}}\n]</tool_calls>`],
  [
    "kimi-k2",
    (json) =>
      `<|tool_calls_section_begin|><|tool_call_begin|>functions.search:0<|tool_call_argument_begin|>${json}<|tool_call_end|><|tool_calls_section_end|>`,
  ],
  [
    "deepseek-v3.1",
    (json) =>
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>search<｜tool▁sep｜>${json}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
  ],
  ["harmony", (json) => `<|channel|>commentary to=functions.search <|constrain|>json<|message|>${json}<|call|>`],
];

describe("a bracket that is missing within a call", () => {
  it.each(frames)("is read where the tool's schema wants it: %s", (id, frame) => {
    const text = frame(unclosed);
    const { calls, faults } = read(id, text, onlyB);
    expect(calls.map(valuesOf)).toEqual([{ filter: { b: 1 }, limit: 2 }]);
    // The places are those in the text as it is written.
    const [filter, limit] = calls[0]!.arguments;
    expect(text.slice(filter!.valuePlace.start, filter!.valuePlace.end)).toBe('{"b": 1');
    expect(text.slice(limit!.place.start, limit!.place.end)).toBe('"limit": 2');
    const json = faults.filter(({ rule }) => rule === "tool-call-json");
    expect(json).toHaveLength(1);
    expect(applyEdits(text, json[0]!.fix!.edits)).toBe(frame(beside));
    expect(json[0]!.fix!.safe).toBe(false);
  });

  it.each(frames)("is told and left where it may be meant in two places: %s", (id, frame) => {
    const { faults } = read(id, frame(unclosed), search({}));
    const json = faults.filter(({ rule }) => rule === "tool-call-json");
    expect(json.map(({ fix }) => fix)).toEqual([undefined]);
  });
});
