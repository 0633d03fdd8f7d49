import { describe, expect, it } from "vitest";
import { argumentExtra } from "../../../server/core/rules/groundTruth/argument-extra";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

function of(name: string, parameters: string): string {
  return `{"name": "${name}", "parameters": ${parameters}}`;
}

describe("argument-extra", () => {
  it("stays silent where none is too many", () => {
    const call = calling('{"name": "a", "parameters": {"x": 1}}');
    expectFindings(argumentExtra, call, { groundTruth: calling('{"name": "a", "parameters": {"x": 3, "y": 2}}') });
    expectFindings(argumentExtra, call);
  });

  it("marks key and value", () => {
    const [finding] = expectFindings(
      argumentExtra,
      calling(
        '{"name": "a", "parameters": {"x": 1, "y": [2]}}',
        '                                     ^^^^^^^^ warning argument-extra: has no "y". It costs reward: −1.',
      ),
      { groundTruth: calling('{"name": "a", "parameters": {"x": 1}}') },
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe('{"x": 1}');
  });

  it("takes the argument out with its comma", () => {
    const options = { groundTruth: calling(of("a", '{"y": 2}')), safe: false };
    expectFix(argumentExtra, calling(of("a", '{"x": 1, "y": 2}')), calling(of("a", '{"y": 2}')), options);
    expectFix(argumentExtra, calling(of("a", '{"y": 2 , "x": 1}')), calling(of("a", '{"y": 2}')), options);
  });
});
