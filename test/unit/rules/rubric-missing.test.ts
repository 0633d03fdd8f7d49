import { describe, it } from "vitest";
import { rubricMissing } from "../../../server/core/rules/rubrics/rubric-missing";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("rubric-missing", () => {
  it("marks the type that asks for a rubric", () => {
    expectFindings(
      rubricMissing,
      `
      <type>Chat</type>
            ^^^^ error rubric-missing: there is no <rubric>
      <eval>a</eval>
      `,
      { profile },
    );
  });

  it("marks an empty rubric", () => {
    expectFindings(
      rubricMissing,
      `
      <type>Chat</type>
      <rubric></rubric>
      ^^^^^^^^^^^^^^^^^ rubric-missing: is empty
      `,
      { profile },
    );
  });

  it("stays silent where it is there, and where none is asked for", () => {
    expectFindings(rubricMissing, "<type>Chat</type>\n<rubric>1. A (100%)</rubric>", { profile });
    expectFindings(rubricMissing, "<type>Reasoning</type>\n<eval>a</eval>", { profile });
    expectFindings(rubricMissing, "<eval>a</eval>", { profile });
  });
});
