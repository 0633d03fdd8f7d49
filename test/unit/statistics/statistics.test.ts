/** Every formula with its golden values: computed with exact fractions where possible, and cross-checked (SciPy, enumeration). */
import { describe, expect, it } from "vitest";
import { cohenKappa, gwetAC1, krippendorffAlpha, largestShare } from "../../../server/core/statistics/agreement";
import { calibration } from "../../../server/core/statistics/calibration";
import { bootstrap, clustered, percentile, ratio, type Cluster } from "../../../server/core/statistics/clusters";
import { binomialAtHalf, fisherExact } from "../../../server/core/statistics/exactTests";
import { centred, scaledBy } from "../../../server/core/statistics/estimators";
import { lengthFigures } from "../../../server/core/statistics/length";
import { lnGamma, sum } from "../../../server/core/statistics/numeric";
import { orderFigures, type TwiceJudged } from "../../../server/core/statistics/orders";
import { watched, wilson } from "../../../server/core/statistics/proportion";
import { isDead } from "../../../server/core/statistics/signal";
import { populationVariance, sampleDeviation } from "../../../server/core/statistics/spread";
import { countVotes, isDecided } from "../../../server/core/statistics/votes";

/** Within one of the last of ten printed digits. */
function near(value: number | undefined, golden: number): void {
  expect(value).toBeDefined();
  expect(Math.abs((value ?? Number.NaN) - golden)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(golden)));
}

/** The same, where a value is so small that its own digits count. */
function nearRelative(value: number, golden: number): void {
  expect(Math.abs(value / golden - 1)).toBeLessThan(5e-10);
}

describe("Wilson's interval", () => {
  it.each([
    [8, 10, 0.4901624715, 0.9433178485],
    [0, 10, 0, 0.2775327999],
    [10, 10, 0.7224672001, 1],
    [1, 1, 0.2065493144, 1],
    [1432, 1500, 0.9429269676, 0.9640835367],
    [13, 20, 0.4328542767, 0.8188081759],
  ])("of %i in %i", (k, n, low, high) => {
    const interval = wilson(k, n);
    near(interval?.low, low);
    near(interval?.high, high);
  });

  it("is undefined where nothing was observed", () => {
    expect(wilson(0, 0)).toBeUndefined();
    expect(watched(0, 0)).toBeUndefined();
  });
});

describe("the interval of a rate that is watched", () => {
  it.each([
    [8, 10, 0.3530421921, 0.9895169048],
    [81, 100, 0.6631886785, 0.9143323298],
    [1432, 1500, 0.9311454329, 0.9723143427],
  ])("of %i in %i", (k, n, low, high) => {
    const interval = watched(k, n);
    near(interval?.low, low);
    near(interval?.high, high);
  });

  it("reaches the end where all or none are right", () => {
    expect(watched(0, 5)?.low).toBe(0);
    expect(watched(5, 5)?.high).toBe(1);
  });
});

describe("the exact binomial test at ½", () => {
  it.each([
    [1, 9, 11 / 512],
    [5, 15, 5425 / 131072],
    [0, 5, 1 / 16],
    [4, 4, 1],
    [0, 0, 1],
    [6, 1, 1 / 8],
    [20, 8, 0.0356981382],
    [12, 28, 0.0165890034],
    [40, 61, 0.0460440669],
    [2000, 2200, 0.0021323557],
  ])("of %i and %i", (b, c, p) => {
    near(binomialAtHalf(b, c), p);
    expect(binomialAtHalf(c, b)).toBe(binomialAtHalf(b, c));
  });

  it("keeps its digits where p is tiny", () => {
    nearRelative(binomialAtHalf(400, 610), 4.121395754e-11);
  });

  it("goes on without a step where logarithms take over", () => {
    nearRelative(binomialAtHalf(470, 531), 0.05785052237168669);
  });
});

