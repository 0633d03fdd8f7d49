import { describe, expect, it } from "vitest";
import { argumentExtra } from "../../../server/core/rules/groundTruth/argument-extra";
import { expectFix, titlesOf } from "./fixes";
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

  it("leaves what the tool takes where the ground truth gives what it does not take", () => {
    const tools = JSON.stringify([
      { name: "a", parameters: { title: { type: "string" }, startTime: { type: "string" } } },
    ]);
    const groundTruth = calling(of("a", '{"title": "x", "start_time": "9"}'));
    const call = calling(of("a", '{"title": "x", "startTime": "9"}'));
    const fixture = call.replace(
      "\n</tool_call>",
      `\n${" ".repeat('{"name": "a", "parameters": {"title": "x", '.length)}${"^".repeat('"startTime": "9"'.length)} argument-extra: look at the ground truth\n</tool_call>`,
    );
    const found = expectFindings(argumentExtra, fixture, { tools, groundTruth });
    expect(found.flatMap((one) => titlesOf(one))).toEqual([]);
  });
});
