import { describe, it } from "vitest";
import { rubricItemUnused } from "../../../server/core/rules/rubrics/rubric-item-unused";
import { expectFindings } from "./harness";

const profile = "rm-r1";

const rubric = "<rubric>\n1. Accuracy (60%)\n2. Depth of thought (40%)\n</rubric>\n";

describe("rubric-item-unused", () => {
  it("marks a criterion that the evaluation leaves out", () => {
    expectFindings(
      rubricItemUnused,
      `
      <rubric>
      1. Accuracy (60%)
      2. Depth of thought (40%)
         ^^^^^^^^^^^^^^^^ information rubric-item-unused: "Depth of thought" (40 % of the weight)
      </rubric>
      <eval>A is accurate. <quote_B>The depth of thought is great.</quote_B></eval>
      `,
      { profile },
    );
  });

  it("stays silent where all are taken up, in whatever form, and without an evaluation", () => {
    expectFindings(rubricItemUnused, `${rubric}<eval>A is accurate. B goes deep in thought.</eval>`, { profile });
    expectFindings(rubricItemUnused, `${rubric}<eval>**Accuracy**: A.\n2. 思考：\nB.</eval>`, { profile });
    expectFindings(rubricItemUnused, rubric, { profile });
  });
});
