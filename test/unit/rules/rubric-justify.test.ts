import { describe, it } from "vitest";
import { rubricJustify } from "../../../server/core/rules/rubrics/rubric-justify";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("rubric-justify", () => {
  it("marks a rubric without it", () => {
    expectFindings(
      rubricJustify,
      `
      <rubric>
      ^^^^^^^^ warning rubric-justify: has no <justify>
      1. Accuracy (100%)
      </rubric>
      `,
      { profile },
    );
  });

  it("marks an empty one", () => {
    expectFindings(
      rubricJustify,
      `
      <rubric>
      1. Accuracy (100%)
      <justify> </justify>
      ^^^^^^^^^^^^^^^^^^^^ rubric-justify: is empty
      </rubric>
      `,
      { profile },
    );
  });

  it("stays silent where it is there, if out of place, and without a rubric", () => {
    expectFindings(rubricJustify, "<rubric>\n1. A (100%)\n<justify>So.</justify>\n</rubric>", { profile });
    expectFindings(rubricJustify, "<rubric>\n1. A (100%)\n</rubric>\n<justify>So.</justify>", { profile });
    expectFindings(rubricJustify, "<eval>a</eval>", { profile });
  });
});
