/** Two runs held against each other: how they pair, and what of their difference is clear. */
import { describe, expect, it } from "vitest";
import type { Filter } from "../../../server/core/filters/filter";
import { parseFilter } from "../../../server/core/filters/parseFilter";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import { compare } from "../../../server/core/runs/comparison/compare";
import { compareRuns } from "../../../server/core/runs/pages/comparePages";
import { textHash } from "../../../server/core/text/textHash";
import { finding, reward, scopeOf } from "./support/rows";

describe("two runs", () => {
  const prompt = (text: string, recorded: number, id?: string): Partial<SampleRow> => ({
    recorded,
    id,
    promptHash: textHash(text),
    question: text,
  });
  const named = (name: string, rows: readonly Partial<SampleRow>[], threshold = 1) => ({
    name,
    scope: scopeOf(rows, { right: { filter: parseFilter(`reward>=${threshold}`) as Filter, written: "" } }),
  });

  it.each([
    [8, 2, 0.109375],
    [5, 5, 1],
    [0, 0, 1],
  ])("are paired by id: McNemar of %i and %i", (onlyA, onlyB, p) => {
    const rewards = [
      ...Array.from({ length: onlyA }, () => [1, 0]),
      ...Array.from({ length: onlyB }, () => [0, 1]),
      [1, 1],
      [0, 0],
    ];
    const run = (which: number) => rewards.map((pair, i) => prompt("other here", pair[which] ?? 0, `id${i}`));
    const found = compare(
      named("a", run(0)),
      named(
        "b",
        run(1).map((row, i) => ({ ...row, promptHash: textHash(String(i)) })),
      ),
    );
    expect(found.by).toBe("id");
    expect(found.mcNemar).toEqual({ both: 1, onlyA, onlyB, neither: 1, p });
  });

  it("without common ids are paired by prompt, whose rollouts are one pair", () => {
    const a = [prompt("x", 0), prompt("x", 1), prompt("y", 1), prompt("only a", 0)];
    const b = [prompt("x", 1), prompt("x", 1), prompt("y", 0)];
    const found = compare(named("a", a), named("b", b));
    expect(found).toMatchObject({ by: "prompt", pairs: 2, unpaired: { a: 1, b: 0 }, mcNemar: undefined });
    expect(found.changed).toEqual({ worse: 1, same: 0, better: 1 });
    expect(found.difference?.value).toBeCloseTo((0.5 - 1) / 2, 12);
    expect(found.prompts.map(({ question, difference }) => [question, difference])).toEqual([
      ["y", -1],
      ["x", 0.5],
    ]);
  });

  it("of which an id asks something else in each pair nothing by it, and say so", () => {
    const run = (name: string, asked: readonly string[]) =>
      named(
        name,
        asked.map((text, i) => prompt(text, i % 2, String(i))),
      );
    const other = compare(run("a", ["red?", "blue?", "green?"]), run("b", ["one?", "two?", "three?"]));
    expect(other).toMatchObject({ by: "nothing", pairs: 0, otherQuestions: 3, difference: undefined, prompts: [] });
    expect(other.sentences.map(({ lead }) => lead)).toContain("3 ids stand for other questions in the other run:");
    const shifted = compare(run("a", ["red?", "blue?", "green?"]), run("b", ["green?", "red?", "blue?"]));
    expect(shifted).toMatchObject({ by: "prompt", pairs: 3, otherQuestions: 3 });
    const mostly = compare(run("a", ["red?", "blue?", "green?"]), run("b", ["red?", "blue?", "pink?"]));
    expect(mostly).toMatchObject({ by: "id", pairs: 2, unpaired: { a: 1, b: 1 }, otherQuestions: 1 });
    // Another template around it is the same question.
    const wrapped = compare(run("a", ["red?", "blue?"]), run("b", ["red? Think first.", "blue? Think first."]));
    expect(wrapped).toMatchObject({ by: "id", pairs: 2, otherQuestions: 0 });
  });

  it("are right by one threshold: by its own maximum the worse run would win", () => {
    const run = (name: string, rewards: readonly number[]) => ({
      name,
      scope: scopeOf(rewards.map((reward, i) => prompt(`q${i}`, reward))),
    });
    const all = [
      run("a", [...Array.from({ length: 8 }, () => 0.5), 0, 0]),
      run("b", [1, ...Array.from({ length: 9 }, () => 0.5)]),
    ] as const;
    const { lines, comparison } = compareRuns(all[0], [all[1]], 0);
    expect(comparison?.mcNemar).toEqual({ both: 0, onlyA: 0, onlyB: 1, neither: 9, p: 1 });
    expect(lines.map(({ right }) => right?.k)).toEqual([0, 1]);
    // Taken each by itself, right means something else in each of them: no test.
    expect(compare(...all)).toMatchObject({ mcNemar: undefined, right: undefined });
  });

  it("of which only one says what is possible are not compared by what is right", () => {
    const { comparison } = compareRuns(
      { name: "a", scope: scopeOf([{ ...prompt("x", 1), reward: reward(1) }]) },
      [{ name: "b", scope: scopeOf([prompt("x", 1)]) }],
      0,
    );
    expect(comparison).toMatchObject({ by: "prompt", mcNemar: undefined, right: undefined });
  });

  it("of which fewer than half pair are not paired", () => {
    const found = compare(
      named("a", [prompt("1", 0), prompt("2", 0), prompt("3", 0)]),
      named("b", [prompt("1", 1), prompt("8", 1), prompt("9", 1)]),
    );
    expect(found).toMatchObject({ by: "nothing", pairs: 0, difference: undefined, mcNemar: undefined });
    expect(found.sentences[0]?.lead).toContain("Not paired");
  });

  it("say of a rule that it is worse only where the interval excludes 0", () => {
    const run = (k: number): Partial<SampleRow>[] =>
      Array.from({ length: 100 }, (_, i) => ({ recorded: 0, findings: i < k ? [finding("tool-call-json")] : [] }));
    expect(compare(named("a", run(10)), named("b", run(40))).rules[0]?.change).toBe("worse");
    expect(compare(named("a", run(10)), named("b", run(12))).rules[0]?.change).toBe("not clear");
  });

  it("of few pairs differ by Student's t, which is said", () => {
    // With the normal distribution, the interval of these six would begin above 0.
    const rewards = [0.9, 0.1, 0.6, -0.1, 0.7, 0.1];
    const pair = (by: number) => rewards.map((reward, i) => prompt(`q${i}`, by * reward));
    const found = compare(named("a", pair(0)), named("b", pair(1)));
    expect(found.difference?.interval?.low).toBeCloseTo(-0.039, 3);
    expect(found.sentences[0]?.lead).toContain("b is not clearly different: +0.38");
    expect(found.sentences[0]?.lead).toContain("from 6 pairs only");
  });

  it.each([
    [2, 0, "b differs by +1.00 in 2 pairs: so few cannot tell whether it is better."],
    [4, 0.01, "b differs by +1.02 in 4 pairs: so few cannot tell whether it is better."],
    [6, 0.01, "b is better: +1.03 (95 % interval 1.01 to 1.04, from 6 pairs only)."],
    [8, 0, "b is better: +1.00 (95 % interval 1.00 to 1.00, from 8 pairs only)."],
  ])("of which %i changed alike tell by a sign test only: %s", (n, apart, lead) => {
    const run = (reward: number) => Array.from({ length: n }, (_, i) => prompt(`q${i}`, reward * (1 + i * apart)));
    expect(compare(named("a", run(0)), named("b", run(1))).sentences[0]?.lead).toBe(lead);
  });

  it("are paired by prompt also where each rollout has an id of its own", () => {
    const run = (reward: number) =>
      ["x", "x", "x", "x", "y", "y", "y", "y"].map((text, i) => prompt(text, reward * Number(text === "x"), `id${i}`));
    const found = compare(named("a", run(0)), named("b", run(1)));
    expect(found).toMatchObject({ by: "id", pairs: 2, changed: { worse: 0, same: 1, better: 1 }, mcNemar: undefined });
    expect(found.difference).toMatchObject({ value: 0.5, clusters: 2 });
  });

  it("do not pair by a prompt that no sample shows", () => {
    const run = Array.from({ length: 4 }, () => ({ recorded: 1, promptHash: textHash() }));
    expect(compare(named("a", run), named("b", run)).by).toBe("nothing");
  });

  it("take the rollouts of a prompt as one where shares of rules are compared", () => {
    const run = (worse: number): Partial<SampleRow>[] =>
      ["x", "y", "z"].flatMap((text, i) =>
        Array.from({ length: 30 }, () => ({
          ...prompt(text, 0),
          findings: i < worse ? [finding("tool-call-json")] : [],
        })),
      );
    // Taken one by one, 30 of 90 samples more would be clear; they are one prompt of three.
    expect(compare(named("a", run(0)), named("b", run(1))).rules[0]).toMatchObject({ change: "not clear" });
  });
});
