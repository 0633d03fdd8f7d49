import { describe, expect, it } from "vitest";
import { evalAgainstVerdict } from "../../../server/core/rules/verdicts/eval-against-verdict";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("eval-against-verdict", () => {
  it("marks a plain conclusion against the verdict", () => {
    const [finding] = expectFindings(
      evalAgainstVerdict,
      `
      <eval>
      A is short. Overall, Chatbot A is better.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information eval-against-verdict: in favour of A, but the verdict is B
      </eval>
      <answer>[[B]]</answer>
      `,
      { profile },
    );
    expect(finding?.related.length).toBe(1);
  });

  it.each([
    "Overall, Chatbot B is better.",
    "A is better in tone.",
    "Overall, while Chatbot A is better in tone, it is wrong.",
    "Overall, Chatbot A is not better.",
    "<quote_A>Overall, Chatbot A is better.</quote_A>",
  ])("stays silent on %j with the verdict B", (evaluation) => {
    expectFindings(evalAgainstVerdict, `<eval>\n${evaluation}\n</eval>\n<answer>[[B]]</answer>`, { profile });
  });

  it("stays silent without a verdict", () => {
    expectFindings(evalAgainstVerdict, "<eval>\nOverall, Chatbot A is better.\n</eval>", { profile });
  });
});
