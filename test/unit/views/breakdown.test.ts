/** The reward as people read it: its line, the shares of calls and parameters, and what would have raised it. */
import { describe, expect, it } from "vitest";
import { breakdownOf, hasLens, shareInWords, withPlaces, type Breakdown } from "../../../server/core/views/reward";
import type { Location } from "../../../server/core/model/finding";
import { toolrlVariants } from "../../../server/core/rewards/toolrl";
import { rewardOf, type RewardOptions } from "../../../server/core/rewards";
import { textOf } from "../../../server/core/text/span";
import { Random } from "../../support/random";
import { factsOf, rewarding, rewardFor } from "../rewards/source";
import { call, calling } from "../rewards/toolrl/fixtures";

function breakdown(completion: string, groundTruth: string, options: RewardOptions = {}): Breakdown<Location> {
  const facts = factsOf("toolrl", { completion, groundTruth });
  const made = breakdownOf(facts, rewardOf(facts, options));
  if (made === undefined) throw new Error("nothing to say");
  return made;
}

const oslo = call("weather", '{"city": "Oslo", "days": 3}');
const bergen = call("weather", '{"city": "Bergen", "days": 3}');

describe("the line above a sample", () => {
  it("tells the reward, its parts against their maxima, and the calls", () => {
    // 6 · (names 0.5 + keys 1 + values 2) / (1 + 3 + 2) − 3
    const { sentence } = breakdown(calling(oslo), calling(oslo, call("map", '{"of": "Oslo"}')));
    expect(sentence).toBe("Reward 1.5 of 4 · format 1/1 · correctness 0.5/3 · 1 of 2 calls matched");
  });

  it("does not round what is less than all to all", () => {
    const parameters = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`p${i}`, i]));
    const one = { ...parameters, p0: -1 };
    const { sentence } = breakdown(
      calling(call("a", JSON.stringify(one))),
      calling(call("a", JSON.stringify(parameters))),
    );
    expect(sentence).toContain("correctness 2.997/3");
  });

  it("says so where the ground truth cannot be scored, and where", () => {
    const made = breakdown(calling(oslo), "<think>a</think>\n<tool_call>\n{broken\n</tool_call>");
    expect(made.sentence).toBe("No reward: the sample cannot be scored");
    expect(made.failure?.message).toMatch(/JSON/i);
    expect(made.failure?.place).toBeDefined();
  });

  it("tells a judge's verdict, gold and reward, and that readings differ", () => {
    const completion = "<think>I lean to [[A]].</think>\n<answer>[[B]]</answer>";
    const facts = factsOf("rm-r1-reasoning", { completion, attributes: { gold: "A" } });
    const made = breakdownOf(facts, facts.reward);
    expect(made?.sentence).toBe("Verdict B · gold A · reward −1 · readings differ: eval both, sft-filter A");
    expect(made?.judge?.readings.find(({ decides }) => decides)?.name).toBe("train");
    expect(made?.raises).toEqual([{ text: "The verdict A", gain: 2 }]);
  });

  it("tells the verdict alone where there is no gold label", () => {
    const facts = factsOf("rm-r1-reasoning", { completion: "<think>a</think>\n<answer>[[B]]</answer>" });
    expect(breakdownOf(facts, facts.reward)?.sentence).toBe("Verdict B · no gold label, so no reward");
  });

  it("tells recorded and computed parts where no reward is known, each by itself", () => {
    const completion = "<think>\na\n</think>\n<answer>\n42\n</answer>";
    const attributes = { step: 1, components: { accuracy_reward: 0.5, luck: null } };
    const facts = factsOf("think-answer", { completion, groundTruth: "42", attributes });
    const made = breakdownOf(facts, facts.reward);
    expect(made?.reward).toBeUndefined();
    expect(made?.parts.map(({ name, recorded, computed }) => [name, recorded, computed])).toEqual([
      ["accuracy_reward", 0.5, undefined],
      ["luck", null, undefined],
      ["Format", undefined, 1],
      ["Exact answer", undefined, 1],
    ]);
    expect(made?.sentence).toBe("No reward is known · accuracy_reward 0.5 · luck – · Format 1 · Exact answer 1");
    expect(hasLens(made!)).toBe(false);
    // Nobody asks for a reward here.
    const plain = factsOf("think-answer", { completion });
    expect(breakdownOf(plain, plain.reward)).toBeUndefined();
  });

  it("says nothing of a trace without ground truth", () => {
    const facts = factsOf("toolrl", { completion: calling(oslo) });
    expect(breakdownOf(facts, facts.reward)).toBeUndefined();
  });
});