describe("Fisher's exact test", () => {
  it("of right and wrong by gold's slot", () => {
    near(fisherExact([[45, 5], [35, 15]]), 0.022834981); // prettier-ignore
  });

  it("is 1 where both rows are alike", () => {
    near(fisherExact([[5, 5], [5, 5]]), 1); // prettier-ignore
  });
});

describe("Cohen's κ", () => {
  it.each<[string, number[][], number, number]>([
    [
      "balanced",
      [
        [20, 5],
        [10, 15],
      ],
      2 / 5,
      0.1269960629,
    ],
    [
      "low",
      [
        [45, 15],
        [25, 15],
      ],
      3 / 23,
      0.0986615376,
    ],
    [
      "biased",
      [
        [25, 35],
        [5, 35],
      ],
      7 / 27,
      0.0771597317,
    ],
    [
      "three labels",
      [
        [10, 2, 1],
        [1, 8, 3],
        [0, 2, 13],
      ],
      349 / 529,
      0.0991605619,
    ],
    [
      "one label in most",
      [
        [90, 5],
        [4, 1],
      ],
      7 / 52,
      0.1621009408,
    ],
  ])("%s", (_, table, kappa, error) => {
    const found = cohenKappa(table);
    if (!("kappa" in found)) throw new Error(found.undefined);
    near(found.kappa, kappa);
    near(found.standardError, error);
  });

  it("has the interval of its variance", () => {
    const found = cohenKappa([[20, 5], [10, 15]]); // prettier-ignore
    if (!("kappa" in found)) throw new Error(found.undefined);
    near(found.standardError ** 2, 252 / 15625);
    near(found.interval.low, 0.1510922905);
    near(found.interval.high, 0.6489077095);
  });

  it("is undefined, with its reason, where chance alone agrees always", () => {
    expect(cohenKappa([[7, 0], [0, 0]])).toEqual({ undefined: "both always gave the same label" }); // prettier-ignore
    expect(cohenKappa([[0, 0], [0, 0]])).toHaveProperty("undefined"); // prettier-ignore
  });
});

/** `AAB` is a sample with three verdicts, `A-B` one whose second judge gave none. */
function units(...written: string[]): (string | undefined)[][] {
  return written.map((unit) => [...unit].map((label) => (label === "-" ? undefined : label)));
}

describe("more than two judges, and verdicts that are missing", () => {
  const eight = units("AAA", "AAB", "BBB", "A-B", "BB-", "AAA", "BAB", "A--");

  it("Krippendorff's α", () => {
    const found = krippendorffAlpha(eight);
    if (!("alpha" in found)) throw new Error(found.undefined);
    near(found.observedDisagreement, 6 / 19);
    near(found.expectedDisagreement, 10 / 19);
    near(found.alpha, 2 / 5);
    expect(found.n).toBe(7);
  });

  it("Gwet's AC1", () => {
    const found = gwetAC1(eight);
    if (!("ac1" in found)) throw new Error(found.undefined);
    near(found.observed, 2 / 3);
    near(found.expected, 63 / 128);
    near(found.ac1, 67 / 195);
  });

  it("of two judges with one label in most: α follows κ, AC1 does not", () => {
    const many = units(...Array<string>(90).fill("AA"), ...Array<string>(5).fill("AB"), ...Array<string>(4).fill("BA"), "BB"); // prettier-ignore
    const [alpha, ac1] = [krippendorffAlpha(many), gwetAC1(many)];
    if (!("alpha" in alpha) || !("ac1" in ac1)) throw new Error("undefined");
    near(alpha.alpha, 0.1385281385);
    near(ac1.ac1, 0.8995591764);
    near(largestShare(many), 189 / 200);
  });

  it("is undefined, with its reason, where there is nothing to compare", () => {
    expect(krippendorffAlpha(units("A-", "-B"))).toEqual({ undefined: "no sample has two verdicts" });
    expect(krippendorffAlpha(units("AA", "AA"))).toEqual({ undefined: "all verdicts are the same label" });
    expect(gwetAC1(units("AA"))).toHaveProperty("undefined");
  });
});

