import { describe, expect, it } from "vitest";
import { verdictConflict } from "../../../server/core/rules/verdicts/verdict-conflict";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("verdict-conflict", () => {
  it("marks an answer with both verdicts", () => {
    expectFindings(
      verdictConflict,
      `
      <answer>[[A]] or [[B]]</answer>
              ^^^^^^^^^^^^^^ error verdict-conflict: names both
      `,
      { profile },
    );
  });

  it("marks a verdict against an earlier one", () => {
    const [finding] = expectFindings(
      verdictConflict,
      `
      <answer>[[A]]</answer>
      <answer>[[B]]</answer>
              ^^^^^ verdict-conflict: an earlier one is A
      `,
      { profile },
    );
    expect(finding?.related.map(({ span }) => span.start)).toEqual([8]);
  });

  it("stays silent on one verdict, twice the same, and a mention in the evaluation", () => {
    expectFindings(verdictConflict, "<eval>a</eval>\n<answer>[[A]]</answer>", { profile });
    expectFindings(verdictConflict, "<answer>[[A]]</answer>\n<answer>[[A]]</answer>", { profile });
    expectFindings(verdictConflict, "<eval>[[B]] would be wrong.</eval>\n<answer>[[A]]</answer>", { profile });
  });

  const judged = (conclusion: string, ...answers: readonly string[]): string =>
    [
      `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\n${conclusion}\n</eval>`,
      ...answers.map((answer) => `<answer>${answer}</answer>`),
    ].join("\n\n");

  it("keeps the verdict that the evaluation ends in, or else the last, once and at the end", () => {
    const options = { profile: "rm-r1", safe: false };
    const concluded = "Overall, Response A is better.";
    expectFix(verdictConflict, judged(concluded, "[[A]]", "[[B]]"), judged(concluded, "[[A]]"), options);
    expectFix(verdictConflict, judged("Both try.", "[[A]]", "[[B]]"), judged("Both try.", "[[B]]"), options);
    expectFix(verdictConflict, judged("Both try.", "[[A]]", "[[B]]"), judged("Both try.", "[[A]]"), {
      ...options,
      title: "[[A]]",
    });
    expectFix(verdictConflict, judged(concluded, "[[A]] or [[B]]"), judged(concluded, "[[A]]"), options);
  });

  it("does not choose between two in one answer, if nothing else does", () => {
    expectNoFix(verdictConflict, judged("Both try.", "[[A]] or [[B]]"), { profile: "rm-r1" });
  });
});
