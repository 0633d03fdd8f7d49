import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { dialectOf } from "../../../server/core/dialects/data";
import { readDialect } from "../../../server/core/dialects/read";
import { applyEdits } from "../../../server/core/text/edits";

const tools = [{ name: "look", parameters: { type: "object", properties: { place: { type: "string" } } } }];

/** A call, and the mark before its name, in the text as the dialect writes it. */
const texts: readonly (readonly [dialect: string, mark: string, text: string])[] = [
  [
    "kimi-k2",
    "<|tool_call_begin|>",
    '<|tool_calls_section_begin|><|tool_call_begin|>functions.look:0<|tool_call_argument_begin|>{"place": "Turku"}<|tool_call_end|><|tool_call_begin|>functions.look:1<|tool_call_argument_begin|>{}<|tool_call_end|><|tool_calls_section_end|>',
  ],
  [
    "deepseek-v3.1",
    "<｜tool▁call▁begin｜>",
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>look<｜tool▁sep｜>{"place": "Turku"}<｜tool▁call▁end｜><｜tool▁call▁begin｜>look<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
  ],
  [
    "deepseek-v3",
    "<｜tool▁call▁begin｜>function<｜tool▁sep｜>",
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>look\n```json\n{"place": "Turku"}\n```<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>look\n```json\n{}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
  ],
  ["mistral", "[TOOL_CALLS]", 'I look.[TOOL_CALLS]look[ARGS]{"place": "Turku"}[TOOL_CALLS]look[ARGS]{}'],
];

describe("a call whose mark is lost before its name", () => {
  it.each(texts)("is read, and gets its mark back: %s", (id, mark, text) => {
    const broken = text.replace(mark, id === "mistral" ? " " : "");
    const { calls, faults } = readDialect(broken, dialectOf(id)!, { tools });
    expect(calls.map((call) => [call.name, valuesOf(call)])).toEqual([
      ["look", { place: "Turku" }],
      ["look", {}],
    ]);
    expect(faults.map(({ rule, fix }) => [rule, fix?.safe])).toEqual([["missing-tag", true]]);
    const fixed = applyEdits(broken, faults[0]!.fix!.edits);
    expect(fixed).toBe(id === "mistral" ? text.replace(mark, ` ${mark}`) : text);
  });

  it("is none where its marks are only spoken of", () => {
    for (const text of ["Then look[ARGS] and so on.", "It is [ARGS]{} in Mistral's form."]) {
      expect(readDialect(text, dialectOf("mistral")!, { tools }).calls).toEqual([]);
    }
  });
});

it("a message to a tool in which no call can be read is told", () => {
  const call = (parameter: string): string =>
    ` to=look<|message|><atem:function_calls>\n<atem:invoke name="look">\n${parameter}Turku</atem:parameter>\n</atem:invoke>\n</atem:function_calls><|eom|>`;
  const read = (text: string) => readDialect(text, dialectOf("muse")!, { tools }).faults.map(({ rule }) => rule);
  expect(read(call('<atem:parameter name="place">'))).toEqual([]);
  expect(read(call(""))).toEqual(["missing-tag"]);
});
