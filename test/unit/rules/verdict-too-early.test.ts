import { describe, expect, it } from "vitest";
import { verdictTooEarly } from "../../../server/core/rules/verdicts/verdict-too-early";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

const answer = "<answer>[[A]]</answer>";

describe("verdict-too-early", () => {
  it("marks a verdict before the last 80 code points", () => {
    expectFindings(
      verdictTooEarly,
      `${answer}\n${"^".repeat(answer.length)} error verdict-too-early: 59 characters follow\n${"x".repeat(58)}`,
      { profile },
    );
  });

  it("counts code points, not UTF-16 units", () => {
    expectFindings(verdictTooEarly, answer + "😀".repeat(58), { profile });
    const [finding] = expectFindings(
      verdictTooEarly,
      `${answer}\n${"^".repeat(answer.length)} verdict-too-early\n${"😀".repeat(58)}`,
      { profile },
    );
    expect(finding?.message).toContain("59 characters follow");
  });

  it("stays silent at the edge, and where another rule says what is wrong", () => {
    expectFindings(verdictTooEarly, answer + "x".repeat(58), { profile });
    expectFindings(verdictTooEarly, `<answer>[A]</answer>${"x".repeat(100)}`, { profile });
    expectFindings(verdictTooEarly, `<answer> [[A]] </answer>${"x".repeat(100)}`, { profile });
    expectFindings(verdictTooEarly, "x".repeat(100), { profile });
  });

  const thanks = "I hope that this comparison helps you to choose between the two; please ask if anything is unclear.";

  it("moves the verdict to the end, which changes no word", () => {
    const options = { profile: "rm-r1-reasoning", safe: true };
    expectFix(
      verdictTooEarly,
      `I see.\n</think>\n\n${answer}\n\n${thanks}\n`,
      `I see.\n</think>\n\n${thanks}\n\n${answer}\n`,
      options,
    );
    expectFix(
      verdictTooEarly,
      `I see.\n</think>\n${answer} ${thanks}`,
      `I see.\n</think>\n${thanks}\n\n${answer}`,
      options,
    );
  });

  it("takes away the white space that keeps the verdict from the end", () => {
    const text = `I see.\n</think>\n\n${answer}`;
    expectFix(verdictTooEarly, text + " ".repeat(90), text, { profile: "rm-r1-reasoning", safe: true });
    expectFix(
      verdictTooEarly,
      `I see.\n</think>\n${answer}\n${thanks}${"\n".repeat(70)}`,
      `I see.\n</think>\n${thanks}\n\n${answer}`,
      {
        profile: "rm-r1-reasoning",
      },
    );
  });
});
