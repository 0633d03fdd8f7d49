import { describe, it } from "vitest";
import { answerInReasoning } from "../../../server/core/rules/prose/answer-in-reasoning";
import { expectFindings } from "./harness";

const profile = "think-answer";

describe("answer-in-reasoning", () => {
  it("tells an answer block in the reasoning, where the answer is the same or there is none", () => {
    expectFindings(
      answerInReasoning,
      `
      <think>Easy: <answer>7</answer></think>
                   ^^^^^^^^^^^^^^^^^^ information answer-in-reasoning: already answered
      <answer> 7 </answer>
      `,
      { profile },
    );
    expectFindings(
      answerInReasoning,
      `
      <think>Easy: <answer>7</answer></think>
                   ^^^^^^^^^^^^^^^^^^ information answer-in-reasoning: no answer stands behind it
      Done.
      `,
      { profile },
    );
  });

  it("tells the only box of a text where it stands in the reasoning", () => {
    const text = (marks: string, behind: string) => `<think>\nSo \\boxed{7}.${marks}\n</think>\n\n${behind}`;
    const marks = "\n   ^^^^^^^ information answer-in-reasoning: only box";
    expectFindings(answerInReasoning, text(marks, "It is seven."), { profile: "hermes" });
    expectFindings(answerInReasoning, text("", "It is \\boxed{7}."), { profile: "hermes" });
    expectFindings(answerInReasoning, text(marks, ""), { profile: "hermes" });
    expectFindings(answerInReasoning, text(marks, "<|im_end|>"), { profile });
    expectFindings(answerInReasoning, text("", "<answer>7</answer>"), { profile });
  });

  it("stays silent on a draft, on talk of the tag, and without reasoning", () => {
    expectFindings(answerInReasoning, "<think>Not <answer>6</answer>.</think>\n<answer>7</answer>", { profile });
    expectFindings(answerInReasoning, "<think>I close with <answer></answer>.</think>\n<answer>7</answer>", {
      profile,
    });
    expectFindings(answerInReasoning, "<answer>7</answer>", { profile });
  });
});
