/** The golden values of a run's charts, as the figures that pages show them: six decimals. */
import { describe, expect, it } from "vitest";
import { parseCondition } from "../../../server/core/filters/condition";
import { evaluateCondition } from "../../../server/core/filters/condition";
import { parseFilter } from "../../../server/core/filters/parseFilter";
import type { Filter } from "../../../server/core/filters/filter";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import { estimators } from "../../../server/core/statistics/estimators";
import { byLength } from "../../../server/core/runs/breakdowns";
import { conditionFigures } from "../../../server/core/runs/conditionFigures";
import { groupDetail, groupFigures, groupList } from "../../../server/core/runs/groups/groupFigures";
import { firstDifference } from "../../../server/core/runs/groups/parting";
import { hints } from "../../../server/core/runs/hints";
import { lostBy } from "../../../server/core/runs/lost";
import type { Scope } from "../../../server/core/runs/scope";
import { passes, stepSeries } from "../../../server/core/runs/steps";
import { summarise } from "../../../server/core/runs/summary";
import { toolFigures } from "../../../server/core/runs/tools";
import { textHash } from "../../../server/core/text/textHash";
import { finding, scopeOf } from "./support/rows";

const six = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toFixed(6)) + 0;

/** Groups of recorded rewards; what is right is a threshold. */
function grouped(groups: readonly (readonly number[])[], threshold: number): Scope {
  const rows = groups.flatMap((rewards, group) => rewards.map((recorded) => ({ group: `g${group}`, recorded })));
  const right = { filter: parseFilter(`reward>=${threshold}`) as Filter, written: `reward >= ${threshold}` };
  return scopeOf(rows, { right });
}

const earned = (value: number, best = 4, least = -3): Partial<SampleRow> => ({
  reward: { value, best, least, parts: [] },
});

describe("a step", () => {
  it("tells malformed calls of the samples alone in which something was checked", () => {
    const found = [finding("tool-call-json")];
    const rows = [
      { step: 1, checked: false },
      { step: 2, checked: false, findings: found },
      { step: 2, checked: false },
      { step: 2, findings: found },
      { step: 2 },
    ];
    const shares = stepSeries(scopeOf(rows)).steps.map(({ malformed: { k, n, value } }) => [k, n, value]);
    expect(shares).toEqual([
      [0, 0, undefined],
      [2, 3, 2 / 3],
    ]);
  });

  it("has numpy's quantiles", () => {
    const scope = scopeOf([-3, 0, 0.5, 1, 2.5, 4].map((recorded) => ({ recorded, step: 1 })));
    const [step] = stepSeries(scope).steps;
    expect(step?.reward).toMatchObject({ q10: -1.5, q25: 0.125, q50: 0.75, q75: 2.125, q90: 3.25, n: 6 });
    expect(step?.reward?.positive).toBeCloseTo(4 / 6, 12);
    expect([step?.reward?.atMost, step?.reward?.atLeast].map(six)).toEqual([0.166667, 0.166667]);
  });

  it("of which no total reward is known has no share of dead groups", () => {
    const deadOf = (rows: readonly Partial<SampleRow>[]) => stepSeries(scopeOf(rows)).steps.map(({ dead }) => dead);
    const rollout = { step: 1, group: "g", components: { format_reward: 1 } };
    expect(deadOf([rollout, rollout])).toEqual([undefined]);
    expect(deadOf([{ ...rollout, recorded: 1 }, rollout])).toEqual([undefined]);
    expect(deadOf([rollout, { ...rollout, recorded: 1 }, { ...rollout, recorded: 1 }])).toMatchObject([{ k: 3, n: 3 }]);
  });

  it("leaves out what has no reward, and says how much that is", () => {
    const scope = scopeOf([{ recorded: 1 }, {}, { undecided: "equals" }]);
    const { reward } = summarise(scope);
    expect(reward).toMatchObject({ mean: { value: 1, n: 1 }, without: 2 });
    expect(reward?.undecided).toEqual([{ name: "equals", figure: 1, filter: undefined }]);
  });
});

describe("the reward that is shown", () => {
  it("is never computed for some samples and recorded for others", () => {
    const { reward } = summarise(scopeOf([{ ...earned(2), recorded: 0.5 }, { recorded: 0.5 }]));
    expect(reward).toMatchObject({ kind: "computed", mean: { value: 2, n: 1 }, without: 1 });
    expect(summarise(scopeOf([{ recorded: 0.5 }])).reward).toMatchObject({ kind: "recorded", mean: { value: 0.5 } });
  });
});

