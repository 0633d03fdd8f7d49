import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  isToolRLVariant,
  scoreToolRL,
  scoreToolRLNumbers,
  type ToolRLFailed,
  type ToolRLNumbers,
} from "../../../../server/core/rewards/toolrl/index";

/** The official scorer's answers are no part of this repository; where they lie beside it, every row is compared. */
const folder = fileURLToPath(new URL("../../../../../shared/data/toolrl/", import.meta.url));
const missing = !existsSync(`${folder}official-scores.jsonl`);
if (missing) console.warn(`SKIPPED: the official scorer's answers are not at ${folder}`);

interface Row {
  readonly record: number;
  readonly mutation: string;
  readonly step: number;
  readonly completion: string;
  readonly expected: Readonly<Record<string, ToolRLNumbers | { readonly error: string }>>;
}

function readLines<T>(name: string): T[] {
  const lines = readFileSync(folder + name, "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as T);
}

function difference(got: ToolRLNumbers | ToolRLFailed, expected: Row["expected"][string]): string | undefined {
  if ("error" in expected || "error" in got) {
    const [left, right] = [
      "error" in got ? got.error.exception : "scored",
      "error" in expected ? expected.error : "scored",
    ];
    return left === right ? undefined : `${left} instead of ${right}`;
  }
  for (const key of ["score", "format", "correctness", "length"] as const) {
    if (!(Math.abs(got[key] - expected[key]) <= 1e-9)) return `${key} ${got[key]} instead of ${expected[key]}`;
  }
  return undefined;
}

describe.skipIf(missing)("the official scorer's answers (skipped where ../shared/data is missing)", () => {
  it("are ours too, in every row and variant, to 1e-9, errors included", () => {
    const truths = new Map(
      readLines<{ record: number; output: string }>("sft.jsonl").map((one) => [one.record, one.output]),
    );
    const rows = readLines<Row>("official-scores.jsonl");
    const wrong: string[] = [];
    const variantsSeen = new Set<string>();
    for (const { record, mutation, step, completion, expected } of rows) {
      for (const [variant, numbers] of Object.entries(expected)) {
        if (!isToolRLVariant(variant)) throw new Error(`unknown variant ${variant}`);
        variantsSeen.add(variant);
        const input = { completion, groundTruth: truths.get(record) ?? "", variant, step };
        for (const score of [scoreToolRLNumbers, scoreToolRL]) {
          const found = difference(score(input), numbers);
          if (found !== undefined) wrong.push(`record ${record}, ${mutation}, ${variant}, step ${step}: ${found}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(rows.length).toBe(2400);
    expect(variantsSeen.size).toBe(9);
  });
});
