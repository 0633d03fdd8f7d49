import { describe, it } from "vitest";
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