describe("both orders", () => {
  it("consistency, conservative verdict, mean and lean", () => {
    const times = (n: number, AB: "A" | "B", BA: "A" | "B", gold: "A" | "B"): TwiceJudged[] =>
      Array.from({ length: n }, () => ({ AB, BA, gold }));
    const figures = orderFigures([
      ...times(10, "A", "A", "A"),
      ...times(3, "B", "B", "A"),
      ...times(6, "A", "B", "A"),
      ...times(1, "B", "A", "A"),
      { AB: "A", BA: undefined, gold: "A" },
    ]);
    expect(figures).toMatchObject({ pairs: 20, unread: 1, conservative: { right: 10, ties: 7, wrong: 3 } });
    near(figures.consistency.value, 13 / 20);
    near(figures.meanOfOrders, 27 / 40);
    expect(figures.lean).toEqual({ first: 6, second: 1, p: 1 / 8 });
  });
});

describe("votes", () => {
  it.each([
    ["AAAAA", "A", 1, 0],
    ["AAAAB", "A", 4 / 5, 0.7219280949],
    ["AABBA", "A", 3 / 5, 0.9709505945],
    ["AAAAAABB", "A", 3 / 4, 0.8112781245],
    ["AABB", undefined, 1 / 2, 1],
  ])("%s", (votes, majority, share, entropy) => {
    const found = countVotes([...votes]);
    expect(found.majority).toBe(majority);
    near(found.share, share);
    near(found.entropy, entropy);
  });

  it.each([["AAAAA", 0], ["AAAAB", 2 / 5], ["AAABB", 3 / 5], ["AB", 1]])("%s: the flip rate is %f", (votes, flips) => {
    near(countVotes([...votes]).flips, flips);
  }); // prettier-ignore

  it("one vote has no flip rate", () => {
    expect(countVotes(["A", undefined]).flips).toBeUndefined();
  });

  it("what could not be read is no vote", () => {
    expect(countVotes([undefined, "B"])).toEqual({ majority: "B", share: 1, entropy: 0, valid: 1 });
    expect(countVotes([undefined])).toEqual({ majority: undefined, share: undefined, entropy: undefined, valid: 0 });
  });

  it("may stop only when the lead is larger than the votes left", () => {
    expect(isDecided([..."AAA"], 2)).toBe(true);
    expect(isDecided([..."AAAB"], 2)).toBe(false);
    expect(isDecided([..."AA"], 2)).toBe(false);
  });
});

describe("clusters", () => {
  const four: Cluster[] = [[1, 1], [0, 2], [2, 2], [1, 3]].map(([x = 0, n = 0]) => ({ x, n })); // prettier-ignore

  it("a ratio of sums and its errors", () => {
    const found = clustered(four);
    near(found?.value, 1 / 2);
    near(found?.standardError, 0.1976423538);
    near(found?.standardErrorOfFew, 0.2282177323);
    expect(found?.few).toBe(true);
    near(found?.interval?.low, 1 / 2 - 3.182446305 * 0.2282177323);
  });

  it("two judges: the same on differences", () => {
    const found = clustered([[2, 3], [0, 2], [-1, 1], [1, 4]].map(([x = 0, n = 0]) => ({ x, n }))); // prettier-ignore
    near(found?.value, 1 / 5);
    near(found?.standardError, 0.1897366596);
  });

  it("all 256 draws of the bootstrap", () => {
    const ratios: number[] = [];
    for (let draw = 0; draw < 256; draw++) {
      ratios.push(ratio([0, 2, 4, 6].map((shift) => four[(draw >> shift) & 3]!)));
    }
    ratios.sort((a, b) => a - b);
    near(percentile(ratios, 0.025), 1 / 7);
    near(percentile(ratios, 0.975), 1);
    const mean = sum(ratios) / 256;
    near(mean, 0.5171796086);
    near(Math.sqrt(sum(ratios.map((value) => (value - mean) ** 2)) / 256), 0.2093257798);
  });

  it("draws the same from the same seed, and near the enumeration", () => {
    expect(bootstrap(four, { seed: 7 })).toEqual(bootstrap(four, { seed: 7 }));
    const found = bootstrap(four, { seed: 7 });
    near(found?.low, 1 / 7);
    near(found?.high, 1);
  });
});

