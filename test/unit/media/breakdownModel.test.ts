/** What the breakdown's charts and tables hold. */
import { describe, expect, it } from "vitest";
import { chartsOf, comparisonOf, ownCharts, takesAway, type BarChart } from "../../../media/breakdown/model";
import { breakdownOf, ownBreakdown, withPlaces, type Breakdown } from "../../../server/core/views/reward";
import { rewardOf, type RewardOptions } from "../../../server/core/rewards";
import type { Range } from "../../../server/core/text/lineTable";
import { factsOf } from "../rewards/source";
import { call, calling } from "../rewards/toolrl/fixtures";

function breakdown(completion: string, groundTruth: string, options: RewardOptions = {}): Breakdown<Range> {
  const facts = factsOf("toolrl", { completion, groundTruth });
  const at = (character: number) => ({ line: 0, character });
  return withPlaces(breakdownOf(facts, rewardOf(facts, options))!, ({ span }) => ({
    start: at(span.start),
    end: at(span.end),
  }));
}
const truth = calling(call("a", '{"x": 1, "y": 2}'), call("b"));
const given = calling(call("a", '{"x": 1, "y": 3, "z": 4}'), call("c"));

describe("charts", () => {
  it("hold the parts between their bounds", () => {
    const [parts] = chartsOf(breakdown(given, truth));
    expect(parts?.bars.map(({ label, start, end }) => [label, start, end])).toEqual([
      ["Format", 0, 1],
      ["Correctness", -3, 3],
    ]);
    expect(parts?.summary).toMatch(/of 4 in all/);
  });

  it("hold each call and, below it, each parameter, with where they stand", () => {
    const [, calls] = chartsOf(breakdown(given, truth));
    expect(calls?.bars.map(({ label, level }) => `${level} ${label}`)).toEqual([
      "0 Names of the tools",
      "0 Call 1 · a",
      "1 Names of its parameters",
      "1 x",
      "1 y",
      "1 z",
      "0 Call 2 · b",
      "0 Extra call · c",
    ]);
    const [y] = calls!.bars.filter(({ label }) => label === "y");
    expect([y?.value, y?.note, y?.place?.start.character]).toEqual([0, "different", given.indexOf("3, ")]);
    // What nothing answers leads to the ground truth.
    expect(calls?.bars[6]?.place?.start.character).toBe(truth.indexOf('{"name": "b"'));
  });

  it("begin, with more than ten calls, with those that lost most", () => {
    const numbers = Array.from({ length: 12 }, (_, i) => i);
    const wanted = calling(...numbers.map((i) => call(`f${i}`, '{"x": 1}')));
    const made = calling(...numbers.map((i) => call(`f${i}`, i === 9 ? '{"x": 2}' : '{"x": 1}')));
    const [, calls] = chartsOf(breakdown(made, wanted));
    expect(calls?.bars.filter(({ level }) => level === 0)[1]?.label).toBe("Call 10 · f9");
    expect(calls?.summary).toMatch(/The calls that lost most come first\.$/);
  });

  it("are left out where there is nothing to draw", () => {
    const none = breakdown("<think>a</think>\n<response>b</response>", "<think>a</think>\n<response>b</response>");
    expect(chartsOf(none).map(({ id }) => id)).toEqual(["parts"]);
  });
});

describe("the score of a team's own scorer", () => {
  const own = (score: number, components: Readonly<Record<string, number>> = {}): BarChart | undefined =>
    chartsWith(score, components)[0];
  const chartsWith = (score: number, components: Readonly<Record<string, number>>): BarChart[] =>
    ownCharts(ownBreakdown({ score, components }, factsOf("toolrl", { completion: given, groundTruth: truth })));

  it("stands with its components beside the reward that it differs from", () => {
    const chart = own(-1, { acc: 0.5 });
    expect(chart?.bars.map(({ label, level, start, value, end }) => [label, level, start, value, end])).toEqual([
      ["Score", 0, 0, -1, -1],
      ["acc", 1, 0, 0.5, 0.5],
      ["Computed reward", 0, 0, expect.any(Number), expect.any(Number)],
    ]);
    expect(chart?.summary).toMatch(/^The scorer gives −1, the computed reward is /);
  });

  it("tells what takes away, which nothing of a reward between its bounds does", () => {
    const penalised = own(0.4, { acc: 0.5, length_penalty: -0.1, nothing: 0 });
    const bars = penalised?.bars.filter(takesAway).map(({ label }) => label);
    const [parts] = chartsOf(breakdown(given, truth));
    expect([bars, parts?.bars.some(takesAway)]).toEqual([["length_penalty"], false]);
  });

  it("gives a component of another unit an axis of its own, beside which the score would not be seen", () => {
    const charts = chartsWith(0.4, { acc: 0.5, response_length: 1834 });
    expect(charts.map(({ title }) => title)).toEqual(["The team's scorer", "The team's scorer: response_length"]);
    expect(charts.map(({ bars }) => bars.some(({ label }) => label === "response_length"))).toEqual([false, true]);
  });

  it("stands alone where there is no difference", () => {
    const facts = factsOf("hermes", { completion: given });
    const [chart] = ownCharts(ownBreakdown({ score: 1, components: {} }, facts));
    expect([chart?.bars.length, chart?.summary]).toEqual([1, "The scorer gives 1."]);
  });

  it("is no chart where the scorer gave none", () => {
    const failure = { error: { code: "scorer-error", message: "no" } } as const;
    expect(ownCharts(ownBreakdown(failure, factsOf("toolrl", { completion: given })))).toEqual([]);
  });
});

describe("completion against ground truth", () => {
  it("has a row a parameter, and one for each call that has no partner", () => {
    expect(
      comparisonOf(breakdown(given, truth)).map(({ name, status, given: g, expected }) => [name, status, g, expected]),
    ).toEqual([
      ["x", "equal", "1", "1"],
      ["y", "different", "3", "2"],
      ["z", "extra", "4", ""],
      ["", "unanswered", "", "this call"],
      ["", "spurious", "this call", ""],
    ]);
  });

  it("is empty where calls are taken as one", () => {
    expect(comparisonOf(breakdown(given, truth, { variant: "coarse" }))).toEqual([]);
  });
});
