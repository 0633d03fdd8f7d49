import { describe, it } from "vitest";
import { verdictWrong } from "../../../server/core/rules/verdicts/verdict-wrong";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("verdict-wrong", () => {
  it("marks a verdict that is not the gold label", () => {
    expectFindings(
      verdictWrong,
      `
      <answer>[[B]]</answer>
              ^^^^^ information verdict-wrong: the gold label A
      `,
      { profile, attributes: { gold: "A" } },
    );
  });

  it("stays silent where the verdict is right, missing, or the gold label unknown", () => {
    expectFindings(verdictWrong, "<answer>[[A]]</answer>", { profile, attributes: { gold: "A" } });
    expectFindings(verdictWrong, "<eval>a</eval>", { profile, attributes: { gold: "A" } });
    expectFindings(verdictWrong, "<answer>[[A]]</answer>", { profile });
  });
});
