import { describe, it } from "vitest";
import { cutOff } from "../../../server/core/rules/truncation/cut-off";
import { missingTag } from "../../../server/core/rules/structure/missing-tag";
import { unclosedTag } from "../../../server/core/rules/structure/unclosed-tag";
import { expectFindings } from "./harness";

describe("cut-off", () => {
  it("tells reasoning that breaks off in the middle of a sentence, on its opener", () => {
    expectFindings(
      cutOff,
      `
      <think> First I write the sum as a product of two factors and
      ^^^^^^^ warning cut-off: breaks off inside <think>
      `,
      { profile: "think-answer" },
    );
  });

  it("is an error where the reward needs the end", () => {
    expectFindings(
      cutOff,
      `
      <think> First I look up the weather of Oslo for
      ^^^^^^^ error cut-off: Its reward
      `,
    );
  });

  it("takes the record's word", () => {
    expectFindings(
      cutOff,
      `
      <think> I add them up. </think> The sum is
                                               ^ warning cut-off: The record says
      `,
      { profile: "think-answer", attributes: { finishReason: "length" } },
    );
  });

  it("stays silent where a closer is only forgotten, and where a trace is whole", () => {
    expectFindings(cutOff, "<think> I add them up, and the sum is twelve.", { profile: "think-answer" });
    expectFindings(cutOff, "<think> I add them up. </think> The sum is 12", { profile: "think-answer" });
    expectFindings(cutOff, "<think> Short", { profile: "think-answer", attributes: { finishReason: "stop" } });
  });

  it("leaves what is only missing because of it, and closes nothing", () => {
    expectFindings(
      [cutOff, unclosedTag, missingTag],
      `
      <think> First I look up the weather of Oslo for
      ^^^^^^^ error cut-off
      `,
    );
  });
});