describe("the parts of a run by length", () => {
  it("are named by whole lengths that no other part has", () => {
    const lengths = [14, 14, 15, 15, 20, 25, 60, 60];
    const scope = scopeOf(lengths.map((length) => ({ length, recorded: 1 })));
    const { parts } = byLength(scope);
    expect(parts.map(({ name, figure, filter }) => [name, figure.n, filter])).toEqual([
      ["14 characters", 2, "length=14"],
      ["15 to 17 characters", 2, "length=15..17"],
      ["18 to 33 characters", 2, "length=18..33"],
      ["34 to 60 characters", 2, "length=34..60"],
    ]);
  });
});

describe("the mean of a run", () => {
  it("of zeros and ones is a share: never without width, never beyond 0 and 1", () => {
    const mean = (groups: readonly (readonly number[])[]) => summarise(grouped(groups, 1)).reward?.mean;
    const alike = mean(Array.from({ length: 5 }, () => [1, 0, 0, 0]));
    expect([alike?.interval?.low, alike?.interval?.high].map(six)).toEqual([0.111862, 0.468701]);
    expect(
      mean([
        [0, 0],
        [1, 0],
        [0, 0],
      ])?.interval?.low,
    ).toBe(0);
  });

  it("has its error clustered by group", () => {
    // x/n = 1/1, 0/2, 2/2, 1/3 of statistics.md.
    const rewards = { a: [1], b: [0, 0], c: [1, 1], d: [1, 0, 0] };
    const scope = scopeOf(
      Object.entries(rewards).flatMap(([group, values]) => values.map((recorded) => ({ group, recorded }))),
    );
    const { mean } = summarise(scope).reward ?? {};
    expect([mean?.value, mean?.standardError].map(six)).toEqual([0.5, 0.228218]);
    expect(mean).toMatchObject({ n: 8, clusters: 4 });
  });
});

describe("groups", () => {
  const golden = [[1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 0, 1], [0.5], [2.5, -3, 1, 0.5]];

  it("tell how much can be learnt from them", () => {
    const { signal } = groupFigures(grouped(golden, 1)) ?? {};
    expect(signal).toMatchObject({ groups: 4, singles: 1, effectiveBatch: 8 });
    const shares = [signal?.dead, signal?.allRight, signal?.allWrong].map((share) => share?.value);
    expect(shares).toEqual([0.5, 0.25, 0.25]);
    expect(six(signal?.meanDeviation)).toBe(0.726181);
    const { total, within, between } = signal?.variance ?? {};
    expect([total, within, between].map(six)).toEqual([1.214844, 1.078125, 0.136719]);
  });

  it("stand in a list, the widest spread first, each by what its rollouts are", () => {
    const list = groupList(grouped(golden, 1));
    expect(list.groups.map(({ group, state }) => [group, state])).toEqual([
      ["g4", "mixed"],
      ["g2", "mixed"],
      ["g0", "all right"],
      ["g1", "all wrong"],
    ]);
    expect(list).toMatchObject({ singles: 1, counts: { mixed: 2, "all right": 1, "all wrong": 1 } });
  });

  it("without two rewards are not called mixed", () => {
    const rows = [undefined, undefined, 1, undefined].map((recorded, i) => ({ group: `g${i >> 1}`, recorded }));
    const list = groupList(scopeOf(rows));
    expect(list.groups.map(({ state }) => state)).toEqual(["no reward", "no reward"]);
    expect(list.counts).toMatchObject({ mixed: 0, "no reward": 2 });
  });

  it.each(estimators.filter(({ id }) => id !== "grpo-trl"))(
    "name the estimator that explains the advantages: $id",
    (estimator) => {
      const rewards = [2.5, -3, 1, 0.5];
      const given = estimator.of(rewards);
      const scope = scopeOf(rewards.map((recorded, i) => ({ group: "g", recorded, advantage: given[i] ?? 0 })));
      expect(groupFigures(scope)?.recorded).toMatchObject({
        estimator: { id: estimator.id },
        explained: 4,
        unexplained: [],
      });
      const detail = groupDetail(scope, 0);
      expect(detail).toMatchObject({ best: 0, worst: 1 });
      expect(detail?.rollouts.map(({ explained }) => explained)).toEqual([true, true, true, true]);
      expect(detail?.rollouts.map(({ advantages }) => six(advantages?.["dr-grpo"]))).toEqual([2.25, -3.25, 0.75, 0.25]);
      expect(detail?.rollouts.map(({ advantages }) => six(advantages?.rloo))).toEqual([3, -4.333333, 1, 0.333333]);
      expect(six(detail?.rollouts[0]?.advantages?.["grpo-verl"])).toBe(0.966755);
      expect(six(detail?.rollouts[0]?.advantages?.["grpo-trl"])).toBe(0.966714);
    },
  );

  it("give the weights of reward columns by least squares, up to one factor", () => {
    const columns = [
      [
        [1, 0, 0, 1],
        [0.2, 0.9, 0.4, 0.1],
      ],
      [
        [0, 0, 1, 1],
        [0.5, 0.7, 0.1, 0.3],
      ],
      [
        [1, 0, 1, 0],
        [0.3, 0.2, 0.8, 0.9],
      ],
    ];
    const trl = estimators.find(({ id }) => id === "grpo-trl");
    const rows = columns.flatMap(([one = [], other = []], group) => {
      const advantages = trl?.of(one.map((value, i) => value + 0.5 * (other[i] ?? 0))) ?? [];
      return one.map((value, i) => ({
        group: `g${group}`,
        components: { one: value, other: other[i] ?? 0 },
        advantage: advantages[i] ?? 0,
      }));
    });
    const inferred = groupFigures(scopeOf(rows));
    expect(inferred?.weights?.map(({ name, weight }) => [name, Number(weight.toFixed(3))])).toEqual([
      ["one", 1],
      ["other", 0.5],
    ]);
    expect(inferred?.residual).toBeLessThan(1e-3);
    // Where a total is recorded, nothing has to be inferred.
    const total = rows.map((row) => ({ ...row, recorded: row.components.one + row.components.other }));
    expect(groupFigures(scopeOf(total))?.weights).toBeUndefined();
  });

  it("part where their texts first differ, never within a character", () => {
    expect(firstDifference("get(a=1)", "get(a=2)")).toBe(6);
    expect(firstDifference("same", "same")).toBeUndefined();
    expect(firstDifference("same", "same and more")).toBe(4);
    expect(firstDifference("x😀", "x😁")).toBe(1);
  });

  it("give pass@k by prompt", () => {
    const eight = [1, 1, 0, 0, 0, 0, 0, 0];
    expect([1, 4].map((k) => six(passes(grouped([eight], 1), k)?.atK))).toEqual([0.25, 0.785714]);
    expect(passes(grouped([[0, 0, 0, 0, 0, 0, 0, 0]], 1), 4)?.atK).toBe(0);
    const six8 = [1, 1, 1, 1, 1, 1, 0, 0];
    expect(passes(grouped([six8], 1), 4)?.atK).toBe(1);
    expect(six(passes(grouped([six8], 1), 2)?.allK)).toBe(0.535714);
    expect(six(passes(grouped([Array.from({ length: 16 }, (_, i) => Number(i < 3))], 1), 8)?.atK)).toBe(0.9);
    expect(passes(grouped([[1]], 1), 2)).toBeUndefined();
  });
});

