import { describe, it } from "vitest";
import { tagOfThePrompt } from "../../../server/core/rules/template/tag-of-the-prompt";
import { misspelledTag } from "../../../server/core/rules/structure/misspelled-tag";
import { expectFindings } from "./harness";

describe("tag-of-the-prompt", () => {
  const turns = [{ role: "system" as const, text: "First reason inside <thinking></thinking>." }];

  it("tells a word that the prompt asks for, instead of a misspelling", () => {
    expectFindings(
      [tagOfThePrompt, misspelledTag],
      `
      <thinking>The user wants it locked.</thinking>
      ^^^^^^^^^^ warning tag-of-the-prompt: The prompt asks for <thinking>
      `,
      { profile: "hermes", turns },
    );
  });

  it("leaves a slip that no prompt asks for to misspelled-tag", () => {
    expectFindings(
      [tagOfThePrompt, misspelledTag],
      `
      <thinking>The user wants it locked.</thinking>
      ^^^^^^^^^^ error misspelled-tag
      `,
      { profile: "hermes" },
    );
  });
});
