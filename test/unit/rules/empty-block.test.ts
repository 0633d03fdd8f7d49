import { describe, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { emptyBlock } from "../../../server/core/rules/structure/empty-block";
import { expectFindings } from "./harness";

const profile = "think-answer";

describe("empty-block", () => {
  it("marks reasoning without a word, and an empty answer", () => {
    expectFindings(
      emptyBlock,
      `
      <think> </think>
      ^^^^^^^^^^^^^^^^ warning empty-block: is empty
      <answer>12</answer>
      `,
      { profile },
    );
    expectFindings(
      emptyBlock,
      `
      <think>... – !</think>
      ^^^^^^^^^^^^^^^^^^^^^^ warning empty-block: holds no word
      <answer> </answer>
      ^^^^^^^^^^^^^^^^^^ warning empty-block: nothing to compare
      `,
      { profile },
    );
  });

  it("marks the end of reasoning behind which nothing stands", () => {
    expectFindings(
      emptyBlock,
      `
      <think>Four twelves are 48.</think>
                                 ^^^^^^^^ warning empty-block: Nothing stands behind this reasoning
      `,
      { profile },
    );
    const thought = (marks: string) => `<think>\nFour twelves are 48.\n</think>${marks}\n\n<|im_end|>`;
    const marks = "\n^^^^^^^^ warning empty-block: no answer and no call";
    expectFindings(emptyBlock, thought(marks), { profile: "hermes" });
    expectFindings(emptyBlock, thought(marks), { profile: neutralProfile("hermes") });
    // Other rules tell it: a block that is due, an answer that stands in the reasoning, a text that was cut off.
    expectFindings(emptyBlock, thought(""), { profile: "toolrl" });
    expectFindings(emptyBlock, "<think>So \\boxed{48}.</think>", { profile: "hermes" });
    expectFindings(emptyBlock, "<think>So <answer>48</answer></think>", { profile });
    const cut = { attributes: { finishReason: "length" } };
    expectFindings(emptyBlock, "<think>Four twelves are 48.</think>", { profile, ...cut });
    expectFindings(emptyBlock, "<think>I look.</think>", { profile: "hermes", calls: [{ name: "look" }] });
    expectFindings(emptyBlock, "48.\n<think>Four twelves.</think>", { profile: "hermes" });
  });

  it("stays silent where there is a word in any script, a digit, or a sign for an answer", () => {
    for (const words of ["ok", "12", "对", "я", "x̄", "²"]) {
      expectFindings(emptyBlock, `<think>${words}</think>\n<answer>+</answer>`, { profile });
    }
    expectFindings(emptyBlock, "</think>\n<answer>12</answer>", { profile });
    expectFindings(emptyBlock, "<think>\n<answer>12</answer>", { profile });
  });

  it("stays silent where a chat template writes an empty block, as no reasoning is due", () => {
    expectFindings(emptyBlock, "<think>\n\n</think>\n\nHello!", { profile: "hermes" });
    expectFindings(
      emptyBlock,
      `
      <think> ... </think>
      ^^^^^^^^^^^^^^^^^^^^ warning empty-block: holds no word
      Hello!
      `,
      { profile: "hermes" },
    );
  });
});
