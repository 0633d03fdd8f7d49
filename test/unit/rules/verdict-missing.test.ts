import { describe, expect, it } from "vitest";
import { verdictMissing } from "../../../server/core/rules/verdicts/verdict-missing";
import { expectFix, expectNoFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";

const profile = "rm-r1";

describe("verdict-missing", () => {
  it("marks the last word of a trace without a verdict", () => {
    expectFindings(
      verdictMissing,
      `
      <type>Reasoning</type>
      <eval>A is right, because it says so.</eval>
                                        ^^^^^^^^^^ error verdict-missing: ends without a verdict
      `,
      { profile },
    );
  });

  it("marks an empty trace", () => {
    for (const completion of ["", " \n"]) {
      const [finding] = audit([verdictMissing], sample({ completion }), profileNamed(profile));
      expect(finding?.span).toEqual({ start: 0, end: Math.min(1, completion.length) });
    }
  });

  it("is not taken in by both markers in the reasoning", () => {
    expectFindings(
      verdictMissing,
      `
      I have to say [[A]] or [[B]] now
                                   ^^^ verdict-missing: both are only spoken of
      `,
      { profile: "rm-r1-reasoning" },
    );
  });

  it("stays silent where there is a verdict, be it malformed or misspelt", () => {
    for (const end of [
      "<answer>[[A]]</answer>",
      "<answer>[A]</answer>",
      "<answer></answer>",
      "<answer>[[A]]",
      "[[B]]",
    ]) {
      expectFindings(verdictMissing, `<eval>a</eval>\n${end}`, { profile });
    }
    expectFindings(verdictMissing, "Nothing to judge.", { profile: "toolrl" });
  });

  const judged = (conclusion: string): string =>
    `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\n${conclusion}\n</eval>`;

  it.each([
    "Both try. Therefore, Response B is better.",
    "Both try.\nFinal verdict: **B**",
    "Both try.\n[B]",
    "Both try.\nThe better response is B.",
  ])("ends with the verdict that the text states: %j", (conclusion) => {
    const text = judged(conclusion);
    expectFix(verdictMissing, text, `${text}\n\n<answer>[[B]]</answer>`, { profile, safe: false });
    expectFix(verdictMissing, `${text}\n`, `${text}\n\n<answer>[[B]]</answer>\n`, { profile });
  });

  it("reads a reasoning judge's last line", () => {
    const text = "A is off by one.\n</think>\n\nSo the answer is $\\boxed{B}$.";
    expectFix(verdictMissing, text, `${text}\n\n<answer>[[B]]</answer>`, { profile: "rm-r1-reasoning" });
  });

  it.each([
    "Both try.",
    "B may be better.",
    "Response B is not better.",
    "Both have the answer: a",
    "Response A is better.\nFinal verdict: B",
  ])("invents none: %j", (conclusion) => {
    expectNoFix(verdictMissing, judged(conclusion), { profile, attributes: { gold: "B" } });
  });
});
