import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { conventionOf } from "../../../server/core/dialects/conventions";
import { dialectOf, dialects } from "../../../server/core/dialects/data";
import { readDialect, type DialectReading } from "../../../server/core/dialects/read";
import { readStructured } from "../../../server/core/dialects/structured";
import type { Part } from "../../../server/core/model/sample";
import { applyEdits } from "../../../server/core/text/edits";
import { booking, callsIn, tools } from "./texts";

const read = (id: string, text: string): DialectReading => readDialect(text, dialectOf(id)!, { tools });
const calls = (reading: DialectReading): unknown => reading.calls.map((call) => [call.name, valuesOf(call)]);
const hermesCall = '<tool_call>\n{"name": "list_tables", "arguments": {}}\n</tool_call>';

describe("the data of the dialects", () => {
  it("names no other dialect that is not there", () => {
    const named = dialects.flatMap(({ also, kin }) => [...(also ?? []), ...(kin ?? [])]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => dialectOf(id) === undefined)).toEqual([]);
  });

  it("has an id, a title, models and a rank of its own in each file", () => {
    for (const key of ["id", "title", "rank"] as const) {
      expect(new Set(dialects.map((dialect) => dialect[key])).size).toBe(dialects.length);
    }
    expect(dialects.filter(({ models }) => models.length === 0)).toEqual([]);
  });

  it("gives profiles the convention of blocks of JSON", () => {
    expect(conventionOf("hermes")).toEqual({ tag: "tool_call", argumentsKey: "arguments", oneCallPerLine: false });
    expect(conventionOf("toolrl")).toEqual({ tag: "tool_call", argumentsKey: "parameters", oneCallPerLine: true });
    expect(conventionOf("qwen-xml")).toBeNull();
    expect(conventionOf("unheard-of")).toBeNull();
  });
});

describe("a mention of a mark", () => {
  it.each([
    "Write `" + hermesCall.replaceAll("\n", " ") + "` for that.",
    "So:\n```\n" + hermesCall + "\n```\nThat is all.",
    "The tag <tool_call> stands around calls.",
    "Calls end with </tool_call>, always.",
  ])("is text, and no call: %j", (text) => {
    const reading = read("hermes", text);
    expect(reading.calls).toEqual([]);
    expect(reading.content).toBe(text);
    expect(reading.faults).toEqual([]);
  });
});