describe("reward lost", () => {
  it("by a rule is the cost there, at most what is lacking, over all samples", () => {
    const scope = scopeOf([
      { ...earned(-2), findings: [finding("tool-call-json", 6), finding("cut-off", 7)] },
      { ...earned(3), findings: [finding("tool-call-json", 6)] },
      { ...earned(4), findings: [finding("unknown-tag")] },
      earned(2),
    ]);
    const lost = lostBy(scope, "rule");
    expect(lost.bars.map(({ name, lost: on, n }) => [name, on, n])).toEqual([
      ["tool-call-json", (6 + 1) / 4, 2],
      ["cut-off", 6 / 4, 1],
      ["unknown-tag", undefined, 1],
    ]);
    expect(lost.without).toEqual({ n: 1, lost: 2 / 4 });
    // The cost of a cause counts once a sample.
    expect(lostBy(scope, "cause").bars[0]).toMatchObject({ name: "malformed calls", lost: (6 + 1) / 4, n: 3 });
  });

  it("is said since the step at which a share changed most", () => {
    const rows = [1, 2, 3, 4].flatMap((step) =>
      Array.from({ length: 100 }, (_, i) => ({
        ...earned(0),
        step,
        findings: i < (step < 3 ? 2 : 20) ? [finding("tool-call-json", 1)] : [],
      })),
    );
    const [bar] = lostBy(scopeOf(rows), "rule").bars;
    expect(bar?.since).toMatchObject({ step: 3, before: 0.02, after: 0.2 });
    expect(bar?.shares).toEqual([0.02, 0.02, 0.2, 0.2]);
    expect(summarise(scopeOf(rows)).sentences[0]).toMatchObject({
      lead: "tool-call-json costs most: −0.11 on a mean of 0.00, in 44 samples.",
      rest: "It rose from 2.0 % of the samples to 20.0 % at step 3.",
      filter: "rule:tool-call-json",
    });
    // Before the end nothing is said of a change.
    expect(lostBy(scopeOf(rows), "rule", false).bars[0]?.since).toBeUndefined();
  });

  it("every bar's filter leaves its samples", () => {
    const scope = scopeOf([
      { ...earned(-2), findings: [finding("tool-call-json", 6), finding("cut-off", 7, "cut off")] },
      { ...earned(3), findings: [finding("tool-call-json", 6)] },
    ]);
    for (const by of ["rule", "cause"] as const) {
      for (const { filter, n } of lostBy(scope, by).bars) {
        expect(scope.run.filter(parseFilter(filter) as Filter).length).toBe(n);
      }
    }
    const bars = summarise(scope).histogram?.bars ?? [];
    for (const { filter, count } of bars) {
      expect(scope.run.filter(parseFilter(filter) as Filter).length).toBe(count);
    }
  });

  it("under a filter the samples are held against the others", () => {
    const scope = scopeOf([earned(0), earned(4), earned(4)]);
    const some = scope.where((row) => row === 0);
    expect(summarise(some).sentences[0]).toMatchObject({
      lead: "This sample has a reward of 0.00,",
      rest: "the other 2 of 4.00. With the others' mean they would raise the run's by 1.33.",
    });
  });
});

