/** Rules on any text of a model run where no profile fits, and nothing else does. */
import { describe, expect, it } from "vitest";
import { auditSamples } from "../../../server/core/audit/readBy";
import { isChecked } from "../../../server/core/engine/checked";
import { rules } from "../../../server/core/rules";
import { strictAuditor } from "../../support/strictAuditor";
import { sample } from "../rules/harness";

const by = { auditor: strictAuditor(), profile: undefined, dialect: undefined };
const text = "So 3 * 4 = 13.<|im_end|>\nuser\nAnd now?\n<answer></answer>";
const asked = [{ role: "user", text: "How many?" }] as const;

describe("a sample that no profile fits", () => {
  it("gets the rules on any text, and is not called checked", () => {
    const [found] = auditSamples([sample({ completion: text, turns: asked })], by);
    expect(found?.findings.map(({ rule }) => rule)).toEqual(["arithmetic-wrong"]);
    expect(found !== undefined && isChecked(found)).toBe(false);
  });

  it("gets none where nothing says that a model wrote it", () => {
    expect(auditSamples([sample({ completion: text })], by)).toEqual([]);
  });

  it("has few such rules", () => {
    const any = rules.filter(({ anyText }) => anyText).map(({ id }) => id);
    expect(any.sort()).toEqual([
      "answer-in-reasoning",
      "arithmetic-wrong",
      "cut-off",
      "empty-block",
      "recorded-by-another-reward",
      "repeated-text",
    ]);
  });
});
