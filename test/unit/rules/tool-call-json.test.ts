import { describe, expect, it } from "vitest";
import { toolCallJson } from "../../../server/core/rules/calls/tool-call-json";
import { toolCallLayout } from "../../../server/core/rules/calls/tool-call-layout";
import type { Finding } from "../../../server/core/model/finding";
import { expectFix, expectNoFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";

/** A trace with these lines in its block of calls. */
function trace(lines: string): string {
  return `<think> t </think>\n<tool_call>\n${lines}\n</tool_call>`;
}

describe("tool-call-json", () => {
  it("stays silent on calls, and on NaN, which Python reads", () => {
    expectFindings(
      toolCallJson,
      trace(
        '{"name": "a", "parameters": {"x": "}{ \\" </b>"}}\n{"name": "b", "parameters": {"y": NaN, "z": -Infinity}}',
      ),
    );
  });

  it.each([
    ["single quotes", `{'name': 'a'}\n ^^^^^^ error tool-call-json: double quotes`],
    ["a single-quoted value", `{"name": 'a'}\n         ^^^ tool-call-json: double quotes`],
    [
      "a trailing comma",
      `{"name": "a", "parameters": {"x": 1,}}\n                                   ^ tool-call-json: no comma`,
    ],
    [
      "None",
      `{"name": "a", "parameters": {"x": None}}\n                                  ^^^^ tool-call-json: JSON writes null`,
    ],
    [
      "True",
      `{"name": "a", "parameters": {"x": True}}\n                                  ^^^^ tool-call-json: JSON writes true`,
    ],
    [
      "False",
      `{"name": "a", "parameters": {"x": False}}\n                                  ^^^^^ tool-call-json: JSON writes false`,
    ],
    ["an unquoted key", `{name: "a"}\n ^^^^ tool-call-json: a key needs double quotes`],
    ["a missing comma", `{"name": "a" "parameters": {}}\n             ^ tool-call-json: comma`],
    ["a missing colon", `{"name" "a"}\n        ^ tool-call-json: colon`],
    ["a missing brace", `{"name": "a", "parameters": {}\n^ tool-call-json: before this { is closed`],
    [
      "a brace too many",
      `{"name": "a", "parameters": {}}}\n                               ^ tool-call-json: more text`,
    ],
    ["a comment", `{"name": "a"} // call\n              ^^ tool-call-json: no comments`],
    ["text behind", `{"name": "a"} please\n              ^^^^^^ tool-call-json: more text`],
    ["a comma behind", `{"name": "a"},\n             ^ tool-call-json: more text`],
    ["text before", `Call: {"name": "a"}\n^^^^ tool-call-json`],
    ["no JSON at all", `search(query="x")\n^^^^^^ tool-call-json`],
    ["a bad escape", `{"name": "a\\d"}\n           ^^ tool-call-json: no such escape`],
    ["a string", `"a"\n^^^ tool-call-json: this is a string`],
    ["a number", `42\n^^ tool-call-json: this is a number`],
    ["an empty array", `[]\n^^ tool-call-json: an empty array`],
    ["a no-break space", `{"name":\u00a0"a"}\n        ^ tool-call-json: no-break space`],
  ])("tells %s", (_, lines) => {
    expectFindings(toolCallJson, trace(lines));
  });

  it("marks the cause exactly after astral and combining characters, and with CRLF", () => {
    expectFindings(
      toolCallJson,
      '<think> t </think>\r\n<tool_call>\r\n{"name": "😀e\u0301", \'x\': 1}\r\n                 ^^^ tool-call-json\r\n</tool_call>',
    );
  });

  it("gives one finding for an object over several lines that is broken", () => {
    expectFindings(
      [toolCallJson, toolCallLayout],
      trace(
        '{\n  "name": "a",\n  "parameters": {\n    "x": 1,\n          ^ tool-call-json\n  }\n}\n{"name": "b", "parameters": {}}',
      ),
    );
  });

  it("leaves an object over several lines that is sound to tool-call-layout", () => {
    expectFindings(toolCallJson, trace('{\n  "name": "a",\n  "parameters": {}\n}\n{"name": "b", "parameters": {}}'));
  });

  it("tells a raw line break in a string once", () => {
    expectFindings(
      [toolCallJson, toolCallLayout],
      trace(
        '{"name": "a", "parameters": {"x": "one\n                                      ^> tool-call-json: \\n\ntwo"}}\n< tool-call-json\n{"name": "b", "parameters": {}}',
      ),
    );
  });

  it("does not take the next call for the rest of a string", () => {
    expectFindings(
      toolCallJson,
      trace(
        '{"name": "a", "parameters": {"x": "one\n                                  ^ tool-call-json\n{"name": "b", "parameters": {}}',
      ),
    );
  });

  it("tells each broken line, and not the sound ones", () => {
    expectFindings(
      toolCallJson,
      trace("{'a': 1}\n ^^^ tool-call-json\n{\"name\": \"b\"}\n{'c': 1}\n ^^^ tool-call-json"),
    );
  });

  it("takes a code fence for one fault", () => {
    expectFindings(
      toolCallJson,
      trace('```json\n^^^^^^^ tool-call-json: code fence\n{"name": "a", "parameters": {}}\n```'),
    );
  });

  it("tells an empty block, and leaves one that was cut off to unclosed-tag", () => {
    expectFindings(
      toolCallJson,
      "<think> t </think>\n<tool_call>\n^> tool-call-json: no call\n</tool_call>\n^^^^^^^^^^^^< tool-call-json",
    );
    expectFindings(toolCallJson, "<think> t </think>\n<tool_call>\n");
    expectFindings(toolCallJson, '<think> t </think>\n<tool_call>\n{"name": "a", "parameters": {"x": "cut o');
  });

  it("looks at the ground truth too, and says what that costs", () => {
    expectFindings(toolCallJson, trace('{"name": "a", "parameters": {}}'), {
      groundTruth: trace("{'name': 'a'}\n ^^^^^^ error tool-call-json: cannot be scored"),
    });
  });

  it("reads a Hermes block as one object, over lines or not", () => {
    const options = { profile: "hermes" };
    expectFindings(toolCallJson, '<tool_call>\n{\n  "name": "a",\n  "arguments": {}\n}\n</tool_call>', options);
    expectFindings(
      toolCallJson,
      '<tool_call>\n{\n  "name": "a",\n             ^ tool-call-json: no comma\n}\n</tool_call>',
      options,
    );
  });

  it("reads the arguments of calls given as data", () => {
    expectFindings(toolCallJson, "", {
      calls: [
        { name: "a", arguments: '{"x": None}\n      ^^^^ error tool-call-json: arguments of this call' },
        { name: "b", arguments: '{"x": 1}' },
      ],
    });
  });

  it("tells Python's limits", () => {
    const deep = `{"name": "a", "parameters": ${"[".repeat(1000)}${"]".repeat(1000)}}`;
    const [finding] = audited(trace(deep));
    expect(finding?.message).toContain("Python stops at this depth of nesting");
    const long = `{"name": "a", "parameters": {"x": ${"1".repeat(4301)}}}`;
    expect(audited(trace(long))[0]?.message).toContain("4300 digits");
    expect(audited(trace(long.replace(/1+/, "1".repeat(4300))))).toEqual([]);
  });

  it("stays linear where nothing closes", () => {
    for (const line of ["{", '{"', '{"a": [', "[", "'", '{"a": "x\n']) {
      expect(audited(trace(`${line}\n`.repeat(20_000))).length).toBe(100);
    }
  });

  it("takes an empty block out where the trace is whole without it", () => {
    expectFix(
      toolCallJson,
      "<think> a </think>\n<tool_call>\n</tool_call>\n<response> b </response>",
      "<think> a </think>\n<response> b </response>",
      { safe: false },
    );
    expectNoFix(toolCallJson, "<think> a </think>\n<tool_call>\n</tool_call>");
  });

  it("repairs what needs no guess, and leaves escapes that JSON does not know", () => {
    const calling = (call: string): string => `<think> a </think>\n<tool_call>\n${call}\n</tool_call>`;
    expectFix(
      toolCallJson,
      calling(`{'name': 'x', 'parameters': {'a': 'it\\'s', 'b': [True, None,]}}`),
      calling(`{"name": "x", "parameters": {"a": "it's", "b": [true, null]}}`),
      { safe: true },
    );
    expectNoFix(toolCallJson, calling(String.raw`{"name": "x", "parameters": {"pattern": "\d+"}}`));
    expectNoFix(toolCallJson, calling("[]"));
  });
});

/** A tool with an object among its parameters. */
function searchTool(filter: object, required: readonly string[]): string {
  const properties = { filter: { type: "object", ...filter }, limit: { type: "integer" } };
  return JSON.stringify([{ name: "search", parameters: { type: "object", properties, required } }]);
}

describe("a closing bracket that is missing", () => {
  const hermes = (json: string): string => `<tool_call>\n${json}\n</tool_call>`;
  const unclosed = hermes('{"name": "search", "arguments": {"filter": {"b": 1, "limit": 2}}');
  const beside = hermes('{"name": "search", "arguments": {"filter": {"b": 1}, "limit": 2}}');
  const within = hermes('{"name": "search", "arguments": {"filter": {"b": 1, "limit": 2}}}');
  const onlyB = { properties: { b: { type: "integer" } } };

  it.each([
    ["a parameter of the call is one of the call", onlyB, ["filter"], beside],
    ["a parameter that is required is one of the call", {}, ["filter", "limit"], beside],
    [
      "a member of the parameter is one of the parameter",
      { properties: { ...onlyB.properties, limit: { type: "integer" } }, required: ["limit"] },
      [],
      within,
    ],
  ])("is put where the tool's schema wants it, and safely: %s", (_, filter, required, fixed) => {
    const options = { profile: "hermes", tools: searchTool(filter, required) };
    expectFix(toolCallJson, unclosed, fixed, { ...options, safe: true });
  });

  it("is put in each place that can be meant, and by nobody unasked", () => {
    for (const tools of [searchTool({}, []), undefined]) {
      const options = { profile: "hermes", safe: false, ...(tools === undefined ? {} : { tools }) };
      expectFix(toolCallJson, unclosed, beside, { ...options, title: '"filter" ends before "limit"' });
      expectFix(toolCallJson, unclosed, within, { ...options, title: "the object ends at the end" });
    }
  });

  it("has one place where a call holds nothing but its name and its arguments", () => {
    const options = { profile: "hermes", safe: true };
    const call = '{"name": "f", "arguments": {"a": 1, "b": 2}';
    expectFix(toolCallJson, hermes(call), hermes(`${call}}`), options);
    const typed = '{"name": "f", "arguments": {"a": 1, "type": 2}';
    expectFix(toolCallJson, hermes(typed), hermes(`${typed}}`), { ...options, safe: false, title: "at the end" });
  });

  it("is put in before a bracket of the other kind, too", () => {
    const call = (tags: string): string => hermes(`{"name": "f", "arguments": {"tags": ${tags}}}`);
    expectFix(toolCallJson, call('["a", ["b", "c"'), call('["a", ["b", "c"]]'), {
      profile: "hermes",
      safe: false,
      title: "at the end",
    });
    expectFix(toolCallJson, call('["a", "b"'), call('["a", "b"]'), { profile: "hermes", safe: true });
  });

  it("is put in by the list of tools that the prompt gives", () => {
    const [tool] = JSON.parse(searchTool(onlyB, [])) as unknown[];
    const turns = [{ role: "system" as const, text: `# Tools\n<tools>\n${JSON.stringify(tool)}\n</tools>` }];
    expectFix(toolCallJson, unclosed, beside, { profile: "hermes", turns, safe: true });
  });

  it("is put into arguments that are given as data", () => {
    // With another call behind it, it is not cut off.
    const last = { name: "search", arguments: '{"filter": {}}' };
    const given = { calls: [{ name: "search", arguments: '{"filter": {"b": 1, "limit": 2}' }, last] };
    const fixes = (tools: string) => {
      const one = sample({ ...given, completion: "", tools });
      const [finding] = audit([toolCallJson], one, profileNamed("hermes"));
      return finding?.fixes?.().map(({ safe, edits }) => [safe, edits[0]?.text]);
    };
    expect(fixes(searchTool(onlyB, []))).toEqual([[true, '{"filter": {"b": 1}, "limit": 2}']]);
    expect(fixes(searchTool({}, []))).toEqual([
      [false, '{"filter": {"b": 1}, "limit": 2}'],
      [false, '{"filter": {"b": 1, "limit": 2}}'],
    ]);
  });
});

function audited(text: string): readonly Finding[] {
  return audit([toolCallJson], sample({ completion: text }), profileNamed("toolrl"));
}
