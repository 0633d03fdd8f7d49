import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { convertCalls } from "../../../server/core/dialects/convert";
import { dialectOf, dialects } from "../../../server/core/dialects/data";
import type { Dialect } from "../../../server/core/dialects/marks";
import { readDialect } from "../../../server/core/dialects/read";
import { answerIn, booking, bookingWithoutNote, isFlat, listing, prose, tools } from "./texts";

const named = (id: string): Dialect => dialectOf(id)!;

/** Llama's built-in tools have a form of their own, and ReAct has one call. */
const targets = dialects.filter(
  ({ body }) => body.kind !== "lines" && !(body.kind === "pythonic" && body.suffix !== undefined),
);

describe("calls in another dialect", () => {
  it.each(targets.map(({ id }) => id))("are the same calls: to %s", (id) => {
    const calls = [booking, listing, bookingWithoutNote];
    for (const from of ["hermes", "qwen-xml", "kimi-k2", "gemma4", "pythonic", "minimax-m3"].map(named)) {
      const text = answerIn(from, calls);
      const converted = convertCalls(text, from, named(id), { tools });
      expect(converted.left).toEqual([]);
      expect(converted.calls).toBe(3);
      const read = readDialect(converted.text, named(id), { tools });
      expect({
        from: from.id,
        calls: read.calls.map((call) => ({ name: call.name, arguments: valuesOf(call) })),
      }).toEqual({
        from: from.id,
        calls,
      });
      // All before the calls is as it was.
      const before = text.slice(0, text.indexOf(prose) + prose.length);
      expect(converted.text.startsWith(before)).toBe(true);
    }
  });

  it("lead back to the same text", () => {
    for (const dialect of targets.filter(isFlat)) {
      const text = answerIn(dialect, [booking, listing]);
      const there = convertCalls(text, dialect, named("hermes"), { tools }).text;
      const read = readDialect(there, named("hermes"), { tools });
      expect(read.calls.map((call) => ({ name: call.name, arguments: valuesOf(call) }))).toEqual([booking, listing]);
    }
  });

  it("keep a number as it was written", () => {
    const text =
      '<tool_call>\n{"name": "a", "arguments": {"x": 3.0, "y": 12345678901234567890, "z": [1e5, 2]}}\n</tool_call>';
    expect(convertCalls(text, named("hermes"), named("kimi-k2")).text).toBe(
      "<|tool_calls_section_begin|><|tool_call_begin|>functions.a:0<|tool_call_argument_begin|>" +
        '{"x": 3.0, "y": 12345678901234567890, "z": [1e5, 2]}<|tool_call_end|><|tool_calls_section_end|>',
    );
  });

  it("leave alone what is cut off, and drafts in the reasoning", () => {
    const draft = '<think>\nFirst <tool_call>\n{"name": "a", "arguments": {}}\n</tool_call>, no.\n</think>\n\n';
    const cut = '<tool_call>\n{"name": "b", "arguments": {"c": "d';
    const converted = convertCalls(draft + cut, named("hermes"), named("qwen-xml"));
    expect(converted.text).toBe(draft + cut);
    expect(converted.left).toEqual([{ start: draft.length, end: draft.length + cut.length }]);
  });
});
