import { describe, expect, it } from "vitest";
import { unclosedTag } from "../../../server/core/rules/structure/unclosed-tag";
import { blockSeparator } from "../../../server/core/rules/structure/block-separator";
import { strayCloser } from "../../../server/core/rules/structure/stray-closer";
import { expectFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";

describe("unclosed-tag", () => {
  it("marks the opener of a block that the next block ends", () => {
    expectFindings(
      unclosedTag,
      `
      <think> I look it up.
      ^^^^^^^ error unclosed-tag: Write </think>
      <tool_call>
      {"name": "search", "parameters": {}}
      </tool_call>
      `,
    );
  });

  it("sees that the block was meant although it begins amid a line", () => {
    expectFindings(
      unclosedTag,
      `
      <think> I look it up. <tool_call>
      ^^^^^^^ unclosed-tag
      {"name": "search", "parameters": {}}
      </tool_call>
      `,
    );
    expectFindings(
      unclosedTag,
      `
      <think> I know it. <response> Hello. </response>
      ^^^^^^^ unclosed-tag
      `,
    );
  });

  it("leaves a block that the text's end cuts off to cut-off", () => {
    expectFindings(unclosedTag, '<think> a </think>\n<tool_call>\n{"name": "sea');
    expectFindings(unclosedTag, "<think> 🦉 e\u0301");
  });

  it("marks a block of whole calls at the text's end, whose closer was only forgotten", () => {
    const calls = '<think> a </think>\n<tool_call>\n{"name": "search", "parameters": {}}';
    expectFindings(
      unclosedTag,
      `
      <think> a </think>
      <tool_call>
      ^^^^^^^^^^^ error unclosed-tag
      {"name": "search", "parameters": {}}
      `,
    );
    expectFix(unclosedTag, calls, `${calls}\n</tool_call>`, { safe: true });
  });

  it("marks a block at the end of a text that the model ended itself", () => {
    const ended = { profile: "think-answer", attributes: { finishReason: "stop" } };
    const answer = "<think> Two and two. </think>\n<answer>4";
    expectFix(unclosedTag, answer, `${answer}</answer>`, { ...ended, safe: true });
    // What breaks off all the same is not closed unasked.
    const sentence = "<think> Two and two. </think>\n<answer>The sum of the two is then";
    expectFix(unclosedTag, sentence, `${sentence}</answer>`, { ...ended, safe: false });
    const thought = "<think> The sum is four.";
    expectFix(unclosedTag, thought, "<think> The sum is four. </think>", { ...ended, safe: false });
  });

  it("marks each of several", () => {
    expectFindings(
      unclosedTag,
      `
      <think> a
      ^^^^^^^ unclosed-tag
      <tool_call>
      ^^^^^^^^^^^ unclosed-tag
      {"name": "x", "parameters": {}}
      <response> b </response>
      `,
    );
  });

  it("stays silent on closed blocks, misspelled closers and mentions", () => {
    expectFindings(unclosedTag, "<think> a </think>\n<response> b </response>");
    expectFindings(unclosedTag, "<think> a </thinking>\n<response> b </response>");
    expectFindings(unclosedTag, "<think> the <tool_call> tag comes next </think>\n<response> b </response>");
    expectFindings(unclosedTag, "<think> a `</think>` b </think>\n<response> the List<String> type </response>");
  });

  it("is told at the closer of another tag that ends the block, which is replaced", () => {
    expectFindings(
      unclosedTag,
      `
      <think>Hello first</tool><answer>Hello</answer>
                        ^^^^^^^ error unclosed-tag: <think> is open here
      `,
      { profile: "think-answer" },
    );
    expectFix(
      unclosedTag,
      "<think>Hello first</tool><answer>Hello</answer>",
      "<think>Hello first</think><answer>Hello</answer>",
      { profile: "think-answer", safe: true },
    );
    // A tag of the text's own, opened and closed.
    expectFindings(
      unclosedTag,
      `
      <think>Write <div>x</div><answer>Hello</answer>
      ^^^^^^^ error unclosed-tag: never closed
      `,
      { profile: "think-answer" },
    );
  });

  it("is told once of tags that stand the wrong way round, which are swapped", () => {
    const reversed = "</think>\nEight and four.\n<think>\n<answer>12</answer>";
    expectFindings(
      unclosedTag,
      `
      </think>
      Eight and four.
      <think>
      ^^^^^^^ error unclosed-tag: wrong way round
      <answer>12</answer>
      `,
      { profile: "think-answer" },
    );
    expectFindings(strayCloser, reversed, { profile: "think-answer" });
    expectFix(unclosedTag, reversed, "<think>\nEight and four.\n</think>\n<answer>12</answer>", {
      profile: "think-answer",
      safe: true,
    });
  });

  it("tells reasoning that the prompt opened and a text that ended by itself never closes", () => {
    const turns = [{ role: "assistant", text: "<think>\n" }] as const;
    expectFindings(
      unclosedTag,
      `
      I count 4.<|im_end|>
      ^ error unclosed-tag: The prompt opened <think>
      `,
      { profile: "think-answer", turns },
    );
    expectFindings(unclosedTag, "I count 4.\n</think>\n4<|im_end|>", { profile: "think-answer", turns });
  });

  it("says of an opener that stands twice that it does, and takes one out", () => {
    for (const space of ["", "\n"]) {
      const call = '{"name": "f", "arguments": {}}\n</tool_call>';
      const found = audit(
        [unclosedTag, blockSeparator],
        sample({ completion: `<tool_call>${space}<tool_call>\n${call}` }),
        profileNamed("hermes"),
      );
      expect(found.map(({ rule, message }) => [rule, message.includes("opened twice in a row")])).toEqual([
        ["unclosed-tag", true],
      ]);
      expectFix(unclosedTag, `<tool_call>${space}<tool_call>\n${call}`, `<tool_call>\n${call}`, {
        profile: "hermes",
        safe: true,
      });
    }
  });
});
