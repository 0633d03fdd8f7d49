/** The golden values of a run's charts: six decimals, as the specification prints them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changePoint } from "../../../server/core/statistics/changePoint";
import { pearson, spearman } from "../../../server/core/statistics/correlation";
import { estimators, explainAdvantages } from "../../../server/core/statistics/estimators";
import { binomialAtHalf } from "../../../server/core/statistics/exactTests";
import { histogram } from "../../../server/core/statistics/histogram";
import { passAllK, passAtK } from "../../../server/core/statistics/passAtK";
import { wilson } from "../../../server/core/statistics/proportion";
import { bands } from "../../../server/core/statistics/quantiles";
import { repetition } from "../../../server/core/statistics/repetition";
import { groupSignal } from "../../../server/core/statistics/signal";
import { sampleDeviation } from "../../../server/core/statistics/spread";
import { studentQuantile } from "../../../server/core/statistics/student";
import { trend } from "../../../server/core/statistics/trend";

const six = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toFixed(6)) + 0;
const by = (id: string) => estimators.find((each) => each.id === id)!;

describe("quantiles", () => {
  it("interpolate as numpy does", () => {
    expect(bands([-3, 0, 0.5, 1, 2.5, 4])).toEqual({ q10: -1.5, q25: 0.125, q50: 0.75, q75: 2.125, q90: 3.25 });
    expect(bands([])).toBeUndefined();
  });
});

describe("shares", () => {
  it.each([
    [7, 10, 0.396778, 0.892209],
    [0, 5, 0, 0.434482],
    [2774, 2985, 0.919556, 0.937967],
  ])("%i of %i", (k, n, low, high) => {
    const interval = wilson(k, n)!;
    expect([six(interval.low), six(interval.high)]).toEqual([low, high]);
  });
});

describe("exact tests", () => {
  it.each([
    [60, 40, 0.056888],
    [8, 2, 0.109375],
    [5, 5, 1],
    [0, 0, 1],
  ])("the binomial at a half of %i against %i", (one, other, p) => {
    expect(six(binomialAtHalf(one, other))).toBe(p);
  });
});

describe("the spread of a group", () => {
  it("is that of a sample", () => {
    expect(six(sampleDeviation([2.5, -3, 1, 0.5]))).toBe(2.327373);
  });
});

describe("pass@k", () => {
  it.each([
    [8, 2, 1, 0.25],
    [8, 2, 4, 0.785714],
    [8, 0, 4, 0],
    [8, 6, 4, 1],
    [16, 3, 8, 0.9],
    [3, 1, 4, undefined],
  ])("of %i rollouts, %i right, k = %i", (n, c, k, expected) => {
    expect(six(passAtK(n, c, k))).toBe(expected);
  });

  it("pass^k asks for all", () => {
    expect(six(passAllK(8, 6, 2))).toBe(0.535714);
    expect(passAllK(8, 1, 2)).toBe(0);
  });
});

describe("advantages", () => {
  it.each([
    ["grpo-verl", [1, 0, 0, 1], [0.866024, -0.866024, -0.866024, 0.866024]],
    ["grpo-trl", [1, 0, 0, 1], [0.865875, -0.865875, -0.865875, 0.865875]],
    ["grpo-verl", [2.5, -3, 1, 0.5], [0.966755, -1.396423, 0.322252, 0.107417]],
    ["grpo-trl", [2.5, -3, 1, 0.5], [0.966714, -1.396364, 0.322238, 0.107413]],
    ["dr-grpo", [2.5, -3, 1, 0.5], [2.25, -3.25, 0.75, 0.25]],
    ["rloo", [2.5, -3, 1, 0.5], [3, -4.333333, 1, 0.333333]],
  ])("%s of %j", (id, rewards, expected) => {
    expect(by(id).of(rewards).map(six)).toEqual(expected);
  });

  it("that were recorded are explained by the estimator that gives them; rows that it does not give are named", () => {
    const groups = [
      [2.5, -3, 1, 0.5],
      [1, 0],
    ];
    for (const estimator of estimators.filter(({ id }) => id !== "grpo-trl")) {
      const recorded = groups.map((rewards) => ({ rewards, advantages: estimator.of(rewards) }));
      expect(explainAdvantages(recorded)).toEqual({ estimator, telling: 6, unexplained: [] });
    }
    const whole = { rewards: [1, 0, 0, 1], advantages: [0.5, -0.5, -0.5, 0.5] };
    const torn = { ...whole, advantages: [0.5, -0.5, -0.5, 7] };
    const found = explainAdvantages([torn, whole, whole]);
    expect(found).toEqual({ estimator: by("dr-grpo"), telling: 12, unexplained: [{ group: 0, rollout: 3 }] });
    expect(explainAdvantages([{ rewards: [1, 0], advantages: [9, 9] }]).estimator).toBeUndefined();
  });
});

describe("dead groups", () => {
  const dead = { rewards: [1, 1, 1, 1], advantages: [0, 0, 0, 0] };
  const other = { rewards: [1, 0, 0, 1], advantages: [0.3, -0.3, -0.3, 0.3] };

  it("are no evidence for an estimator: their zeros fit every one", () => {
    expect(explainAdvantages([dead, dead, dead, dead, other])).toMatchObject({ estimator: undefined, telling: 4 });
    expect(explainAdvantages([dead, dead])).toMatchObject({ estimator: undefined, telling: 0 });
  });

  it("in which an advantage is recorded are not explained", () => {
    const rewards = [1, 0, 0, 1];
    const given = { rewards, advantages: by("rloo").of(rewards) };
    const found = explainAdvantages([{ ...dead, advantages: [0, 0, 0, 2] }, given]);
    expect(found).toEqual({ estimator: by("rloo"), telling: 4, unexplained: [{ group: 0, rollout: 3 }] });
  });
});

describe("groups", () => {
  const groups = [[1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 0, 1], [0.5], [2.5, -3, 1, 0.5]];

  it("that are dead, all right and all wrong", () => {
    const signal = groupSignal(groups, 1);
    expect([signal.groups, signal.singles]).toEqual([4, 1]);
    expect([signal.dead.value, signal.allRight.value, signal.allWrong.value]).toEqual([0.5, 0.25, 0.25]);
    expect([signal.deadSamples.value, signal.effectiveBatch]).toEqual([0.5, 8]);
    expect(six(signal.meanDeviation)).toBe(0.726181);
  });

  it("split their variance", () => {
    const { total, within, between } = groupSignal(groups, 1).variance!;
    expect([six(total), six(within), six(between)]).toEqual([1.214844, 1.078125, 0.136719]);
    expect(groupSignal([[1]], 1).variance).toBeUndefined();
  });
});

describe("length and reward", () => {
  it("trend", () => {
    const points = [100, 120, 140, 200].map((length, step) => [step, length] as const);
    expect(six(trend(points)?.slope)).toBe(32);
    expect(trend([[1, 2]])).toBeUndefined();
    expect(trend(points.slice(0, 2))?.interval).toBeUndefined();
  });

  it("its interval goes by Student's t", () => {
    expect([1, 2, 10, 100].map((free) => Number(studentQuantile(free).toFixed(4)))).toEqual([
      12.7062, 4.3027, 2.2281, 1.984,
    ]);
    // Where the series takes over from the bisection, both are the same.
    expect([5, 200, 201, 1000].map((free) => Number(studentQuantile(free).toFixed(8)))).toEqual([
      2.57058184, 1.97189622, 1.97183651, 1.96233908,
    ]);
  });

  it("correlation", () => {
    const [lengths, rewards] = [
      [100, 200, 300, 400, 500],
      [0, 1, 1, 2, 2],
    ];
    expect(six(pearson(lengths, rewards))).toBe(0.944911);
    expect(six(spearman(lengths, rewards))).toBe(0.948683);
    expect(pearson([1, 2], [3, 3])).toBeUndefined();
  });
});

describe("repetition", () => {
  it.each([
    ["a b c d a b c d a b c d", 0.555556],
    ["x ".repeat(20), 0.941176],
    ["the cat sat on the mat", 0],
    ["a b c", 0],
  ])("of %j", (text, expected) => {
    expect(six(repetition(text))).toBe(expected);
  });
});

describe("a change point", () => {
  const steps = (shares: readonly number[]) => shares.map((k, step) => ({ step, k, n: 100 }));

  it("is the cut at which a share changed most", () => {
    expect(changePoint(steps([2, 3, 1, 30, 28, 33]))).toMatchObject({ step: 3, before: 0.02 });
  });

  it("is not told where chance explains it", () => {
    expect(changePoint(steps([10, 12, 9, 11]))).toBeUndefined();
    expect(changePoint(steps([0, 0, 0]))).toBeUndefined();
    expect(changePoint([])).toBeUndefined();
  });
});

describe("a histogram", () => {
  it("gives whole numbers a bar each", () => {
    expect(histogram([1, -3, 1, 4])).toEqual([
      { from: -3, to: -3, count: 1 },
      { from: 1, to: 1, count: 2 },
      { from: 4, to: 4, count: 1 },
    ]);
  });

  it("counts every value once, in 10 to 60 bars", () => {
    const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 2, maxLength: 300 });
    fc.assert(
      fc.property(values, (given) => {
        const bars = histogram([...given, 0.5, 1.25]);
        expect(bars.reduce((count, bar) => count + bar.count, 0)).toBe(given.length + 2);
        expect(bars.length).toBeGreaterThanOrEqual(10);
        expect(bars.length).toBeLessThanOrEqual(60);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("is one bar where all is the same, and none without a value", () => {
    expect(histogram([0.5, 0.5])).toEqual([{ from: 0.5, to: 0.5, count: 2 }]);
    expect(histogram([])).toEqual([]);
  });
});
