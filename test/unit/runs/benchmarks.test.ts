import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RowJudge, SampleRow } from "../../../server/core/model/sampleRow";
import { rewardBench } from "../../../server/core/runs/benchmarks/rewardBench";
import { rmBench } from "../../../server/core/runs/benchmarks/rmBench";
import { rmb } from "../../../server/core/runs/benchmarks/rmb";
import { Scope } from "../../../server/core/runs/scope";
import { runOf } from "./support/rows";

const folder = new URL("../../../../shared/data/rm-r1/", import.meta.url);
const isHere = existsSync(folder);

function table(name: string): { columns: string[]; rows: unknown[][] } {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { columns: string[]; rows: unknown[][] };
}

function published(name: string): Record<string, number> {
  const all = JSON.parse(readFileSync(new URL("published-scores.json", folder), "utf8")) as Record<string, unknown>;
  return all[name] as Record<string, number>;
}

function outcome(result: unknown): RowJudge {
  const quotes = { exact: 0, normalised: 0, altered: 0, other: 0, invented: 0, unchecked: 0 };
  const none = { gold: undefined, paidReading: undefined, taskType: undefined, lengths: undefined };
  return { ...none, verdicts: {}, result: result as number, quotes, pairHash: undefined, swapped: undefined };
}

function scopeOf(rows: readonly Partial<SampleRow>[]): Scope {
  const run = runOf(rows);
  return new Scope(run, run.table.all);
}

describe.runIf(isHere)("benchmarks from tables of outcomes", () => {
  it("RewardBench is the published score, to the last digit", () => {
    const { columns, rows } = table("rewardbench-outcomes.json");
    const [subset, result] = [columns.indexOf("subset"), columns.indexOf("results")];
    const figures = rewardBench(
      scopeOf(rows.map((row) => ({ category: row[subset] as string, judge: outcome(row[result]) }))),
    );
    const main = published("reward_bench/score_result/main_score.json");
    for (const { name, value } of figures.sections) expect(value).toBeCloseTo(main[name] ?? Number.NaN, 14);
    expect(figures.total).toBeCloseTo(main["avg_Result_each_section"] ?? Number.NaN, 14);
    expect(figures.plain.value).toBeCloseTo(main["absoluate_Result"] ?? Number.NaN, 14);
    const small = published("reward_bench/score_result/each_small_section_score.json");
    for (const { name, share } of figures.subsets) expect(share.value).toBeCloseTo(small[name] ?? Number.NaN, 14);
    expect(figures.notes).toEqual([]);
  });

  const rmRows = (): Partial<SampleRow>[] => {
    const { columns, rows } = table("rm-bench-outcomes.json");
    const lists = ["result_1", "result_2", "result_3"].map((name) => columns.indexOf(name));
    return rows.flatMap((row, record) =>
      lists
        .flatMap((list) => row[list] as number[])
        .map((result, trace) => ({ record, trace, category: row[2] as string, judge: outcome(result) })),
    );
  };

  it("RM-Bench is right by default, and the published score under the flag", () => {
    const scope = scopeOf(rmRows());
    expect(rmBench(scope, false).total).toBeCloseTo(0.786401, 6);
    const figures = rmBench(scope, true);
    const main = published("RM-Bench/final_result.json");
    const names = { easy: "easy_acc", normal: "normal_acc", hard: "hard_acc" } as Record<string, string>;
    for (const { name, value } of figures.sections)
      expect(value).toBeCloseTo(main[names[name] ?? name] ?? Number.NaN, 14);
    expect(figures.total).toBeCloseTo(main["total_avg_acc"] ?? Number.NaN, 14);
  });

  it("RMB is the mean of its four published values", () => {
    const main = published("RMB/META_RESULT.json");
    const four = Object.entries(main).filter(([name]) => !name.startsWith("Accuracy"));
    // So many right of so many as give these shares to the digits that count.
    const rows = four.flatMap(([name, value]) => {
      const set = name.startsWith("BoN") ? "BoN_set" : "Pairwise_set";
      return Array.from({ length: 10_000 }, (_, i) => ({
        category: `${set}/${name.split(" ")[1] ?? ""}/Chat`,
        judge: outcome(i < Math.round(value * 10_000) ? 1 : 0),
      }));
    });
    expect(rmb(scopeOf(rows)).total).toBeCloseTo(main["Accuracy Averaged from Four Sections"] ?? Number.NaN, 3);
  });
});

describe("RewardBench", () => {
  const easy = "alpacaeval-easy";
  const shareOf = (judges: readonly RowJudge[]) =>
    rewardBench(scopeOf(judges.map((judge) => ({ category: easy, judge })))).plain;

  it("adds up what its scripts record: a tie is half a point", () => {
    expect(shareOf([0.5, 0.5, 0.5, 0.5].map(outcome))).toMatchObject({ k: 2, n: 4, value: 0.5 });
    expect(shareOf([1, 0.5, 0].map(outcome))).toMatchObject({ k: 1.5, n: 3 });
  });

  it("takes no point from a number that is none", () => {
    expect(shareOf([1, -1, 7].map(outcome))).toMatchObject({ k: 1, n: 1 });
  });

  it("reads the whole text as its scripts do, and gives nothing where they read no verdict", () => {
    const judge = { ...outcome(undefined), result: undefined, gold: "A" as const };
    expect(shareOf([{ ...judge, verdicts: { eval: null, parsed: "A" } }])).toMatchObject({ k: 0, n: 1 });
    expect(shareOf([{ ...judge, verdicts: { parsed: "A" } }])).toMatchObject({ k: 1, n: 1 });
  });
});

describe("RMB", () => {
  it("takes a best-of-n group for right only where every pair in it is", () => {
    const pair = (group: string, result: number): Partial<SampleRow> => ({
      group,
      category: "BoN_set/Helpfulness/Chat",
      judge: outcome(result),
    });
    const figures = rmb(scopeOf([pair("1", 1), pair("1", 1), pair("2", 1), pair("2", 0)]));
    expect(figures.sections.find(({ name }) => name === "BoN Helpfulness")).toMatchObject({ value: 0.5, n: 2 });
    expect(figures.total).toBeUndefined();
  });
});

describe("RM-Bench", () => {
  it("takes three logs for the three lists, in the order in which they are given", () => {
    const verdicts = { eval: "A", parsed: "A" };
    const rows = ["chat", "math", "code", "safety"].flatMap((category, record) =>
      ["list1.json", "list2.json", "list3.json"].flatMap((file) =>
        [0, 1, 2].map((trace) => ({
          ...{ file, record, trace, category },
          judge: { ...outcome(file === "list1.json" ? 1 : 0), verdicts },
        })),
      ),
    );
    const figures = rmBench(scopeOf(rows), false);
    expect(figures.sections.find(({ name }) => name === "normal")?.value).toBe(1);
    expect(figures.sections.find(({ name }) => name === "hard")?.value).toBe(0);
    expect(figures.total).toBeCloseTo(1 / 3, 12);
  });

  it("says which records have not all results", () => {
    const figures = rmBench(scopeOf([{ category: "chat", judge: outcome(1) }]), false);
    expect(figures.total).toBeUndefined();
    expect(figures.notes[0]).toBe("1 of 1 record lacks some of the nine results and is left out.");
  });
});