describe("the shares of calls and parameters", () => {
  it("are what the points are worth, with their places", () => {
    const completion = calling(bergen);
    const { calls } = breakdown(completion, calling(oslo));
    const [only] = calls?.calls ?? [];
    // 1 for the names of the tools, 1 for the parameters' names, 2 values: 4 points, 1.5 each.
    expect(shareInWords(only!)).toBe("−1.5 of 4.5");
    expect(textOf(completion, only!.place!.span)).toBe(bergen);
    const shares = only!.parameters.map((each) => [
      each.name,
      each.status,
      shareInWords(each),
      each.given,
      each.expected,
    ]);
    expect(shares).toEqual([
      ["city", "different", "−1.5 of 1.5", '"Bergen"', '"Oslo"'],
      ["days", "equal", "+1.5", "3", "3"],
    ]);
  });

  it("add up to correctness, whatever the variant, the calls and the weight", () => {
    const random = new Random(7);
    const some = (): string[] =>
      Array.from({ length: random.below(4) }, () => {
        const keys = ["x", "y", "z"].filter(() => random.chance(0.6));
        const parameters = Object.fromEntries(keys.map((key) => [key, random.pick([1, 2, "a"])]));
        return call(random.pick(["a", "b"]), JSON.stringify(parameters));
      });
    for (let i = 0; i < 400; i++) {
      const [completion, groundTruth] = [calling(...some()), calling(...some())];
      const step = random.below(200);
      const weighted = rewarding("toolrl", {
        kind: "components",
        components: [
          { component: "toolrl-correctness", weight: 0.5, options: { variant: random.pick(toolrlVariants) } },
        ],
      });
      for (const profile of ["toolrl", weighted]) {
        const facts = factsOf(profile, { completion, groundTruth });
        const result = rewardOf(
          facts,
          profile === "toolrl" ? { variant: random.pick(toolrlVariants), step } : { step },
        );
        const made = breakdownOf(facts, result);
        const part = made?.reward?.parts.find(({ id }) => id.endsWith("correctness"));
        if (made?.calls === undefined || part === undefined) continue;
        const { base, names, calls } = made.calls;
        const sum = calls.reduce((total, { earned }) => total + earned, base + (names?.earned ?? 0));
        expect(sum).toBeCloseTo(part.value, 9);
        const most = calls.reduce((total, { possible }) => total + possible, base + (names?.possible ?? 0));
        expect(most).toBeCloseTo(part.max, 9);
      }
    }
  });

  it("have one entry for all calls where the variant asks for all or nothing", () => {
    const { calls } = breakdown(calling(bergen), calling(oslo), { variant: "coarse" });
    expect(calls?.calls.map((each) => [each.title, shareInWords(each)])).toEqual([["All calls", "−6 of 6"]]);
  });

  it("list calls that answer nothing, and say that they cost nothing where that is so", () => {
    const paid = breakdown(calling(oslo, call("map")), calling(oslo)).calls!.calls;
    expect(paid.map(({ kind }) => kind)).toEqual(["answered", "spurious"]);
    const unpunished = breakdown(calling(oslo), "<think>a</think>\n<response>b</response>").calls!.calls;
    expect(unpunished[0]?.note).toContain("costs nothing");
  });

  it("leave calls out beyond a number, and say how many", () => {
    const many = Array.from({ length: 250 }, (_, i) => call(`t${i}`));
    const { calls } = breakdown(calling(call("other")), calling(...many));
    expect([calls?.calls.length, calls?.leftOut]).toEqual([200, 51]);
  });
});

describe("what would have raised the reward", () => {
  it("is true: the fixed completion earns so much more", () => {
    const truth = calling(call("f", '{"a": 1, "b": 2}'), call("g", '{"c": 3}'));
    const given = [
      { calls: ['{"a": 9, "b": 2}', '{"c": 3}'], text: '"a" with', fixed: ['{"a": 1, "b": 2}', '{"c": 3}'] },
      { calls: ['{"b": 2}', '{"c": 3}'], text: '"a" given', fixed: ['{"a": 1, "b": 2}', '{"c": 3}'] },
      {
        calls: ['{"a": 1, "b": 2, "x": 0}', '{"c": 4}'],
        text: 'without "x"',
        fixed: ['{"a": 1, "b": 2}', '{"c": 4}'],
      },
    ];
    const traceOf = (parameters: readonly string[]): string =>
      calling(call("f", parameters[0]), call("g", parameters[1]));
    for (const { calls, text, fixed } of given) {
      const raise = breakdown(traceOf(calls), truth).raises.find((each) => each.text.includes(text));
      const before = rewardFor("toolrl", { completion: traceOf(calls), groundTruth: truth })!.total;
      const after = rewardFor("toolrl", { completion: traceOf(fixed), groundTruth: truth })!.total;
      expect(raise?.gain, text).toBeCloseTo(after - before, 9);
    }
  });

  it("counts the names of the tools where a call answers nothing", () => {
    const [g, h] = [call("g", '{"c": 3}'), call("h")];
    const raise = breakdown(calling(g, h), calling(g)).raises.find(({ text }) => text.includes("answers none"));
    expect(raise?.gain).toBeCloseTo(
      4 - rewardFor("toolrl", { completion: calling(g, h), groundTruth: calling(g) })!.total,
    );
  });

  it("names the format's fault, and is empty where nothing is lost", () => {
    expect(breakdown(`${calling(oslo)} after`, calling(oslo)).raises[0]?.text).toContain("nothing may follow");
    expect(breakdown(calling(oslo), calling(oslo)).raises).toEqual([]);
  });
});

it("takes other places, and nothing else changes", () => {
  const made = breakdown(calling(bergen), calling(oslo));
  const other = withPlaces(made, ({ span }) => span.start);
  expect(other.calls?.calls[0]?.place).toBe(made.calls?.calls[0]?.place?.span.start);
  expect(other.calls?.calls[0]?.parameters[0]?.truth).toBe(made.calls?.calls[0]?.parameters[0]?.truth?.span.start);
  expect({ ...other, calls: undefined, reward: undefined }).toEqual({ ...made, calls: undefined, reward: undefined });
});
