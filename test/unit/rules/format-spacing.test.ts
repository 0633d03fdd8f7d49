import { describe, it } from "vitest";
import type { Profile } from "../../../server/core/model/profile";
import { presetDefinition } from "../../../server/core/rewards";
import { formatSpacing } from "../../../server/core/rules/rewards/format-spacing";
import { expectFix } from "./fixes";
import { expectFindings, profileNamed } from "./harness";

function paidBy(...presets: readonly string[]): Profile {
  const components = presets.flatMap((name) => presetDefinition(name)?.components ?? []);
  return { ...profileNamed("think-answer"), reward: { components } };
}

const wanted = "<think>\nSix.\n</think>\n<answer>\n6\n</answer>";

describe("format-spacing", () => {
  it("says what white space the pattern wants, and what it costs", () => {
    expectFindings(
      formatSpacing,
      `
      <think>
      Six.
      </think><answer>
              ^ error format-spacing: open-r1/format from paying 1 more: </think> must be followed by one newline; here is none
      6
      </answer>
      `,
      { profile: paidBy("open-r1/format") },
    );
  });

  it.each([
    ["two newlines between the tags", "<think>\nSix.\n</think>\n\n<answer>\n6\n</answer>", wanted],
    ["no newline between the tags", "<think>\nSix.\n</think><answer>\n6\n</answer>", wanted],
    ["no newline before the last tag", "<think>\nSix.\n</think>\n<answer>\n6</answer>", wanted],
    ["no newline in the tags at all", "<think>Six.</think><answer>6</answer>", wanted],
    ["a newline before the text", `\n${wanted}`, wanted],
    ["newlines behind the text", `${wanted} `, wanted],
    [
      "a blank before a newline",
      wanted.replace(">\n", "> \n").replace("Six.", "Six. "),
      wanted.replace("Six.", "Six. "),
    ],
    ["carriage returns between the tags", wanted.replace("</think>", "</think>\r"), wanted],
  ])("puts right %s, safely", (_, completion, fixed) => {
    expectFix(formatSpacing, completion, fixed, { profile: paidBy("open-r1/format"), safe: true });
  });

  it("serves a reward that counts tags", () => {
    const profile = paidBy("open-r1/tag_count");
    expectFix(formatSpacing, "<think>Six.</think><answer>6</answer>", wanted, { profile, safe: true });
  });

  it("stays silent where words are missing, where the format holds, and where another part would pay less", () => {
    const profile = paidBy("open-r1/format");
    expectFindings(formatSpacing, wanted, { profile });
    expectFindings(formatSpacing, "<think>\nSix.\n</think>\n6", { profile });
    expectFindings(formatSpacing, "<think>\nSix.\n</think>\nSo\n<answer>\n6\n</answer>", { profile });
    expectFindings(formatSpacing, "<think>Six.</think><answer>6</answer>", {
      profile: paidBy("open-r1/format", "trl/think_format", "unsloth/xmlcount"),
      attributes: { truncated: true },
    });
    expectFindings(formatSpacing, "<think> a </think><response> b </response>");
  });
});
