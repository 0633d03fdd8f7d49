import { describe, it } from "vitest";
import { resultInvented } from "../../../server/core/rules/structure/result-invented";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("result-invented", () => {
  it("tells a result behind no call", () => {
    expectFindings(
      resultInvented,
      `
      <think>I search.</think>
      <search>mill museum</search>
      <information>Founded by Ida Roth.</information>
      <think>There.</think>
      <information>It is certain.</information>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error result-invented: behind no <search>
      <answer>Ida Roth</answer>
      `,
      { profile: "search-agent" },
    );
  });

  it("stays silent where each stands behind its search", () => {
    const turn = "<think>I search.</think>\n<search>mill</search>\n<information>Ida Roth.</information>\n";
    expectFindings(resultInvented, `${turn}${turn}<answer>Ida Roth</answer>`, { profile: "search-agent" });
  });

  it("takes it out", () => {
    const good = "<think>I know.</think>\n<answer>Ida Roth</answer>";
    const bad = good.replace("\n", "\n<information>It is certain.</information>\n");
    expectFix(resultInvented, bad, good, { profile: "search-agent", safe: false });
  });
});
