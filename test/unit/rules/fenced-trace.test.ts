import { describe, it } from "vitest";
import { fencedTrace } from "../../../server/core/rules/template/fenced-trace";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("fenced-trace", () => {
  it("tells a fence around the whole trace", () => {
    expectFindings(
      fencedTrace,
      `
      \`\`\`xml
      ^^^^^^ warning fenced-trace: whole trace
      <think> Two and two. </think>
      <answer>4</answer>
      \`\`\`
      `,
      { profile: "think-answer" },
    );
  });

  it("stays silent where code is a part of the answer", () => {
    const answer = "<think> Code is due. </think>\n<answer>\n```\nprint(4)\n```\n</answer>";
    expectFindings(fencedTrace, answer, { profile: "think-answer" });
    expectFindings(fencedTrace, "```\nprint(4)\n```", { profile: "think-answer" });
  });

  it("takes the fence away", () => {
    const good = "<think> Two and two. </think>\n<answer>4</answer>";
    expectFix(fencedTrace, `\`\`\`\n${good}\n\`\`\``, good, { profile: "think-answer", safe: false });
  });
});
