import { describe, expect, it } from "vitest";
import { unknownNames } from "../../../server/core/engine/knownNames";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import type { SampleKey } from "../../../server/core/runs/pages/page";
import { RunPages } from "../../../server/core/runs/pages/runPages";
import { reward, row, tableOf } from "./support/rows";

const finding = (rule: string, cost?: number): SampleRow["findings"][number] => ({
  rule,
  cause: "malformed calls",
  severity: "error",
  count: 1,
  cost,
});

const samples: Partial<SampleRow>[] = [
  { step: 0, group: "a", reward: reward(4, 4, -3), findings: [] },
  { step: 0, group: "a", reward: reward(-3, 4, -3), findings: [finding("tool-call-json", 7)] },
  { step: 5, group: "b", reward: reward(4, 4, -3), calls: { count: 1, first: "f(x)", tools: ["f"] } },
  { step: 5, group: "b", reward: reward(4, 4, -3), findings: [finding("cut-off")] },
];
const all = { filter: "", sort: undefined, by: "rule" } as const;
const numbers = (pages: RunPages, query: Parameters<RunPages["view"]>[0]): number[] =>
  pages.view(query).rows.rows.map((shown) => shown.row);

const key = (record: number): SampleKey => ({ file: "run.jsonl", record, trace: 0 });

