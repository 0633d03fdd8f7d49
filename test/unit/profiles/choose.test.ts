import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { chooseProfile } from "../../../server/core/profiles/choose";
import { sample } from "../rules/harness";

function chosen(...completions: string[]): string | undefined {
  return chooseProfile(
    completions.map((completion) => sample({ completion })),
    builtInProfiles,
  )?.profile.name;
}

const toolrl = '<think> a </think>\n<tool_call>\n{"name": "x", "parameters": {}}\n</tool_call>';
const withArguments = '<think> a </think>\n<tool_call>\n{"name": "x", "arguments": {}}\n</tool_call>';

describe("the profile of a file", () => {
  it("is what the majority of its traces looks like, not what one fault makes of one trace", () => {
    expect(chosen(toolrl, withArguments, toolrl)).toBe("toolrl");
    expect(chosen(withArguments, withArguments, toolrl)).toBe("hermes");
    expect(chosen("<think> a </think> It is 42.")).toBe("think-answer");
    expect(chosen("<think>a</think><search>b</search><information>c</information><answer>d</answer>")).toBe(
      "search-agent",
    );
  });

  it("is told by broken traces, too", () => {
    expect(chosen("<think> a\n<response> b")).toBe("toolrl");
    expect(chosen('<thinking> a\n<tool_call>\n{"name": "x", "parameters"')).toBe("toolrl");
  });

  it("is nothing for a file of another program that only uses our words", () => {
    expect(chosen("thinkpad_acpi: rethink() called\nGET /tool_call_log 200")).toBeUndefined();
    expect(chosen('{"parameters": {"response": "think"}}')).toBeUndefined();
    expect(chosen("")).toBeUndefined();
  });

  it("says why", () => {
    const choice = chooseProfile([sample({ completion: toolrl }), sample({ completion: toolrl })], builtInProfiles);
    expect(choice?.reason).toBe("2 of the 2 traces look like it");
  });
});
