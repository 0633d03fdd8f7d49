import { describe, it } from "vitest";
import { boxesDiffer } from "../../../server/core/rules/rewards/boxes-differ";
import { expectFindings } from "./harness";

const sample = { profile: "boxed-answer", groundTruth: "36" } as const;
const checked = "It is \\boxed{36}. Check: 36 / 12 = \\boxed{3}.";

/** A fixture that expects the finding on the content of the last box. */
function lastBox(text: string, content: string, says: string): string {
  const at = text.lastIndexOf(`{${content}}`) + 1;
  return `${text}\n${" ".repeat(at)}${"^".repeat(content.length)} warning boxes-differ: ${says}`;
}

describe("boxes-differ", () => {
  it("tells the last box where an earlier one holds the ground truth", () => {
    expectFindings(
      boxesDiffer,
      lastBox(checked, "3", "in an earlier box, \\boxed{36}, and the last one is \\boxed{3}"),
      sample,
    );
  });

  it("compares as rewards of boxes do", () => {
    const text = "It is \\boxed{\\frac12}, and not \\boxed{x}.";
    expectFindings(boxesDiffer, lastBox(text, "x", "\\boxed{\\frac12}"), { ...sample, groundTruth: "\\frac{1}{2}" });
  });

  it("stays silent where the last box is right, none is, all say the same, or the right one is only a thought", () => {
    for (const text of [
      "It is \\boxed{3}. No: \\boxed{36}.",
      "It is \\boxed{3}. No: \\boxed{4}.",
      "It is \\boxed{36}. Again: \\boxed{ 36 }.",
      "It is \\boxed{36}.",
      "It is \\boxed{36}, and then \\boxed{3",
      "<think> \\boxed{36}? </think> It is \\boxed{3}.",
    ]) {
      expectFindings(boxesDiffer, text, { ...sample, profile: "think-answer" });
    }
  });

  it("stays silent where the record says that it was paid for, and without a ground truth", () => {
    expectFindings(boxesDiffer, checked, { ...sample, attributes: { score: 1 } });
    expectFindings(boxesDiffer, checked, { ...sample, attributes: { components: { boxed_match: 1 } } });
    expectFindings(boxesDiffer, checked, { profile: "boxed-answer" });
  });

  it("speaks where the record says that it was not paid for", () => {
    for (const attributes of [{ score: 0 }, { components: { boxed_match: 0, parsed: null } }]) {
      const fixture = lastBox(checked, "3", "takes this answer for wrong");
      expectFindings(boxesDiffer, fixture, { ...sample, attributes });
    }
  });
});
