import { describe, it } from "vitest";
import { endToken } from "../../../server/core/rules/truncation/end-token";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

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
    expectFindings(endToken, "<answer>The token <|im_end|> ends a turn.</answer>", { profile: "think-answer" });
  });

  it("removes it", () => {
    const good = "<think>Six sevens.</think>\n<answer>42</answer>";
    expectFix(endToken, `${good}<|im_end|>`, good, { profile: "think-answer", safe: true });
  });
});
