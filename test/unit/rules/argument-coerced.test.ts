import { describe, expect, it } from "vitest";
import { argumentCoerced } from "../../../server/core/rules/groundTruth/argument-coerced";
import { titlesOf } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

describe("argument-coerced", () => {
  it("stays silent for values of the same type, and for those that differ", () => {
    const groundTruth = calling('{"name": "a", "parameters": {"x": 1, "y": "1"}}');
    expectFindings(argumentCoerced, calling('{"name": "a", "parameters": {"x": 1, "y": 1}}'), { groundTruth });
    expectFindings(argumentCoerced, calling('{"name": "a", "parameters": {"x": 2}}'), { groundTruth });
  });

  it("marks what only Python takes for equal, also where all calls are equal", () => {
    const [finding] = expectFindings(
      argumentCoerced,
      calling(
        '{"name": "a", "parameters": {"x": true}}',
        '                                  ^^^^ information argument-coerced: "x" is true here and 1 in the ground truth',
      ),
      { groundTruth: calling('{"name": "a", "parameters": {"x": 1}}') },
    );
    expect(titlesOf(finding)).toContain("Write 1");
    expectFindings(
      argumentCoerced,
      calling('{"name": "a", "parameters": {"x": [2.0]}}', "                                  ^^^^^ argument-coerced"),
      { groundTruth: calling('{"name": "a", "parameters": {"x": [2]}}') },
    );
  });
});
