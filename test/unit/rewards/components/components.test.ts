import { describe, expect, it } from "vitest";
import type { Profile } from "../../../../server/core/model/profile";
import type { ComponentData } from "../../../../server/core/profiles/rewardData";
import type { Reward } from "../../../../server/core/rewards";
import { rewardFor, rewarding } from "../source";

function only(profile: string, component: ComponentData): Profile {
  return rewarding(profile, { kind: "components", components: [component] });
}

function marked(reward: Reward | undefined): string[] | undefined {
  return reward?.parts[0]?.spans.map(({ part, span }) => part.text.slice(span.start, span.end));
}

describe("format", () => {
  const format = (name: string, completion: string): number | undefined =>
    rewardFor(only(name, { component: "format" }), { completion })?.total;

  it.each([
    ["toolrl", "<think> t </think>\n<response> r </response>", 1],
    ["toolrl", "<think> t </think>\n\n<response> r </response>", 0],
    ["toolrl", "<think> t </think>\n<response> r </response>\nmore", 0],
    ["toolrl", "<think> t </think>", 0],
    ["toolrl", "<think> t </think>\n<response> r", 0],
    ["toolrl", "<response> r </response>\n<think> t </think>", 0],
    ["toolrl", "<thinking> t </thinking>\n<response> r </response>", 0],
    ["think-answer", "t </think> It is 4.", 1],
    ["think-answer", "<think> t </think>\n<answer> 4 </answer>\n<answer> 5 </answer>", 0],
    [
      "search-agent",
      "<think> t </think>\n<search> q </search>\n<information> i </information>\n<think> u </think>\n<answer> a </answer>",
      1,
    ],
    ["search-agent", "<think> t </think>\n<search> q </search>", 0],
    ["rm-r1", "<type>Chat</type>", 0],
  ])("of %s, %j earns %i", (profile, completion, expected) => {
    expect(format(profile, completion)).toBe(expected);
  });

  it("says what is wrong, and where", () => {
    const completion = "<think> t </think>\n\n<response> r </response>";
    const reward = rewardFor(only("toolrl", { component: "format" }), { completion });
    expect(marked(reward)).toEqual(["\n\n"]);
    expect(reward?.parts[0]?.detail[0]).toContain('requires "\\n"');
  });
});

describe("length", () => {
  it("counts words of reasoning, at most to the full length", () => {
    const completion = "<think> one two three </think> four";
    const length = (fullLength: number): number | undefined =>
      rewardFor(only("think-answer", { component: "length", options: { fullLength } }), { completion })?.total;
    expect([4, 3, 2, 512].map(length)).toEqual([0.75, 1, 1, 0.01]);
  });

  it("earns nothing without reasoning", () => {
    expect(rewardFor(only("think-answer", { component: "length" }), { completion: "a b c" })?.total).toBe(0);
  });
});

describe("exact-answer", () => {
  const exact = (completion: string, groundTruth: string, options: ComponentData["options"] = {}): Reward | undefined =>
    rewardFor(only("think-answer", { component: "exact-answer", options }), { completion, groundTruth });

  it("compares normalised answers", () => {
    expect(exact("<answer>The Eiffel-Tower.</answer>", "eiffeltower")?.total).toBe(1);
    expect(exact("<answer>Eiffel</answer>", "tower")?.total).toBe(0);
  });

  it("takes any of several golds", () => {
    expect(exact("<answer>b</answer>", '["a", "b"]')?.total).toBe(1);
    expect(exact("<answer>b</answer>", '{"target": ["c", "b"]}')?.total).toBe(1);
    expect(exact("<answer>7</answer>", '{"target": 7}')?.total).toBe(1);
    expect(exact("<answer>[b</answer>", "[b")?.total).toBe(1);
  });

  it("takes the last answer, or the first where it is told to", () => {
    const two = "<answer>one</answer> <answer>two</answer>";
    expect(exact(two, "two")?.total).toBe(1);
    expect(exact(two, "one", { take: "first" })?.total).toBe(1);
    expect(marked(exact(two, "two"))).toEqual(["two"]);
    expect(exact("<final>x</final>", "x", { tag: "final" })?.total).toBe(1);
  });

  it("takes free text after the reasoning where the profile allows text outside of tags", () => {
    expect(exact("<think>t</think> Four.", "four")?.total).toBe(1);
    const strict = rewarding("search-agent", { kind: "components", components: [{ component: "exact-answer" }] });
    expect(rewardFor(strict, { completion: "<think>t</think> Four.", groundTruth: "four" })?.total).toBe(0);
    expect(exact("Four.", "four")?.total).toBe(0);
  });

  it("does not take no answer for an empty gold", () => {
    expect(exact("", "")?.total).toBe(0);
  });
});

describe("verdict", () => {
  const judged = (reading: "parsed" | "train" | "eval" | "sftFilter", completion: string): number | undefined =>
    rewardFor(only("rm-r1", { component: "verdict", options: { reading } }), { completion, attributes: { gold: "A" } })
      ?.total;

  it("is 1 for gold and −1 for all else, by the reading that is asked for", () => {
    const trace = `[[B]] ${"x".repeat(100)} <answer>[[A]]</answer>`;
    expect(judged("train", trace)).toBe(1);
    expect(judged("eval", trace)).toBe(-1);
    expect(judged("train", "<answer>[[B]]</answer>")).toBe(-1);
    expect(judged("parsed", "<answer> [[A]] </answer>")).toBe(1);
    expect(judged("train", "<answer> [[A]] </answer>")).toBe(-1);
    expect(judged("sftFilter", "so [[A]]")).toBe(1);
  });

  it("is RM-R1's reward by default, and brings its readings", () => {
    const reward = rewardFor("rm-r1", { completion: "<answer>[[A]]</answer>", attributes: { gold: "A" } });
    expect(reward).toMatchObject({ total: 1, min: -1, max: 1 });
    const verdict = reward?.parts[0]?.verdict;
    expect(verdict).toMatchObject({ gold: "A", reading: "train" });
    expect(verdict?.readings.eval.verdict).toBe("A");
    expect(marked(reward)).toEqual(["<answer>[[A]]</answer>"]);
  });
});
