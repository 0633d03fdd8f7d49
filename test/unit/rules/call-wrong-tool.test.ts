import { describe, expect, it } from "vitest";
import { callWrongTool } from "../../../server/core/rules/groundTruth/call-wrong-tool";
import { expectFix, titlesOf } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

const a = '{"name": "a", "parameters": {"x": 1}}';
const b = '{"name": "b", "parameters": {}}';

function of(name: string, parameters: string): string {
  return `{"name": "${name}", "parameters": ${parameters}}`;
}

describe("call-wrong-tool", () => {
  it("stays silent where tools agree, in whatever order, and where a call is only missing or too many", () => {
    expectFindings(callWrongTool, calling(b, a), { groundTruth: calling(a, b) });
    expectFindings(callWrongTool, calling(a), { groundTruth: calling(a, b) });
    expectFindings(callWrongTool, calling(a, b), { groundTruth: calling(a) });
    expectFindings(callWrongTool, calling(a));
  });

  it("marks the name and tells the one that is expected", () => {
    const [finding] = expectFindings(
      callWrongTool,
      calling(
        '{"name": "c", "parameters": {"x": 1}}',
        '         ^^^ warning call-wrong-tool: calls "c" where the ground truth calls "a". It costs reward: −4.',
      ),
      { groundTruth: calling(a) },
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe('"a"');
    expect(titlesOf(finding)).toContain('Call "a"');
  });

  it("pairs several in their order", () => {
    const found = expectFindings(
      callWrongTool,
      calling(
        '{"name": "c", "parameters": {}}',
        "         ^^^ call-wrong-tool",
        '{"name": "d", "parameters": {}}',
        "         ^^^ call-wrong-tool",
      ),
      { groundTruth: calling(a, b) },
    );
    expect(found.map((each) => titlesOf(each).includes('Call "a"'))).toEqual([true, false]);
    expect(found.map((each) => titlesOf(each).includes('Call "b"'))).toEqual([false, true]);
  });

  it("calls the right tool, with the arguments as they are where those are right", () => {
    const options = { groundTruth: calling(of("a", '{"x": 1}')), safe: false };
    const wrong = (parameters: string): string => calling(of("a", parameters).replace('"a"', '"z"'));
    expectFix(callWrongTool, wrong('{"x": 1.0}'), calling(of("a", '{"x": 1.0}')), options);
    expectFix(callWrongTool, wrong('{"y": 1}'), calling(of("a", '{"x": 1}')), options);
  });
});