describe("a text that is cut off", () => {
  it.each([
    ["hermes", 'Well.\n<tool_call>\n{"name": "list_t'],
    ["hermes", "Well.\n<tool_call>\n"],
    ["qwen-xml", "Well.\n<tool_call>\n<function=list_t"],
    ["qwen-xml", "Well.\n<tool_call>\n<func"],
    ["kimi-k2", "Well.<|tool_calls_section_begin|><|tool_call_begin|>functions.list_t"],
    ["glm-4.5", "Well.\n<tool_call>list_t"],
    ["gemma4", "Well.<|tool_call>call:list_t"],
    ["minimax-m2", 'Well.\n<minimax:tool_call>\n<invoke name="list'],
  ])("within a call's name says so, and nothing else: %s %j", (id, text) => {
    const reading = read(id, text);
    expect(reading.cut).toBe(true);
    expect(reading.content).toBe("Well.");
    expect(reading.faults.map(({ rule, fix }) => [rule, fix])).toEqual([["cut-off", undefined]]);
    expect(reading.faults[0]!.span).toEqual({ start: text.search(/[<[]/), end: text.length });
  });

  it("is not one whose fence is closed behind much white space", () => {
    const whole = callsIn(dialectOf("deepseek-v3")!, [booking]);
    const { cut, calls: found } = read("deepseek-v3", whole.replace("\n```<", `${"\n".repeat(12)}\`\`\`<`));
    expect([cut, found.map(({ complete }) => complete)]).toEqual([false, [true]]);
  });

  it("has no fix that closes what was cut", () => {
    const whole = callsIn(dialectOf("qwen-xml")!, [booking]);
    for (let end = whole.indexOf("<parameter"); end < whole.indexOf("</function>"); end++) {
      const { faults, cut } = read("qwen-xml", whole.slice(0, end));
      const closes = faults.some(({ rule, fix }) => rule === "unclosed-tag" && fix?.safe === true);
      expect([end, cut && closes]).toEqual([end, false]);
    }
  });
});

describe("turns within one text", () => {
  const result = "<tool_response>\n3 tables, <tool_call> and all\n</tool_response>";

  it("are parted by role words on lines of their own: what the environment wrote is not the model's", () => {
    const text = `<think>\nLook.\n</think>\n\n${hermesCall}\nuser\n${result}\nassistant\n<think>\nThree.\n</think>\n\nThere are 3.`;
    const reading = read("hermes", text);
    expect(reading.turns.map(({ role, start, end }) => [role, text.slice(start, end).trim()])).toEqual([
      ["model", `<think>\nLook.\n</think>\n\n${hermesCall}`],
      ["environment", result],
      ["model", "<think>\nThree.\n</think>\n\nThere are 3."],
    ]);
    expect(reading.reasoning).toBe("Look.\nThree.");
    expect(reading.content).toBe("There are 3.");
    expect(calls(reading)).toEqual([["list_tables", {}]]);
    expect(reading.faults).toEqual([]);
  });

  it("are parted by special tokens that are left, too", () => {
    const text = `${hermesCall}<|im_end|>\n<|im_start|>user\n${result}<|im_end|>\n<|im_start|>assistant\nThere are 3.`;
    const reading = read("hermes", text);
    expect(reading.turns.map(({ role }) => role)).toEqual(["model", "environment", "model"]);
    expect(reading.content).toBe("There are 3.");
    expect(reading.faults).toEqual([]);
  });

  it("are parted by a result behind a call; one without a call before it is the model's own", () => {
    const answered = read("hermes", `${hermesCall}\n${result}\nThere are 3.`);
    expect(answered.turns.map(({ role }) => role)).toEqual(["model", "environment", "model"]);
    expect(answered.content).toBe("There are 3.");
    const madeUp = read("hermes", `I ask\n${result}\nThere are 3.`);
    expect(madeUp.turns.map(({ role }) => role)).toEqual(["model"]);
  });

  it("are one where a role's word is a word", () => {
    const text = "Who asks?\nuser\nThat is who.";
    expect(read("hermes", text).turns).toEqual([{ role: "model", speaker: "assistant", start: 0, end: text.length }]);
  });
});

describe("a call given as data", () => {
  const part = (text: string): Part => ({ text }) as Part;
  const structured = (name: string | undefined, written: string | undefined) =>
    readStructured({
      name: name === undefined ? undefined : part(name),
      arguments: written === undefined ? undefined : part(written),
      id: "call_1",
      recordSpan: { start: 0, end: 1 },
    });

  it("has the shape of every other, with its edits in its arguments", () => {
    const written = '{"place": "a", "guests": 2}';
    const call = structured("book_table", written);
    expect([call.name, valuesOf(call), call.dialect, call.failure]).toEqual([
      "book_table",
      { place: "a", guests: 2 },
      "data",
      undefined,
    ]);
    expect(applyEdits(written, call.setValue("guests", 3))).toBe('{"place": "a", "guests": 3}');
    expect(applyEdits(written, call.removeArgument("place"))).toBe('{"guests": 2}');
    expect(applyEdits(written, call.addArgument("note", null))).toBe('{"place": "a", "guests": 2, "note": null}');
    expect(applyEdits("{}", structured("a", "{}").addArgument("b", [1]))).toBe('{"b": [1]}');
    expect(applyEdits("book_table", call.rename("list_tables"))).toBe("list_tables");
  });

  it("says why its arguments cannot be read, and whether they are encoded twice", () => {
    expect(structured("a", "{'b': 1}").failure?.code).toBe("single-quotes");
    expect(structured("a", '"{\\"b\\": 1}"')).toMatchObject({ encodedTwice: true, failure: undefined });
    expect(valuesOf(structured("a", '"{\\"b\\": 1}"'))).toEqual({ b: 1 });
    expect(structured(undefined, undefined)).toMatchObject({ name: undefined, arguments: [], failure: undefined });
  });
});
