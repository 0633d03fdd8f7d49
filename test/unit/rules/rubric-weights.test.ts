import { describe, expect, it } from "vitest";
import { rubricWeights } from "../../../server/core/rules/rubrics/rubric-weights";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("rubric-weights", () => {
  it("marks weights that do not add up", () => {
    expectFindings(
      rubricWeights,
      `
      <rubric>
      1. Accuracy (60%): true
         ^> warning rubric-weights: add up to 90 %
      2. Clarity (30%): plain
                     ^< rubric-weights
      </rubric>
      `,
      { profile },
    );
  });

  it("marks the criterion without a weight", () => {
    expectFindings(
      rubricWeights,
      `
      <rubric>
      1. Accuracy (60%): true
      2. Clarity: plain
         ^^^^^^^ rubric-weights: "Clarity" has no weight
      </rubric>
      `,
      { profile },
    );
  });

  it("marks the rubric where no criterion has one, or none can be read", () => {
    expectFindings(
      rubricWeights,
      `
      <rubric>
      ^^^^^^^^ rubric-weights: No criterion has a weight
      1. Accuracy: true
      2. Clarity: plain
      </rubric>
      `,
      { profile },
    );
    expectFindings(
      rubricWeights,
      `
      <rubric>
      ^^^^^^^^ rubric-weights: No criteria with weights
      I shall look at the whole.
      </rubric>
      `,
      { profile },
    );
  });

  it("says so where it does not look", () => {
    const [finding] = expectFindings(
      rubricWeights,
      `<rubric>\n^^^^^^^^ information rubric-weights: Not checked\n${"1. Accuracy (60%)\n".repeat(6000)}</rubric>`,
      { profile },
    );
    expect(finding?.severity).toBe("information");
  });

  it.each([
    "1. A (60%)\n2. B (40%)",
    "- A (0.3)\n- B (0.3)\n- C (0.4)",
    "1. A (33%)\n2. B (33%)\n3. C (33%)",
    "1. A (16.7%)\n2. B (16.7%)\n3. C (16.7%)\n4. D (16.7%)\n5. E (16.7%)\n6. F (16.7%)",
    "1. A (33.3%)\n2. B (33.3%)\n3. C (33.4%)",
    "1. A (4 points)\n2. B (2 points)",
    "A 40 % - B 60 %",
  ])("stays silent on %j", (rubric) => {
    expectFindings(rubricWeights, `<rubric>\n${rubric}\n</rubric>`, { profile });
  });

  it("stays silent on an empty rubric and without one", () => {
    expectFindings(rubricWeights, "<rubric>\n</rubric>", { profile });
    expectFindings(rubricWeights, "<eval>a</eval>", { profile });
  });

  const judged = (rubric: string): string =>
    `<type>Chat</type>\n\n<rubric>\n${rubric}\n<justify>\nSo it is.\n</justify>\n</rubric>\n\n<eval>\nAccuracy, clarity and style: B.\n</eval>\n\n<answer>[[B]]</answer>`;

  it.each([
    ["1. Accuracy (60%): true\n2. Clarity (30%)", "1. Accuracy (67%): true\n2. Clarity (33%)"],
    ["Accuracy 30 % - Clarity 30 % - Style 30 %", "Accuracy 34 % - Clarity 33 % - Style 33 %"],
    ["1. Accuracy (62.5%)\n2. Clarity (12.5%)", "1. Accuracy (83.3%)\n2. Clarity (16.7%)"],
    [
      "**Accuracy (Weight: 0.6)**\n**Clarity (Weight: 0.3)**",
      "**Accuracy (Weight: 0.67)**\n**Clarity (Weight: 0.33)**",
    ],
    ["1. Accuracy (100%)\n2. Clarity (100%)", "1. Accuracy (50%)\n2. Clarity (50%)"],
  ])("scales %j to exactly 100 %%", (rubric, scaled) => {
    expectFix(rubricWeights, judged(rubric), judged(scaled), { profile, safe: false, title: "Scale" });
  });

  it.each([
    ["1. Accuracy (60%): true\n2. Clarity: plain", "1. Accuracy (60%): true\n2. Clarity (40%): plain"],
    ["- **Accuracy** (60 %)\n- **Clarity**", "- **Accuracy** (60 %)\n- **Clarity** (40 %)"],
    [
      "1. Accuracy (weight: 60%)\n2. Clarity (weight: 25%)\n3. Style",
      "1. Accuracy (weight: 60%)\n2. Clarity (weight: 25%)\n3. Style (weight: 15%)",
    ],
  ])("gives the only criterion without a weight what is left: %j", (rubric, filled) => {
    expectFix(rubricWeights, judged(rubric), judged(filled), { profile, safe: false, title: "that are left" });
  });

  it.each([
    "1. Accuracy: true\n2. Clarity: plain",
    "1. Accuracy (60%)\n2. Clarity\n3. Style",
    "1. Accuracy (100%)\n2. Clarity",
    "1. Accuracy (0%)\n2. Clarity (0%)",
    "1. Accuracy (99%)\n2. Clarity (99%)\n3. Style (0.1%)",
  ])("invents no weights for %j", (rubric) => {
    expectNoFix(rubricWeights, judged(rubric), { profile });
  });
});
