import { describe, it } from "vitest";
import { verdictMalformed } from "../../../server/core/rules/verdicts/verdict-malformed";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("verdict-malformed", () => {
  it.each([
    ["[B]", "not in two pairs of brackets"],
    ["B", "no brackets"],
    ["[[b]]", "lower case"],
    ["[[C]]", "neither of the two"],
    [" [[A]] ", "White space"],
    ["The better one is [[A]]", "Other words"],
    ["A is better", "holds no verdict"],
  ])("marks the answer %j", (content, message) => {
    const carets = "^".repeat(content.length);
    expectFindings(
      verdictMalformed,
      `<eval>a</eval>\n<answer>${content}</answer>\n        ${carets} error verdict-malformed: ${message}`,
      { profile },
    );
  });

  it("marks an empty answer", () => {
    expectFindings(
      verdictMalformed,
      `
      <answer></answer>
      ^^^^^^^^^^^^^^^^^ verdict-malformed: is empty
      `,
      { profile },
    );
  });

  it("marks a verdict without its tags", () => {
    expectFindings(
      verdictMalformed,
      `
      </think>
      [[B]]
      ^^^^^ error verdict-malformed: stands outside <answer>
      `,
      { profile: "rm-r1-reasoning" },
    );
  });

  it("stays silent on a clean verdict, on two in one, and without any", () => {
    expectFindings(verdictMalformed, "<eval>a</eval>\n\n<answer>[[A]]</answer>", { profile });
    expectFindings(verdictMalformed, "<eval>a</eval>\n\n<answer>[[A]] [[B]]</answer>", { profile });
    expectFindings(verdictMalformed, "<answer>[[A]]</answer>\n</answer>", { profile });
    expectFindings(verdictMalformed, "<eval>[[A]] or [[B]]?</eval>", { profile });
    expectFindings(verdictMalformed, "<think> a </think>\n<answer> 42 </answer>", { profile: "think-answer" });
  });

  it("marks a verdict in JSON that does not parse, whoever reads it", () => {
    const turns = [{ role: "user", text: 'Which is better? Answer with {"winner": "A"} or {"winner": "B"}.' }] as const;
    expectFindings(
      verdictMalformed,
      `
      {"why": "It says "no".", "winner": "B"}
                               ^^^^^^^^^^^^^ error verdict-malformed: stands in no JSON that parses
      `,
      { turns, profile: "judge" },
    );
    expectFindings(verdictMalformed, '{"why": "It says no.", "winner": "B"}', { turns, profile: "judge" });
  });

  const judged = (answer: string, conclusion = "Both try."): string =>
    `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\n${conclusion}\n</eval>\n\n${answer}`;

  it.each([" [[B]] ", "[B]", "B", '"B"', "[[B]].", "[[ B ]]", "\n[[B]]\n"])(
    "writes %j as it is due, which is safe: the letter stays",
    (content) => {
      const options = { profile, safe: true, attributes: { gold: "B" as const } };
      expectFix(verdictMalformed, judged(`<answer>${content}</answer>`), judged("<answer>[[B]]</answer>"), options);
    },
  );

  it.each(["[[b]]", "The better one is [[B]]", "Response B", "Response B is the better one.", "Verdict: B"])(
    "writes %j as it is due, which is not: words go",
    (content) => {
      const options = { profile, safe: false };
      expectFix(verdictMalformed, judged(`<answer>${content}</answer>`), judged("<answer>[[B]]</answer>"), options);
    },
  );

  it("takes what the answer does not say from the evaluation's end", () => {
    const [broken, whole] = ["<answer></answer>", "<answer>[[A]]</answer>"].map((answer) =>
      judged(answer, "Overall, Response A is better."),
    );
    expectFix(verdictMalformed, broken ?? "", whole ?? "", { profile, safe: false });
  });

  it.each(["", "neither", "[[C]]", "A is worse than B", "a tie", "Response A or Response B"])(
    "invents no verdict for %j",
    (content) => {
      expectNoFix(verdictMalformed, judged(`<answer>${content}</answer>`), { profile });
    },
  );

  it("writes the tags around a marker that ends the trace, and else the verdict at the end", () => {
    const whole = judged("<answer>[[B]]</answer>");
    expectFix(verdictMalformed, judged("[[B]]"), whole, { profile, safe: true });
    expectFix(verdictMalformed, judged("[[B]]\n"), `${whole}\n`, { profile, safe: true });
    const early = "[[B]] it is.\n</think>\n\nThat is all.";
    expectFix(verdictMalformed, early, `${early}\n\n<answer>[[B]]</answer>`, {
      profile: "rm-r1-reasoning",
      safe: false,
    });
  });
});
