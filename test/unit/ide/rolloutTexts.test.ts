import { describe, expect, it } from "vitest";
import { rolloutTexts } from "../../../server/core/ide/rolloutTexts";
import type { RolloutTurn } from "../../../server/core/ide/rolloutTexts";
import { sample } from "../rules/harness";

const turn = (text: string, ...reasoning: readonly string[]): RolloutTurn => {
  const { completion, calls } = sample({ completion: text });
  const spans = reasoning.map((each) => ({ start: text.indexOf(each), end: text.indexOf(each) + each.length }));
  return { completion, calls, reasoning: spans };
};
const of = (text: string, ...reasoning: readonly string[]): ReturnType<typeof rolloutTexts> =>
  rolloutTexts([turn(text, ...reasoning)]);

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

  it("hold what was done in all of its turns, in their order", () => {
    const turns = [turn("<t> a </t><call> f </call>", "<t> a </t>"), turn("<t> b </t>Done.", "<t> b </t>")];
    const expected = { calls: "<call> f </call>\nDone.", reasoning: "<t> a </t>\n<t> b </t>", left: 0 };
    expect(rolloutTexts(turns)).toEqual(expected);
  });

  it("say how much of a long text is left out", () => {
    const { calls, left } = of("x".repeat(20_010));
    expect([calls.length, left]).toEqual([20_000, 10]);
  });
});
