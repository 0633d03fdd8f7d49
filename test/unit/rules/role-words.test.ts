import { describe, it } from "vitest";
import { roleWords } from "../../../server/core/rules/template/role-words";
import { expectFindings } from "./harness";

describe("role-words", () => {
  it("tells a dialogue that was logged as one text", () => {
    expectFindings(
      roleWords,
      `
      user
      ^^^^ information role-words: a turn of the dialogue was logged
      How many cups?
      assistant
      <think> Two and one. </think>
      `,
      { profile: "think-answer" },
    );
  });

  it("stays silent where a word is an item of a list", () => {
    expectFindings(roleWords, "<think>\nThe tables are:\nuser\norder\nitem\n</think>", { profile: "think-answer" });
  });
});