describe("the pages of a run", () => {
  it("show what the filter leaves, in the order that is asked for", () => {
    const pages = new RunPages(tableOf(samples));
    expect(numbers(pages, all)).toEqual([0, 1, 2, 3]);
    expect(numbers(pages, { ...all, filter: "dead" })).toEqual([2, 3]);
    expect(numbers(pages, { ...all, sort: { column: "reward", descending: false } })).toEqual([1, 0, 2, 3]);
    expect(pages.placeOf({ ...all, sort: { column: "reward", descending: false } }, key(0))).toBe(1);
    expect(pages.placeOf({ ...all, filter: "dead" }, key(0))).toBeUndefined();
    expect(pages.placeOf(all, { file: "other.jsonl", record: 0, trace: 0 })).toBeUndefined();
    expect(pages.rows(all, 2, 1)).toMatchObject({ start: 2, rows: [{ row: 2 }] });
  });

  it("say what of a filter holds, and what each term does where nothing is left", () => {
    const pages = new RunPages(tableOf(samples));
    const broken = pages.view({ ...all, filter: "step=5 reward<" });
    expect(broken).toMatchObject({ count: 2, total: 4, applied: { leftOut: [{ start: 7, end: 14 }] } });
    expect(broken.emptied).toBeUndefined();
    expect(pages.view({ ...all, filter: "step=5 rule:tool-call-json" }).emptied).toEqual([
      { term: "step=5", alone: 2, without: 1 },
      { term: "rule:tool-call-json", alone: 1, without: 2 },
    ]);
  });

  it("say of a name that nothing can have what is near it, and leave its term out", () => {
    const pages = new RunPages(tableOf(samples), { unknownNames });
    const told = (filter: string): readonly [number, string | undefined] => {
      const { count, applied } = pages.view({ ...all, filter });
      return [count, applied.problem?.message];
    };
    expect(told("step=5 component.onl=1")).toEqual([
      2,
      "No sample has a component onl, so it would find nothing. Did you mean component.only?",
    ]);
    expect(told("component.speed=1")[1]).toContain("There are only.");
    expect(told("rule:tool-call-jsn")).toEqual([
      4,
      "There is no rule tool-call-jsn, so it would find nothing. Did you mean tool-call-json?",
    ]);
    expect(told("cause:malformed")[1]).toContain("Did you mean malformed calls?");
    expect(told("has:component.speed")).toEqual([0, undefined]);
    expect(told("component.only=4")).toEqual([3, undefined]);
    expect(told("rule:tool-call-*")).toEqual([1, undefined]);
    pages.isWhole = false;
    expect(told("component.speed=1")[1]).toContain("No sample so far has");
  });

  it("are worked out in steps, of the rows that there were when they began", () => {
    const table = tableOf(samples);
    const pages = new RunPages(table);
    const once = new RunPages(tableOf(samples)).view(all);
    const steps = pages.viewSteps(all);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      if (count++ === 0) table.append(row({ step: 6, group: "c", reward: reward(1, 4, -3) }));
    }
    expect(count).toBeGreaterThan(8);
    expect(step.value).toEqual(once);
    expect(pages.view(all)).toMatchObject({ count: 5, total: 5, summary: { n: 5, of: 5 } });
  });

  it("work out what changes over the steps in steps, too, of the rows that there were when they began", () => {
    const table = tableOf(samples);
    const pages = new RunPages(table);
    const once = new RunPages(tableOf(samples)).steps(all);
    const steps = pages.stepsSteps(all);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      if (count++ === 1) table.append(row({ step: 6, group: "c", reward: reward(1, 4, -3) }));
    }
    // One for each training step and for each sign of reward hacking, at least.
    expect(count).toBeGreaterThan(10);
    expect(step.value).toEqual(once);
    expect(pages.steps(all).series.steps).toHaveLength(3);
  });

  it("keep the figures of a filter in another order, until a row is dropped", () => {
    const table = tableOf(samples);
    const pages = new RunPages(table);
    const { summary } = pages.view(all);
    expect(pages.view({ ...all, sort: { column: "reward", descending: false } }).summary).toBe(summary);
    table.drop(1);
    expect(pages.view(all)).toMatchObject({ count: 3, total: 3, summary: { n: 3, reward: { mean: { value: 4 } } } });
  });

  it("show new figures where more texts were searched while the last ones were worked out", () => {
    const found = new Set([0]);
    const pages = new RunPages(tableOf(samples), { hasWords: (_, __, row) => found.has(row) });
    const query = { ...all, filter: 'completion:"word"' };
    const steps = pages.viewSteps(query);
    steps.next();
    found.add(1);
    pages.searchedMore();
    while (steps.next().done !== true);
    expect(pages.view(query)).toMatchObject({ count: 2, summary: { n: 2 } });
  });

  it("filter once for all orders", () => {
    const pages = new RunPages(tableOf(samples));
    const query = { ...all, filter: "dead" };
    const scope = pages.scopeOf(query);
    pages.view({ ...query, sort: { column: "reward", descending: false } });
    expect(pages.scopeOf(query)).toBe(scope);
  });

  it("know each row's group, and what the run has at all", () => {
    const pages = new RunPages(tableOf([...samples, { reward: reward(0, 4, -3) }]));
    const { rows } = pages.rows(all, 0, 9);
    expect(rows[1]?.group).toEqual({ number: 0, size: 2, place: 2, isDead: false, rewards: [4, -3] });
    expect(rows[2]?.group?.isDead).toBe(true);
    expect(rows[4]?.group).toBeUndefined();
    expect(pages.shape).toMatchObject({
      kind: "rollouts",
      steps: 2,
      groups: 2,
      groupSize: 2,
      rewards: { least: -3, most: 4 },
      isRecorded: false,
      hasCalls: true,
    });
  });

  it("offer fields, and behind them what is left of the run's names", () => {
    const pages = new RunPages(tableOf(samples));
    expect(pages.completions("st", 2).options).toEqual([
      { text: "step", note: expect.any(String) as string, samples: undefined },
    ]);
    expect(pages.completions("step=5 rule:", 12)).toMatchObject({
      span: { start: 7, end: 12 },
      options: [{ text: "rule:cut-off", samples: 1 }],
    });
    expect(pages.completions("tool", 4).options.map(({ text }) => text)).toContain("rule:tool-call-json");
    expect(pages.completions("rule:cut-off,to", 15).options).toMatchObject([{ text: "rule:cut-off,tool-call-json" }]);
  });

  it("follow a table that grows", () => {
    const table = tableOf(samples);
    const pages = new RunPages(table);
    expect(pages.view(all).count).toBe(4);
    table.append(row({ step: 6 }));
    expect(pages.view(all)).toMatchObject({ count: 5, shape: { steps: 3 } });
  });
});
