import { describe, expect, it } from "vitest";
import { spuriousCallUnpunished } from "../../../server/core/rules/groundTruth/spurious-call-unpunished";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

const talk = "<think> t </think>\n<response> r </response>";
const a = '{"name": "a", "parameters": {"x": 1}}';

describe("spurious-call-unpunished", () => {
  it("stays silent where nothing is called, or the ground truth calls something", () => {
    expectFindings(spuriousCallUnpunished, talk, { groundTruth: talk });
    expectFindings(spuriousCallUnpunished, calling(a), { groundTruth: calling(a) });
    expectFindings(spuriousCallUnpunished, calling(a));
  });

  it("marks each call", () => {
    const found = expectFindings(
      spuriousCallUnpunished,
      calling(
        a,
        "^".repeat(37) + " information spurious-call-unpunished: costs nothing",
        a,
        "^".repeat(37) + " spurious-call-unpunished",
      ),
      { groundTruth: talk },
    );
    expect(found).toHaveLength(2);
  });

  it("leaves what is no call to its own rules", () => {
    expectFindings(spuriousCallUnpunished, calling("{", "3"), { groundTruth: talk });
  });

  it("takes the calls out where the trace is whole without them", () => {
    const call = '<tool_call>\n{"name": "a", "parameters": {}}\n{"name": "b", "parameters": {}}\n</tool_call>';
    const whole = "<think> t </think>\n<response> r </response>";
    const calling = `<think> t </think>\n${call}\n<response> r </response>`;
    expectFix(spuriousCallUnpunished, calling, whole, { groundTruth: whole, safe: false });
    expectNoFix(spuriousCallUnpunished, `<think> t </think>\n${call}`, { groundTruth: whole });
  });
});
