import { describe, expect, it } from "vitest";
import { dialectOf } from "../../../server/core/dialects/data";
import { valuesOf } from "../../../server/core/dialects/call";
import { readDialect } from "../../../server/core/dialects/read";
import { applyEdits } from "../../../server/core/text/edits";
import { tools } from "./texts";

function read(id: string, text: string) {
  const dialect = dialectOf(id);
  if (dialect === undefined) throw new Error(id);
  return readDialect(text, dialect, { tools });
}

function fixed(id: string, text: string): string {
  const edits = read(id, text).faults.flatMap(({ fix }) => (fix?.safe === true ? fix.edits : []));
  return applyEdits(text, edits);
}

const good = "<tool_call>book_table<tool_sep>\n<arg_key>place</arg_key>\n<arg_value>Turku</arg_value>\n</tool_call>\n";
const unreadable = "<tool_call>\n<arg_value>Turku</arg_value>\n</tool_call>\n";

describe("a call that cannot be read, in a section that is whole", () => {
  it.each([
    ["first", unreadable + good],
    ["last", good + unreadable],
    ["between others", good + unreadable + good],
  ])("%s: one finding, and none of the section", (_, calls) => {
    const { faults } = read("hy-v3", `<tool_calls>\n${calls}</tool_calls>`);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.fix).toBeUndefined();
  });

  it("is told where words stand among the calls", () => {
    const text = `<tool_calls>\n${good}and now\n</tool_calls>`;
    const [told, ...others] = read("hy-v3", text).faults;
    expect(others).toEqual([]);
    expect(told?.rule).toBe("tool-call-layout");
    expect(text.slice(told?.span.start, told?.span.end)).toBe("and now");
  });

  it("does not hide a section that is truly open", () => {
    expect(read("hy-v3", `<tool_calls>\n${good}\nI booked it.`).faults.map(({ rule }) => rule)).toEqual([
      "unclosed-tag",
    ]);
  });

  it("takes a section's mark in prose for a mention", () => {
    const text = `I use <tool_calls> for it.\n${good}</tool_calls>`;
    expect(fixed("hy-v3", text)).toBe(`I use <tool_calls> for it.\n<tool_calls>\n${good}</tool_calls>`);
  });
});

describe("a call whose opener is lost", () => {
  it.each([
    ["lfm2", "[book_table(place='Turku')]<|tool_call_end|>", "<|tool_call_start|>"],
    ["olmo3", 'book_table(place="Turku")\nlist_tables()</function_calls>', "<function_calls>"],
    ["apertus", '[{"book_table": {"place": "Turku"}}]<|tools_suffix|>', "<|tools_prefix|>"],
    ["gemma4", 'call:book_table{place:<|"|>Turku<|"|>}<tool_call|>', "<|tool_call>"],
    ["glm-4.7", "list_tables</tool_call>", "<tool_call>"],
  ])("gets it back: %s", (id, call, opener) => {
    expect(fixed(id, `I look.\n${call}`)).toBe(`I look.\n${opener}${call}`);
    expect(read(id, `I look.\n${opener}${call}`).faults).toEqual([]);
  });

  it.each(["so use </tool_call> then", "dance</tool_call>"])("is none in %j", (text) => {
    expect(read("glm-4.7", text).calls).toEqual([]);
  });

  it("gets back the opener of a key, the first or a later one", () => {
    const pair = (key: string, value: string) => `${key}</arg_key>\n<arg_value>${value}</arg_value>\n`;
    const text = `<tool_calls>\n<tool_call>book_table<tool_sep>\n${pair("place", "Turku")}${pair("guests", "4")}</tool_call>\n</tool_calls>`;
    const { calls } = read("hy-v3", fixed("hy-v3", text));
    expect(calls.map(valuesOf)).toEqual([{ place: "Turku", guests: 4 }]);
    expect(fixed("hy-v3", text).split("<arg_key>")).toHaveLength(3);
  });
});

describe("what stands in a value", () => {
  const value = "print('<function=foo>')\nprint('</function>')";
  const text = `<tool_call>\n<function=book_table>\n<parameter=place>\n${value}\n</parameter>\n</function>\n</tool_call>`;

  it("is the value's, marks within a line too, where marks have lines of their own", () => {
    const { calls, faults } = read("qwen-xml", text);
    expect(calls.map(valuesOf)).toEqual([{ place: value }]);
    expect(faults).toEqual([]);
  });

  it("ends at the first such mark if the value is never closed", () => {
    const open = "<tool_call>\n<function=book_table>\n<parameter=place>\nTurku</function>\n</tool_call>";
    expect(fixed("qwen-xml", open)).toBe(open.replace("Turku", "Turku\n</parameter>\n"));
  });
});

it("takes one section with words between its calls for one section", () => {
  const call = (place: string) =>
    `<｜DSML｜invoke name="book_table">\n<｜DSML｜parameter name="place" string="true">${place}</｜DSML｜parameter>\n</｜DSML｜invoke>\n`;
  const text = `<｜DSML｜tool_calls>\n${call("a")}Hmm, 还有一个。\n${call("b")}</｜DSML｜tool_calls>`;
  expect(fixed("deepseek-v4", text)).toBe(text);
  expect(read("deepseek-v4", text).faults.map(({ rule }) => rule)).toEqual(["tool-call-layout"]);
});
