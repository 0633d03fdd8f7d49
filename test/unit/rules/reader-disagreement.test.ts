import { describe, expect, it } from "vitest";
import { readerDisagreement } from "../../../server/core/rules/rewards/reader-disagreement";
import { expectFindings } from "./harness";

const call = '<tool_call>\n{"name": "x", "parameters": {}}\n</tool_call>';

describe("reader-disagreement", () => {
  it("marks a mention at which ToolRL's reward begins to read", () => {
    expectFindings(
      readerDisagreement,
      `
      <think> I put it within the <tool_call> tags. </think>
                                  ^^^^^^^^^^^ warning reader-disagreement: the reward is lost
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call>
      `,
    );
  });

  it("is an error in a ground truth", () => {
    expectFindings(readerDisagreement, `<think> a </think>\n${call}`, {
      groundTruth: `
      <think> I put it within the <tool_call> tags. </think>
                                  ^^^^^^^^^^^ error reader-disagreement
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call>
      `,
    });
  });

  it("marks mentions that the format check counts", () => {
    expectFindings(
      readerDisagreement,
      `
      <think> A <response> comes next. </think>
                ^^^^^^^^^^ reader-disagreement: loses the format reward
      <response> b </response>
      `,
    );
    expectFindings(
      readerDisagreement,
      `
      <think> \`<response>\` comes next. </think>
               ^^^^^^^^^^ reader-disagreement
      <response> b </response>
      `,
    );
  });

  it("stays silent on a mention that the ground truth's format does not name", () => {
    expectFindings(readerDisagreement, `<think> No <response> yet. </think>\n${call}`, {
      groundTruth: `<think> a </think>\n${call}`,
    });
  });

  it("marks a tag inside a JSON string", () => {
    expectFindings(
      readerDisagreement,
      `
      <think> a </think>
      <tool_call>
      {"name": "x", "parameters": {"text": "a </tool_call> b"}}
                                              ^^^^^^^^^^^^ reader-disagreement
      </tool_call>
      `,
    );
  });

  it("knows which answer a reward takes", () => {
    expectFindings(
      readerDisagreement,
      `
      <think> I write <answer> x </answer> at the end. </think>
                      ^^^^^^^^ reader-disagreement: takes the first answer
                                 ^^^^^^^^^ reader-disagreement
      <answer> 42 </answer>
      `,
      { profile: "think-answer" },
    );
  });

  it("stays silent on traces without mentions, and on mentions of tags that no reader looks for", () => {
    expectFindings(readerDisagreement, `<think> a </think>\n${call}`);
    expectFindings(readerDisagreement, `<think> the <think> tag </think>\n${call}`);
  });

  it("marks the other verdict's marker in a judge's reasoning, with the steps that it misleads", () => {
    const [finding] = expectFindings(
      readerDisagreement,
      `
      <eval>A is right; [[B]] would be wrong.</eval>
                        ^^^^^ warning reader-disagreement: The benchmark scripts find both
      <answer>[[A]]</answer>
      `,
      { profile: "rm-r1" },
    );
    expect(finding?.message).not.toContain("RL training");
    const [close] = expectFindings(
      readerDisagreement,
      `
      <eval>Not <answer>[[B]]</answer> but</eval>
                        ^^^^^ reader-disagreement: RL training finds both
      <answer>[[A]]</answer>
      `,
      { profile: "rm-r1", attributes: { gold: "B" } },
    );
    expect(close?.message).toContain("The filter of distilled traces reads B");
  });

  it("leaves verdicts in answers to the rules on verdicts", () => {
    for (const answer of [
      "<answer>[[A]]</answer>",
      "<answer>[[A]]</answer>\n<answer>[[B]]</answer>",
      "<answer>[A]</answer>",
    ]) {
      expectFindings(readerDisagreement, `<eval>A is right.</eval>\n${answer}`, { profile: "rm-r1" });
    }
    expectFindings(readerDisagreement, "<eval>[[A]] or [[B]]?</eval>", { profile: "rm-r1" });
  });
});
