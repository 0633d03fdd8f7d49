import { describe, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { arithmeticWrong } from "../../../server/core/rules/prose/arithmetic-wrong";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

describe("arithmetic-wrong", () => {
  it("tells a false calculation in reasoning and answer, with the right value", () => {
    expectFindings(
      arithmeticWrong,
      `
      <think> 6.92 * 908 = 6,281.76 and 13.7 * 763 = 10,453.1 </think>
              ^^^^^^^^^^^^^^^^^^^^^ warning arithmetic-wrong: 6.92 * 908 is 6,283.36, not 6,281.76
      <response> That makes 2 + 2 = 5. </response>
                            ^^^^^^^^^ warning arithmetic-wrong: 2 + 2 is 4, not 5
      `,
    );
  });

  it("tells it without a profile, in the unit of the right side", () => {
    expectFindings(
      arithmeticWrong,
      `
      The return is (117.96 - 325.48) / 325.48 = -61.74% this year.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning arithmetic-wrong: is -63.76, not -61.74
      `,
      { profile: neutralProfile() },
    );
  });

  it("shows a fraction's value beside the other one", () => {
    expectFindings(
      arithmeticWrong,
      `
      Then 17,280 / 40,320 = 6 / 28 of them.
           ^^^^^^^^^^^^^^^^^^^^^^^^ warning arithmetic-wrong: 17,280 / 40,320 is 0.4286, not 6 / 28
      `,
      { profile: neutralProfile() },
    );
  });

  it("reads JSON that is the model's answer, with its line ends, in a fence or not", () => {
    const answer = (marks: string) =>
      `{"Reasoning": "Totals:\\n- ferry: 0.24 + 0.45 = **0.79**\\n- bridge: 0.2 + 0.4 = **0.6**", "Answer": 1}${marks}`;
    const marks = "\n                                 ^^^^^^^^^^^^^^^^^^^^ warning arithmetic-wrong: 0.69";
    expectFindings(arithmeticWrong, answer(marks), { profile: neutralProfile() });
    expectFindings(arithmeticWrong, `\`\`\`json\n${answer(marks)}\n\`\`\``, { profile: neutralProfile() });
  });

  it("knows what programs print of doubles, and tells what is off by more", () => {
    for (const right of [
      "0.1 + 0.2 = 0.30000000000000004",
      "0.3 - 0.1 = 0.19999999999999998",
      "1.1 * 1.1 = 1.2100000000000002",
      "4.35 * 100 = 434.99999999999994",
      "2.3 / 0.1 = 22.999999999999996",
      "0.1 * 3 ≈ 0.30000000000000004",
      "1 - 0.9 = 0.09999999999999998",
      "(0.1 + 0.7) * 10 = 7.999999999999999",
    ]) {
      expectFindings(arithmeticWrong, `It prints ${right} here.`, { profile: neutralProfile() });
    }
    for (const wrong of ["0.1 + 0.2 = 0.31000000000000004", "0.1 + 0.2 = 0.3000000000004", "0.1 + 0.2 = 0.3004"]) {
      const marks = `          ${"^".repeat(wrong.length)} warning arithmetic-wrong: 0.1 + 0.2 is`;
      expectFindings(arithmeticWrong, `\nIt prints ${wrong} here.\n${marks}\n`, { profile: neutralProfile() });
    }
  });

  it("stays silent in calls, results, code and quotes, and on the ground truth", () => {
    const call = (query: string) => `<tool_call>\n{"name": "search", "arguments": {"query": "${query}"}}\n</tool_call>`;
    expectFindings(arithmeticWrong, call("why 2 + 2 = 5"), { profile: "hermes" });
    const dump = `${call("sums")}\nuser\n<tool_response>\n2 + 2 = 5\n</tool_response>\nassistant\nSo it says.`;
    expectFindings(arithmeticWrong, dump, { profile: neutralProfile("hermes") });
    expectFindings(arithmeticWrong, "`2 + 2 = 5` and\n```\n2 + 2 = 5\n```\n", { profile: neutralProfile() });
    expectFindings(arithmeticWrong, "4", { groundTruth: "2 + 2 = 5", profile: neutralProfile() });
    const judged = "<eval><quote_A>2 + 2 = 5</quote_A> is what A says.</eval><answer>[[B]]</answer>";
    expectFindings(arithmeticWrong, judged, { profile: "rm-r1" });
  });

  it("offers the right number where the right side is one, as exact as the false one", () => {
    const options = { profile: neutralProfile(), safe: false };
    expectFix(arithmeticWrong, "So 6.92 * 908 = $6,281.8 in all.", "So 6.92 * 908 = $6,283.4 in all.", options);
    expectFix(arithmeticWrong, "So 69 * 90 = 6281.", "So 69 * 90 = 6210.", options);
    expectNoFix(arithmeticWrong, "So 2 + 2 = 3 + 2.", { profile: neutralProfile() });
  });
});
