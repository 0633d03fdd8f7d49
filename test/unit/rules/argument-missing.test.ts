import { describe, expect, it } from "vitest";
import { argumentMissing } from "../../../server/core/rules/groundTruth/argument-missing";
import { expectFix, titlesOf } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

function of(name: string, parameters: string): string {
  return `{"name": "${name}", "parameters": ${parameters}}`;
}

describe("argument-missing", () => {
  it("stays silent where none is missing", () => {
    const call = calling('{"name": "a", "parameters": {"x": 1, "y": 2}}');
    expectFindings(argumentMissing, call, { groundTruth: calling('{"name": "a", "parameters": {"x": 3}}') });
    expectFindings(argumentMissing, call);
  });

  it("marks the parameters and tells what is expected", () => {
    const [finding] = expectFindings(
      argumentMissing,
      calling(
        '{"name": "a", "parameters": {"x": 1}}',
        '                            ^^^^^^^^ warning argument-missing: has "y": [2], and this one does not. It costs reward: −2.25.',
      ),
      { groundTruth: calling('{"name": "a", "parameters": {"x": 1, "y": [2]}}') },
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe('"y": [2]');
    expect(titlesOf(finding)).toContain('Add "y": [2]');
  });

  it("adds the argument as the ground truth writes it", () => {
    const options = { groundTruth: calling(of("a", '{"x": 1.0, "y": {"z": [1,2]}}')), safe: false };
    expectFix(argumentMissing, calling(of("a", '{"x": 1}')), calling(of("a", '{"x": 1, "y": {"z": [1,2]}}')), options);
  });

  it("says that the ground truth is at odds with the tools where the tool has no such parameter, and adds nothing", () => {
    const tools = JSON.stringify([
      { name: "a", parameters: { title: { type: "string" }, startTime: { type: "string" } } },
    ]);
    const groundTruth = calling(of("a", '{"title": "x", "start_time": "9"}'));
    const call = calling(of("a", '{"title": "x", "startTime": "9"}'));
    const fixture = call.replace(
      "\n</tool_call>",
      `\n${" ".repeat('{"name": "a", "parameters": '.length)}${"^".repeat('{"title": "x", "startTime": "9"}'.length)} argument-missing: the ground truth disagrees with the tools\n</tool_call>`,
    );
    const found = expectFindings(argumentMissing, fixture, { tools, groundTruth });
    expect(found.flatMap((one) => titlesOf(one))).toEqual([]);
  });
});
