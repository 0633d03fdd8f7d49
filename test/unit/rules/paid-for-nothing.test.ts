import { describe, it } from "vitest";
import { paidForNothing } from "../../../server/core/rules/rewards/paid-for-nothing";
import { expectFindings } from "./harness";

const profile = "think-answer";
const groundTruth = "heron";
const empty = "<think>Long legs.</think>\n<answer> </answer>";

describe("paid-for-nothing", () => {
  it("tells an empty answer that was paid", () => {
    expectFindings(
      paidForNothing,
      `${empty}\n^^^^^^^^^^^^^^^^^^ warning paid-for-nothing: <answer> is empty, and the recorded reward is 0.5`,
      { profile, groundTruth, attributes: { score: 0.5 } },
    );
  });

  it("stays silent where nothing was paid, something was answered, or calls are the answer", () => {
    expectFindings(paidForNothing, empty, { profile, groundTruth, attributes: { score: 0 } });
    expectFindings(paidForNothing, empty, { profile, groundTruth, attributes: { score: -1 } });
    expectFindings(paidForNothing, empty, { profile, groundTruth });
    expectFindings(paidForNothing, empty, { profile, attributes: { score: 1 } });
    expectFindings(paidForNothing, `${empty}\n<answer>heron</answer>`, {
      profile,
      groundTruth,
      attributes: { score: 1 },
    });
    const turns = [{ role: "assistant", text: "Done." }] as const;
    expectFindings(paidForNothing, "", { profile, groundTruth, turns, attributes: { score: 1 } });
    const calls = [{ name: "look", arguments: "{}" }];
    expectFindings(paidForNothing, "", { profile, groundTruth, calls, attributes: { score: 1 } });
  });
});
