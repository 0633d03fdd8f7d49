import { describe, expect, it } from "vitest";
import { callMissing } from "../../../server/core/rules/groundTruth/call-missing";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

const a = '{"name": "a", "parameters": {"x": 1}}';
const b = '{"name": "b", "parameters": {}}';

function withMark(mark: string, ...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${mark}\n${lines.join("\n")}\n</tool_call>`;
}

function of(name: string, parameters: string): string {
  return `{"name": "${name}", "parameters": ${parameters}}`;
}

describe("call-missing", () => {
  it("stays silent where every call is answered, without a ground truth, and where that has no calls", () => {
    expectFindings(callMissing, calling(a, b), { groundTruth: calling(b, a) });
    expectFindings(callMissing, calling(a));
    expectFindings(callMissing, "<think> t </think>\n<response> r </response>", {
      groundTruth: "<think> t </think>\n<response> r </response>",
    });
  });

  it("marks the opener of the calls, and tells where the call stands that is expected and what it costs", () => {
    const [finding] = expectFindings(
      callMissing,
      withMark(
        '^^^^^^^^^^^ warning call-missing: The ground truth calls "b", and no call here does. It costs reward: −1.5.',
        a,
      ),
      { groundTruth: calling(a, b) },
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe(b);
  });

  it("marks a call of the same tool that has nothing in common with it", () => {
    expectFindings(
      callMissing,
      calling('{"name": "a", "parameters": {"y": 2}}', "^".repeat(37) + " call-missing: nothing in common"),
      { groundTruth: calling(a) },
    );
  });

  it("tells a second call of the same tool that is not made", () => {
    expectFindings(callMissing, withMark("^^^^^^^^^^^ call-missing: no call is left", a), {
      groundTruth: calling(a, a),
    });
  });

  it("tells it once where the trace makes no call at all", () => {
    const fixture =
      "<think> t </think>\n<response> r </response>\n             ^^^^^^^^^^^ call-missing: makes 2 calls, and this trace makes none. The correctness reward is its minimum, -3";
    expectFindings(callMissing, fixture, { groundTruth: calling(a, b) });
  });

  it("leaves calls that cannot be read, and blocks that are unclosed or misspelled, to their own rules", () => {
    expectFindings(callMissing, calling("{'name': 'a'}"), { groundTruth: calling(a, b) });
    expectFindings(callMissing, `<think> t </think>\n<tool_call>\n${a}`, { groundTruth: calling(a, b) });
    expectFindings(callMissing, `<think> t </think>\n<toolcall>\n${a}\n</toolcall>`, { groundTruth: calling(a, b) });
  });

  it("leaves a trace that has neither calls nor a response to missing-tag", () => {
    expectFindings(callMissing, "<think> t </think>", { groundTruth: calling(a, b) });
    expectFindings(callMissing, "", { groundTruth: calling(a, b) });
  });

  it("says nothing where the profile knows no calls", () => {
    expectFindings(callMissing, calling(a), { groundTruth: calling(a, b), profile: "think-answer" });
  });

  it("makes the call in the ground truth's order", () => {
    const groundTruth = calling(of("a", "{}"), of("b", "{}"), of("a", '{"x": 1}'));
    expectFix(
      callMissing,
      calling(of("a", "{}"), of("a", '{"x": 1}')),
      calling(of("a", "{}"), of("b", "{}"), of("a", '{"x": 1}')),
      {
        groundTruth,
        safe: false,
      },
    );
    expectFix(
      callMissing,
      calling(of("b", "{}"), of("a", '{"x": 1}')),
      calling(of("a", "{}"), of("b", "{}"), of("a", '{"x": 1}')),
      {
        groundTruth,
        safe: false,
      },
    );
  });

  it("makes it instead of one that has nothing in common with it", () => {
    expectFix(callMissing, calling(of("a", '{"x": 1}')), calling(of("a", '{"y": 2}')), {
      groundTruth: calling(of("a", '{"y": 2}')),
      safe: false,
    });
  });

  it("makes all of them in a block of their own where there is none", () => {
    const thought = "<think> t </think>";
    const block = calling(of("a", "{}"), of("b", "{}")).slice(thought.length + 1);
    expectFix(callMissing, `${thought}\n<response> r </response>`, `${thought}\n${block}\n<response> r </response>`, {
      groundTruth: `${thought}\n${block}\n<response> r </response>`,
      safe: false,
    });
  });
});
