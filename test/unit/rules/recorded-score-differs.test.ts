import { describe, it } from "vitest";
import { recordedScoreDiffers } from "../../../server/core/rules/rewards/recorded-score-differs";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

const a = '{"name": "a", "parameters": {"x": 1, "y": 2}}';
const half = '{"name": "a", "parameters": {"x": 1, "y": 3}}';

function marked(severityAndMessage: string): string {
  return `<think> t </think>\n^^^^^^^ ${severityAndMessage}\n<tool_call>\n${half}\n</tool_call>`;
}

describe("recorded-score-differs", () => {
  const groundTruth = calling(a);

  it("stays silent where the scores agree, as far as logs are exact, and where none is recorded", () => {
    // 1 for format; 6 · 3 / 4 − 3 for correctness.
    expectFindings(recordedScoreDiffers, calling(half), { groundTruth, attributes: { score: 2.5 } });
    expectFindings(recordedScoreDiffers, calling(half), { groundTruth, attributes: { score: 2.50002 } });
    expectFindings(recordedScoreDiffers, calling(half), { groundTruth });
    expectFindings(recordedScoreDiffers, calling(half), { attributes: { score: 1 } });
  });

  it("names the variant that gives the recorded score", () => {
    expectFindings(
      recordedScoreDiffers,
      marked(
        "warning recorded-score-differs: The recorded reward is 1.5, the computed one 2.5. But the variant equal-max gives it",
      ),
      { groundTruth, attributes: { score: 1.5 } },
    );
  });

  it("names the variant at the step that is recorded", () => {
    // dynamic-scale at 75: format 1.5; correctness 5 · 3 / 4 − 2.5.
    expectFindings(
      recordedScoreDiffers,
      marked("recorded-score-differs: the variant dynamic-scale at step 75 gives it"),
      {
        groundTruth,
        attributes: { score: 2.75, step: 75 },
      },
    );
  });

  it("finds the step where none is recorded", () => {
    // dynamic-scale, all of it: 2 + s/150 and 2 − s/150 add up to 4 at each step; half of it does not.
    expectFindings(
      recordedScoreDiffers,
      marked("recorded-score-differs: the variant dynamic-scale at step 75 gives it"),
      {
        groundTruth,
        attributes: { score: 2.75 },
      },
    );
  });

  it("says so where nothing explains it", () => {
    expectFindings(recordedScoreDiffers, marked("recorded-score-differs: No variant"), {
      groundTruth,
      attributes: { score: 17, step: 3 },
    });
  });

  it("holds a judge's score against its verdict, 0 and 1 as well as −1 and 1, and names the reading", () => {
    const judge = (score: number): object => ({ profile: "rm-r1", attributes: { gold: "A", score } });
    expectFindings(recordedScoreDiffers, "<answer>[[B]]</answer>", judge(-1));
    expectFindings(recordedScoreDiffers, "<answer>[[B]]</answer>", judge(0));
    expectFindings(
      recordedScoreDiffers,
      "<answer> [[A]] </answer>\n^^^^^^^^ recorded-score-differs: the reading parsed of the verdict gives it",
      judge(1),
    );
  });
});
