import { describe, it } from "vitest";
import { boxMissing } from "../../../server/core/rules/rewards/box-missing";
import { expectFindings } from "./harness";

const turns = [{ role: "user", text: "How many? Put the answer into \\boxed{}." }] as const;

describe("box-missing", () => {
  it("tells the end of an answer without the box that the prompt asks for", () => {
    expectFindings(boxMissing, "It is 36.\n      ^^^ warning box-missing: finds no answer.", {
      profile: "boxed-answer",
      turns,
    });
  });

  it("says that what is paid all the same pays more for no box", () => {
    expectFindings(boxMissing, "It is 36.\n      ^^^ box-missing: pays more for no box", {
      profile: "boxed-answer",
      turns,
      attributes: { score: 1 },
    });
  });

  it("stays silent where there is a box, where none is asked for, and where the trace was cut off or makes calls", () => {
    const profile = "boxed-answer";
    expectFindings(boxMissing, "It is \\boxed{36}.", { profile, turns });
    expectFindings(boxMissing, "It is 36.", { profile, turns: [{ role: "user", text: "How many?" }] });
    expectFindings(boxMissing, "It is", { profile, turns, attributes: { truncated: true } });
    expectFindings(boxMissing, "", { profile, turns });
    expectFindings(boxMissing, "I look.", { profile, turns, calls: [{ name: "look", arguments: "{}" }] });
  });
});
