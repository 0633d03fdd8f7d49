import { describe, expect, it } from "vitest";
import type { Finding } from "../../../server/core/model/finding";
import { blockSeparator } from "../../../server/core/rules/structure/block-separator";
import { audit, expectFindings, profileNamed, sample } from "./harness";

function findingsIn(completion: string): readonly Finding[] {
  return audit([blockSeparator], sample({ completion }), profileNamed("toolrl"));
}

describe("block-separator", () => {
  it("marks the tag that needs a newline before it", () => {
    expectFindings(
      blockSeparator,
      `
      <think> a </think><response> b </response>
                        ^^^^^^^^^^ error block-separator: there is nothing
      `,
    );
  });

  it("marks the white space where it is another", () => {
    expectFindings(
      blockSeparator,
      `
      <think> a </think> <response> b </response>
                        ^ block-separator: no newline but spaces
      `,
    );
    const found = findingsIn("<think> a </think>\n\n<response> b </response>");
    expect(found.map(({ span, message }) => [span, message])).toEqual([
      [{ start: 18, end: 20 }, expect.stringContaining("there are 2 newlines")],
    ]);
  });

  it("tells a carriage return", () => {
    const found = findingsIn("<think> a </think>\r\n<response> b </response>");
    expect(found.map(({ span, message }) => [span, message])).toEqual([
      [{ start: 18, end: 20 }, expect.stringContaining("a carriage return")],
    ]);
  });

  it("is an information, or silent, where the format does not need it", () => {
    expectFindings(
      blockSeparator,
      `
      <think> a </think><answer> b </answer>
                        ^^^^^^^^ information block-separator
      `,
      { profile: "think-answer" },
    );
    expectFindings(blockSeparator, "<think> a </think>\n\n<answer> b </answer>", { profile: "think-answer" });
  });

  it("stays silent on one newline, and where text stands between", () => {
    expectFindings(blockSeparator, "<think> a </think>\n<response> b </response>\n\n");
    expectFindings(blockSeparator, "<think> a </think> so <response> b </response>");
  });
});
