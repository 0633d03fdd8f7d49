import type { BenchmarkFigures } from "../../../runs/figures/benchmark";
import { count, percent } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { intervalOf, shareInWords } from "./cells";

const benchmarkNames = { rewardbench: "RewardBench", "rm-bench": "RM-Bench", rmb: "RMB" } as const;

/** The scores of a benchmark. */
export function benchmarkSection({
  benchmark,
  asPublished,
  total,
  sections,
  subsets,
  plain,
  notes,
}: BenchmarkFigures): Section {
  const four = (value: number | undefined): string => (value === undefined ? "–" : (value * 100).toFixed(4));
  return section(`${benchmarkNames[benchmark]}${asPublished ? ", as published" : ""}`, {
    sentences: [{ lead: `Total ${four(total)}.`, rest: `All records: ${shareInWords(plain)}.` }],
    tables: [
      table(
        "Scores, in percent",
        ["", "score#", "n#"],
        sections.map(({ name, value, n }) => [name, four(value), count(n)]),
      ),
      table(
        "Subsets",
        ["", "right#", "interval#", "n#"],
        subsets.map(({ name, share }) => [name, percent(share.value), intervalOf(share), count(share.n)]),
      ),
    ],
    notes,
  });
}
