import { describe, it } from "vitest";
import { templateOpener } from "../../../server/core/rules/template/template-opener";
import { expectFindings } from "./harness";

describe("template-opener", () => {
  const turns = [{ role: "prompt" as const, text: "What is 3 + 4?<think>\n" }];

  it("tells that the prompt holds the opener, where a reward is recorded", () => {
    expectFindings(
      templateOpener,
      `
      Three and four make seven.
      ^ warning template-opener: think_format_reward
      </think>
      `,
      { profile: "think-answer", turns, attributes: { score: 0 } },
    );
  });

  it("stays silent where the completion begins with it, and where no prompt does", () => {
    expectFindings(templateOpener, "<think>\nSeven.\n</think>", { profile: "think-answer", turns });
    expectFindings(templateOpener, "Seven.\n</think>", { profile: "think-answer" });
  });
});
