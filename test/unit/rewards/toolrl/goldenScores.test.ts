/** ToolRL's own scorer on completions of ours: test/golden/toolrl/README.md says where its numbers are from. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  isToolRLVariant,
  scoreToolRL,
  scoreToolRLNumbers,
  toolrlVariants,
  type ChatFamily,
  type ToolRLFailed,
  type ToolRLNumbers,
} from "../../../../server/core/rewards/toolrl/index";

interface Case {
  readonly name: string;
  readonly family: ChatFamily;
  readonly completion: string;
  readonly groundTruth: string;
}

type Scored = { readonly variant: string; readonly step: number } & (ToolRLNumbers | { readonly error: string });

function readLines<T>(name: string): T[] {
  const lines = readFileSync(new URL(`../../../golden/toolrl/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as T);
}

const cases = readLines<Case>("completions.jsonl");
const golden = new Map(
  readLines<{ name: string; scores: Scored[] }>("scores.jsonl").map(({ name, scores }) => [name, scores]),
);

/** The numbers, or the name of Python's error. */
function numbersOf(result: ToolRLNumbers | ToolRLFailed): unknown {
  if ("error" in result) return { error: result.error.exception };
  const { score, format, correctness, length } = result;
  return { score, format, correctness, length };
}

describe("the official scorer's numbers", () => {
  it("are there for every completion, in every variant", () => {
    expect([...golden.keys()]).toEqual(cases.map(({ name }) => name));
    for (const scores of golden.values()) {
      expect(new Set(scores.map(({ variant }) => variant))).toEqual(new Set(toolrlVariants));
    }
  });

  it.each(cases)("are ours to the last digit: $name", ({ name, family, completion, groundTruth }) => {
    for (const { variant, step, ...expected } of golden.get(name) ?? []) {
      if (!isToolRLVariant(variant)) throw new Error(`unknown variant ${variant}`);
      const input = { completion, groundTruth, variant, step, family };
      expect({ variant, step, ...(numbersOf(scoreToolRL(input)) as object) }).toEqual({ variant, step, ...expected });
      expect(numbersOf(scoreToolRLNumbers(input))).toEqual(expected);
    }
  });
});
