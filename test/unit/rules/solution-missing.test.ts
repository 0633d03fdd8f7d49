import { describe, it } from "vitest";
import { solutionMissing } from "../../../server/core/rules/verdicts/solution-missing";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("solution-missing", () => {
  it("marks the type that asks for a solution", () => {
    expectFindings(
      solutionMissing,
      `
      <type>Reasoning</type>
            ^^^^^^^^^ error solution-missing: there is no <solution>
      <eval>a</eval>
      `,
      { profile },
    );
  });

  it("marks an empty solution", () => {
    expectFindings(
      solutionMissing,
      `
      <type>Reasoning</type>
      <solution> </solution>
      ^^^^^^^^^^^^^^^^^^^^^^ solution-missing: is empty
      `,
      { profile },
    );
  });

  it("stays silent where it is there, and where none is asked for", () => {
    expectFindings(solutionMissing, "<type>Reasoning</type>\n<solution>4</solution>", { profile });
    expectFindings(solutionMissing, "<type>Chat</type>\n<eval>a</eval>", { profile });
    expectFindings(solutionMissing, "<eval>a</eval>", { profile });
  });
});
