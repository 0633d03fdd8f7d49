import { describe, expect, it } from "vitest";
import { isAbsent } from "../../../../server/core/expressions/absent";
import { evaluate } from "../../../../server/core/expressions/evaluate";
import type { Scored } from "../../../../server/core/expressions/scored";
import { presetReward, presetRewardNames } from "../../../../server/core/rewards/presets";
import type { RecordedValue } from "../../../../server/core/rewards/recognition/candidates";
import { lookedAt, recognise } from "../../../../server/core/rewards/recognition/recognise";
import { recognitionLine } from "../../../../server/cli/score/recognitionLine";
import { recognitionSentence } from "../../../../server/core/rewards/recognition/sentence";
import { Random } from "../../../support/random";
import { rollout } from "../../../support/rollouts";

/** Undefined where it is undecided; NaN where the official code raises, so that nothing is recorded. */
function valueOf(name: string, record: Scored): number | undefined {
  const outcome = evaluate(presetReward(name)!.value, record);
  if (!isAbsent(outcome)) return outcome;
  return outcome.absent === "undecided" ? undefined : NaN;
}

/** What a trainer would have recorded; where our preset is undecided, the official code had some answer. */
function dump(names: readonly string[], seed: number, count: number): RecordedValue[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const record = rollout(random);
    let sum = 0;
    for (const name of names) sum += valueOf(name, record) ?? random.below(2);
    return { record, value: Math.fround(sum) };
  });
}

describe("recognition", () => {
  it.each(presetRewardNames)("of a dump made with %s is right or cannot tell, never wrong", (name) => {
    const column = presetReward(name)!.columns[0] ?? "reward";
    const number = presetRewardNames.indexOf(name);
    for (const seed of [number, 1000 + number]) {
      const rows = dump([name], seed, 40).filter(({ value }) => Number.isFinite(value));
      const decided = rows.filter(({ record }) => valueOf(name, record) !== undefined).length;
      const found = recognise(column, rows);
      if (decided < 8) continue;
      // The reward's own preset agrees with each record that it decides: it is among those named, whatever else is.
      expect(found.kind).toMatch(/^(agrees|several|open)$/);
      if (found.kind === "agrees") expect(found.with.parts).toEqual([name]);
      if (found.kind === "several" || found.kind === "open") {
        expect(found.with.map(({ parts }) => parts)).toContainEqual([name]);
      }
    }
  });

  it("looks at a million characters, and passes over what goes beyond them", () => {
    const texts = [2_000_000, 600_000, 600_000, 300_000].map((length) => ({ completion: "x".repeat(length) }));
    expect(lookedAt(texts, (each) => each).map(({ completion }) => completion.length)).toEqual([600_000, 300_000]);
    const long = dump(["open-r1/format"], 3, 20).map(({ record, value }) => ({
      ...{ value, record: { ...record, completion: record.completion + " ".repeat(200_000) } },
    }));
    // Four records fit, which are too few to tell.
    expect(recognise("reward", long)).toEqual({ kind: "few", scored: 4 });
  });

  it("tells a sum of one family", () => {
    const names = ["unsloth/soft_format", "unsloth/correctness"];
    const found = recognise("reward", dump(names, 5, 120));
    expect(found).toMatchObject({ kind: "agrees", with: { agreed: 120, decided: 120 } });
    expect(found.kind === "agrees" && [...found.with.parts].sort()).toEqual([...names].sort());
  });

  it("names all that no record tells apart", () => {
    const found = recognise("format_reward", dump(["open-r1/format@2025-02-08"], 4, 200), false);
    expect(found.kind).toMatch(/agrees|several/);
    expect(recognitionSentence(found)).toContain("open-r1/format@2025-02-08");
    expect(recognitionSentence(found)).toMatch(/^agrees with .* on 200 of 200 records/);
  });

  it("does not count undecided records as agreement", () => {
    const of = (name: string, agreed: number) => ({ parts: [name], agreed, decided: agreed, undecided: 40 - agreed });
    const several = { kind: "several", with: [of("all", 40), of("most", 30), of("hardly", 2)] } as const;
    expect(recognitionSentence(several)).toBe(
      "agrees with all and most on 30 of 30 records (10 more undecided); no record tells them apart. It may also be hardly: too few records decide",
    );
    expect(recognitionLine(several, [])).toEqual({
      agrees: ["all", "most"],
      n: 30,
      undecided: 10,
      near: [],
      open: [{ preset: "hardly", n: 2, undecided: 38 }],
    });
    expect(recognitionLine({ kind: "open", with: [of("hardly", 9)] }, [])).toEqual({
      agrees: [],
      n: 9,
      undecided: 31,
      near: [],
      open: [{ preset: "hardly", n: 9, undecided: 31 }],
    });
  });

  it("claims nothing after one record that differs, but says what is near", () => {
    const rows = dump(["unsloth/xmlcount"], 6, 100);
    const changed = rows.map((row, i) => (i === 41 ? { ...row, value: row.value + 1 } : row));
    expect(recognise("xmlcount_reward_func", changed)).toMatchObject({
      kind: "near",
      with: { parts: ["unsloth/xmlcount"], agreed: 99, decided: 100 },
      differsAt: 41,
    });
  });

  it("claims nothing where all records have one value", () => {
    const rows = dump(["open-r1/format"], 7, 200).map(({ record }) => ({
      record: { ...record, completion: "x" },
      value: 0,
    }));
    expect(["open", "none"]).toContain(recognise("format_reward", rows).kind);
  });

  it("is silent below 8 scored records, rewards that were None left out", () => {
    const rows = dump(["open-r1/format"], 8, 12).map((row, i) => (i < 5 ? { ...row, value: NaN } : row));
    expect(recognise("format_reward", rows)).toEqual({ kind: "few", scored: 7 });
    expect(recognitionSentence({ kind: "few", scored: 7 })).toMatch(/^has 7 scored records/);
  });

  it("finds nothing in noise", () => {
    const random = new Random(9);
    const rows = Array.from({ length: 100 }, () => ({ record: rollout(random), value: Math.fround(random.next()) }));
    expect(recognise("reward", rows)).toEqual({ kind: "none" });
  });
});