describe("behaviour of tool use", () => {
  it("tells relevance, overuse and what was missed", () => {
    const calls = (count: number): SampleRow["calls"] => ({ count, first: undefined, tools: count > 0 ? ["f"] : [] });
    const figures = toolFigures(
      scopeOf([
        { truthHasCalls: false, calls: calls(0) },
        { truthHasCalls: false, calls: calls(2) },
        { truthHasCalls: true, calls: calls(0), asks: true },
        { calls: calls(1) },
      ]),
    );
    expect(figures).toMatchObject({
      meanCalls: 0.75,
      relevance: { k: 1, n: 2 },
      overuse: { k: 1, n: 2 },
      missed: { k: 1, n: 1 },
      asked: { k: 1, n: 4 },
      entropy: 0,
    });
  });
});

describe("hints", () => {
  it("say nothing of no sample", () => {
    expect(hints(scopeOf([{ recorded: 1 }]).where(() => false))).toEqual([]);
  });

  it("tell that answers grow while no more are right: a slope of 32 characters a step", () => {
    const right = { filter: parseFilter("reward>=1") as Filter, written: "" };
    const rows = [100, 120, 140, 200].flatMap((length, step) =>
      [1, 0].map((recorded) => ({ step, length, recorded, group: `g${step}` })),
    );
    const found = hints(scopeOf(rows, { right })).find(({ id }) => id === "length-up");
    expect(found?.sentence).toMatch(/^Answers grow by 32\.0 characters a step \(100 to 200\)/);
    // Once more of them are right as well, nothing is said.
    const better = [100, 120, 140, 200].flatMap((length, step) =>
      [1, 2, 3].map((place) => ({ step, length, recorded: Number(place <= step) })),
    );
    expect(hints(scopeOf(better, { right })).map(({ id }) => id)).not.toContain("length-up");
  });

  it("tell the same text in a group, what is cut off, and reward without work", () => {
    const rows = [
      { group: "g", completionHash: textHash("a"), recorded: 1, length: 5 },
      { group: "g", completionHash: textHash("a"), recorded: 0, length: 5 },
      { group: "g", completionHash: textHash("b"), recorded: 1, length: 0, cut: true },
    ];
    const found = hints(scopeOf(rows));
    expect(found.map(({ id, rows: behind }) => [id, behind])).toEqual([
      ["same-text", [0, 1]],
      ["cut-off", [2]],
      ["without-work", [2]],
    ]);
  });

  it("are silent on a good run", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      ...{ group: `g${i >> 2}`, step: i >> 3, recorded: i % 2, length: 100 + (i % 7) },
      completionHash: textHash(String(i)),
    }));
    expect(hints(scopeOf(rows))).toEqual([]);
  });
});

describe("conditions on a run", () => {
  const scope = scopeOf([
    { ...earned(4), findings: [] },
    { ...earned(-2), findings: [finding("tool-call-json", 6)] },
  ]);
  const holds = (written: string): boolean | undefined => {
    const condition = parseCondition(written);
    if ("problem" in condition) throw new Error(condition.problem.message);
    return evaluateCondition(condition, conditionFigures(scope)).holds;
  };

  it.each([
    ["n = 2", true],
    ["mean(reward) = 1", true],
    ["share(tool-call-json) > 0.02", true],
    ["share(reward<0) = 0.5", true],
    ["lost(tool-call-json) = 3", true],
    ["lost(cut-off) = 0", true],
    ["accuracy = 0.5", true],
    ["pass@1 = 0.5", true],
    ["mean(advantage) > 0", undefined],
    ["pass@2 > 0", undefined],
  ])("%s", (written, expected) => {
    expect(holds(written)).toBe(expected);
  });
});