describe("calibration", () => {
  const ten = [
    [0.55, 1], [0.6, 0], [0.65, 1], [0.7, 0], [0.8, 1], [0.85, 1], [0.9, 1], [0.95, 1], [0.97, 0], [0.99, 1],
  ].map(([confidence = 0, right]) => ({ confidence, right: right === 1 })); // prettier-ignore

  it("by bins of equal mass", () => {
    near(calibration(ten, 5)?.ece, 0.196);
    near(calibration(ten, 3)?.ece, 0.186);
    expect(calibration(ten, 3)?.bins.map(({ n }) => n)).toEqual([4, 3, 3]);
    near(calibration(ten, 3)?.brier, 0.2191);
  });

  it("of votes: a bin a value", () => {
    const votes = (confidence: number, right: number, wrong: number): { confidence: number; right: boolean }[] =>
      Array.from({ length: right + wrong }, (_, i) => ({ confidence, right: i < right }));
    const found = calibration([...votes(1, 4, 1), ...votes(0.8, 2, 1), ...votes(0.6, 1, 1)]);
    near(found?.ece, 0.16);
    near(found?.brier, 0.224);
    expect(found?.bins.map(({ n, few }) => [n, few])).toEqual([[2, true], [3, true], [5, true]]); // prettier-ignore
  });

  it("never splits equal values", () => {
    const claims = [0.1, 0.5, 0.5, 0.5, 0.5, 0.6, 0.7, 0.8].map((confidence) => ({ confidence, right: true }));
    expect(calibration(claims, 4)?.bins.map(({ n }) => n)).toEqual([5, 1, 2]);
  });
});

describe("length", () => {
  it("how often the longer one wins, by judge and by gold", () => {
    const pair = (ratio: number, choice: "A" | "B", gold: "A" | "B") =>
      ({ lengthA: 100 * ratio, lengthB: 100, choice, gold }) as const;
    const found = lengthFigures([
      pair(2, "A", "B"), pair(3, "A", "B"), pair(4, "A", "A"), pair(5, "B", "B"), pair(1, "A", "B"),
    ]); // prettier-ignore
    expect([found.byJudge.k, found.byJudge.n, found.byGold.k]).toEqual([3, 4, 1]);
    near(found.p, 1 / 2);
    expect(found.quartiles.map(({ upTo }) => upTo)).toEqual([2, 3, 4, 5]);
  });
});

describe("groups", () => {
  it("GRPO's advantages, and Dr. GRPO's", () => {
    const rewards = [1, 1, -1];
    const population = scaledBy(rewards, (values) => Math.sqrt(populationVariance(values)), 0);
    near(population[0], 0.7071067812);
    near(population[2], -1.4142135624);
    const sample = scaledBy(rewards, sampleDeviation, 0);
    near(sample[0], 0.5773502692);
    near(sample[2], -1.1547005384);
    near(centred(rewards)[0], 2 / 3);
    near(centred(rewards)[2], -4 / 3);
  });

  it("no signal where all are alike", () => {
    expect(isDead([1, 1])).toBe(true);
    expect(isDead([1])).toBe(false);
    expect(scaledBy([1, 1], sampleDeviation, 1e-6)).toEqual([0, 0]);
  });
});

describe("ln Γ", () => {
  it.each([[1, 0], [2, 0], [0.5, 0.5723649429247001], [10, 12.801827480081469], [100, 359.1342053695754]])("of %f", (x, value) => {
    expect(Math.abs(lnGamma(x) - value)).toBeLessThan(1e-12);
  }); // prettier-ignore
});
