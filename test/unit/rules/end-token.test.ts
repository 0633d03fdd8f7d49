import { describe, expect, it } from "vitest";
import { promptTurns } from "../../../server/core/records/fields/decodedPrompt";
import { endToken } from "../../../server/core/rules/truncation/end-token";
import { expectFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";
import { PlainSourceMap } from "../../../server/core/text/sourceMap";

describe("end-token", () => {
  it("tells the token that ends the text", () => {
    expectFindings(
      endToken,
      `
      <think>Six sevens.</think><answer>42</answer><|im_end|>
                                                   ^^^^^^^^^^ warning end-token: Patterns
      `,
      { profile: "think-answer" },
    );
  });

  it("tells several as one, of any dialect", () => {
    expectFindings(
      endToken,
      `
      <answer>42</answer><|eot_id|><|im_end|>
                         ^^^^^^^^^^^^^^^^^^^^ warning end-token
      `,
      { profile: "think-answer" },
    );
  });

  it("stays silent where the prompt holds such tokens too, and where one is spoken of", () => {
    const turns = [{ role: "prompt" as const, text: "<|im_start|>user\nHi<|im_end|>" }];
    expectFindings(endToken, "<answer>42</answer><|im_end|>", { profile: "think-answer", turns });
    const deepSeek = [{ role: "prompt" as const, text: "<｜begin▁of▁sentence｜>Hi<｜Assistant｜>" }];
    const answer = "<answer>42</answer><｜end▁of▁sentence｜>";
    expectFindings(endToken, answer, { profile: "think-answer", turns: deepSeek });
    expectFindings(endToken, `<｜tool▁calls▁end｜><｜end▁of▁sentence｜><｜tool▁outputs▁begin｜>3${answer}`, {
      profile: "think-answer",
    });
    expectFindings(endToken, "<answer>The token <|im_end|> ends a turn.</answer>", { profile: "think-answer" });
  });

  it("stays silent where the prompt's turns were cut out between a template's marks", () => {
    const text = "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n";
    const turns = promptTurns({ role: "prompt", text, source: new PlainSourceMap(0, text.length) });
    const answered = sample({ completion: "<think>Six sevens.</think>\n42<|im_end|>" });
    expect(audit([endToken], { ...answered, turns }, profileNamed("think-answer"))).toEqual([]);
    expect(audit([endToken], answered, profileNamed("think-answer"))).toHaveLength(1);
  });

  it("removes it", () => {
    const good = "<think>Six sevens.</think>\n<answer>42</answer>";
    expectFix(endToken, `${good}<|im_end|>`, good, { profile: "think-answer", safe: true });
  });
});
