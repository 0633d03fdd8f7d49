import { describe, expect, it } from "vitest";
import { rubricItemTwice } from "../../../server/core/rules/rubrics/rubric-item-twice";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("rubric-item-twice", () => {
  it("marks the second of two criteria of one name", () => {
    const [finding] = expectFindings(
      rubricItemTwice,
      `
      <rubric>
      1. Clarity of style (50%)
      2. Accuracy (30%)
      3. Style: clarity (20%)
      4. clarity of the style (20%)
         ^^^^^^^^^^^^^^^^^^^^ information rubric-item-twice: its weight counts twice
      </rubric>
      `,
      { profile },
    );
    expect(finding?.related.map(({ span }) => span.start)).toEqual([12]);
  });

  it("stays silent on criteria of different names", () => {
    expectFindings(rubricItemTwice, "<rubric>\n1. Clarity (50%)\n2. Clarity of code (50%)\n</rubric>", { profile });
  });
});
