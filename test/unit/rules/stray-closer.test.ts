import { describe, it } from "vitest";
import { strayCloser } from "../../../server/core/rules/structure/stray-closer";
import { expectFindings } from "./harness";

describe("stray-closer", () => {
  it("marks a closer that comes twice", () => {
    expectFindings(
      strayCloser,
      `
      <think> a </think>
      <response> b </response>
      </response>
      ^^^^^^^^^^^ error stray-closer: closes nothing
      `,
    );
  });

  it("marks a closer whose opener is missing, once", () => {
    expectFindings(
      strayCloser,
      `
      I look it up. </think>
                    ^^^^^^^^ stray-closer: Write <think>
      <response> b </response>
      `,
    );
    expectFindings(
      strayCloser,
      `
      <think> a </think>
      {"name": "x", "parameters": {}}
      </tool_call>
      ^^^^^^^^^^^^ stray-closer: <tool_call> is missing
      `,
    );
  });

  it("marks a closer of another tag that ends the text", () => {
    expectFindings(
      strayCloser,
      `
      <think> I am done. </response>
                         ^^^^^^^^^^^ stray-closer
      `,
    );
  });

  it("stays silent where the chat template holds the opener", () => {
    expectFindings(strayCloser, "reasoning\n</think>\n<answer>42</answer>", { profile: "think-answer" });
  });

  it("stays silent on mentions and well-formed traces", () => {
    expectFindings(strayCloser, "<think> it ends with </tool_call> as always </think>\n<response> b </response>");
    expectFindings(strayCloser, "<think> a </think>\r\n<response> b </response>");
  });
});
