import { describe, expect, it } from "vitest";
import { squadNormalised } from "../../../../server/core/rewards/components/squadNormalised";

/** Expected values are those of SQuAD's own normalize_answer. */
describe("squadNormalised", () => {
  it.each([
    ["The  Answer!", "answer"],
    ["a an the", ""],
    ["An apple a day", "apple day"],
    ["theatre and atheism", "theatre and atheism"],
    ["U.S.A.", "usa"],
    ["the-rapist", "therapist"],
    ["3,000\t$", "3000"],
    ["“quoted”", "“quoted”"],
    ["Éa a É", "éa é"],
    ["a\u001cb", "b"],
    ["a\ufeffb", "\ufeffb"],
    ["it's a_b", "its ab"],
  ])("%j becomes %j", (answer, expected) => {
    expect(squadNormalised(answer)).toBe(expected);
  });
});
