import { describe, expect, it } from "vitest";
import { rolloutTexts } from "../../../server/core/ide/rolloutTexts";
import { sample } from "../rules/harness";

const of = (text: string, ...reasoning: readonly string[]): ReturnType<typeof rolloutTexts> =>
  rolloutTexts(
    sample({ completion: text }),
    reasoning.map((each) => ({ start: text.indexOf(each), end: text.indexOf(each) + each.length })),
  );

describe("the texts of a rollout", () => {
  it("hold what it does apart from its reasoning, wherever that stands", () => {
    const text = "<think> a </think>\n<call> f </call>\n<think> b </think>\nDone.";
    expect(of(text, "<think> a </think>", "<think> b </think>")).toEqual({
      calls: "<call> f </call>\nDone.",
      reasoning: "<think> a </think>\n<think> b </think>",
      left: 0,
    });
    expect(of("No tags.")).toEqual({ calls: "No tags.", reasoning: "", left: 0 });
  });

  it("say how much of a long text is left out", () => {
    const { calls, left } = of("x".repeat(20_010));
    expect([calls.length, left]).toEqual([20_000, 10]);
  });
});
