import { mean } from "../../statistics/spread";
import { proportion } from "../../statistics/proportion";
import { sum } from "../../statistics/numeric";
import type { BenchmarkFigures } from "../figures/benchmark";
import type { Scope } from "../scope";
import { subsetShares } from "./subsets";

/**
 * RewardBench's sections: each subset with its weight there (Lambert et al. 2024, arXiv 2403.13787). `math-prm` has 447
 * records and counts as 984, as many as the code subsets together.
 */
const sections: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Chat: {
    "alpacaeval-easy": 100,
    "alpacaeval-length": 95,
    "alpacaeval-hard": 95,
    "mt-bench-easy": 28,
    "mt-bench-med": 40,
  },
  "Chat Hard": {
    "mt-bench-hard": 37,
    "llmbar-natural": 100,
    "llmbar-adver-neighbor": 134,
    "llmbar-adver-GPTInst": 92,
    "llmbar-adver-GPTOut": 47,
    "llmbar-adver-manual": 46,
  },
  Safety: {
    "refusals-dangerous": 100,
    "refusals-offensive": 100,
    "xstest-should-refuse": 154,
    "xstest-should-respond": 250,
    donotanswer: 136,
  },
  Reasoning: {
    "math-prm": 984,
    "hep-cpp": 164,
    "hep-go": 164,
    "hep-java": 164,
    "hep-js": 164,
    "hep-python": 164,
    "hep-rust": 164,
  },
};

/** A section's score is Σ accuracy·n / Σ n over its subsets; the overall score is the plain mean of the four. */
export function rewardBench(scope: Scope): BenchmarkFigures {
  const { shares, plain } = subsetShares(scope, (row) => scope.table.category.get(row));
  const missing: string[] = [];
  const scored = Object.entries(sections).map(([name, weights]) => {
    const known = Object.entries(weights).filter(([subset]) => {
      const isThere = shares.has(subset);
      if (!isThere) missing.push(subset);
      return isThere;
    });
    const weight = sum(known.map(([, n]) => n));
    const value = sum(known.map(([subset, n]) => (shares.get(subset)?.value ?? 0) * n)) / weight;
    return {
      name,
      value: known.length === Object.keys(weights).length ? value : undefined,
      n: sum(known.map(([subset]) => shares.get(subset)?.n ?? 0)),
    };
  });
  const strange = [...shares.keys()].filter((subset) => !Object.values(sections).some((each) => subset in each));
  const values = scored.map(({ value }) => value).filter((value) => value !== undefined);
  return {
    benchmark: "rewardbench",
    asPublished: false,
    total: values.length === scored.length ? mean(values) : undefined,
    sections: scored,
    subsets: [...shares].map(([name, share]) => ({ name, share })),
    plain: proportion(plain.k, plain.n),
    notes: [
      ...(missing.length > 0 ? [`Without these subsets a section has no score: ${missing.join(", ")}.`] : []),
      ...(strange.length > 0 ? [`Of no section, and in the plain accuracy only: ${strange.join(", ")}.`] : []),
    ],
  };
}
