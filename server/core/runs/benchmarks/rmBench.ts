import { mean } from "../../statistics/spread";
import { proportion } from "../../statistics/proportion";
import type { BenchmarkFigures } from "../figures/benchmark";
import type { Scope } from "../scope";
import { creditOf, subsetShares } from "./subsets";
import { counted } from "../../text/counted";

const domains = ["chat", "math", "code", "safety"] as const;

/** Credits of one record: list k, chosen style i. */
type Results = readonly (readonly (number | undefined)[])[];

/**
 * RM-Bench (Liu et al. 2024, arXiv 2410.16184). A record has three chosen and three rejected responses: concise,
 * detailed, detailed with Markdown. M[i][j] is the accuracy of chosen style i against rejected style j; list k (1 to 3)
 * compares chosen i with rejected (i + k − 1) mod 3. Easy is the mean below the diagonal, Normal the diagonal, Hard the
 * mean above it; a domain's score is the mean of the three, the total that of the domains.
 *
 * @param asPublished RM-R1's official script reads the third list instead of the second, so its Hard and Easy differ;
 *   this flag gives its figures
 */
export function rmBench(scope: Scope, asPublished: boolean): BenchmarkFigures {
  const { records, notes } = recordsOf(scope);
  const scored = domains.map((domain) => {
    const own = records.filter(({ category }) => category.startsWith(domain)).map(({ results }) => results);
    return { domain, n: own.length, levels: own.length === 0 ? undefined : levelsOf(own, asPublished) };
  });
  const { shares, plain } = subsetShares(scope, (row) => scope.table.category.get(row));
  const whole = scored.every(({ levels }) => levels !== undefined);
  const level = (name: "easy" | "normal" | "hard"): number | undefined =>
    whole ? mean(scored.map(({ levels }) => levels?.[name] ?? 0)) : undefined;
  const scores = scored.map(({ domain, n, levels }) => ({
    name: domain,
    n,
    value: levels && mean([levels.hard, levels.normal, levels.easy]),
  }));
  const byLevel = (["easy", "normal", "hard"] as const).map((name) => ({
    name,
    n: records.length,
    value: level(name),
  }));
  return {
    benchmark: "rm-bench",
    asPublished,
    total: whole ? mean(scores.map(({ value }) => value ?? 0)) : undefined,
    sections: [...scores, ...byLevel],
    subsets: [...shares].map(([name, share]) => ({ name, share })),
    plain: proportion(plain.k, plain.n),
    notes: [
      ...notes,
      asPublished
        ? "As published: the official script reads the third list of results where it should read the second, so Hard and Easy are others than the paper defines."
        : "Right by the paper's definition. The official script reads the third list where it should read the second: --as-published gives its figures.",
      ...(whole
        ? []
        : [
            `No total: there is no record of ${scored.flatMap(({ domain, n }) => (n === 0 ? [domain] : [])).join(", ")}.`,
          ]),
    ],
  };
}

/**
 * Results by record. In a table, a record has nine; logs are three files, one per list, in the order in which they are
 * given.
 */
function recordsOf(scope: Scope): {
  readonly records: readonly { readonly category: string; readonly results: Results }[];
  readonly notes: readonly string[];
} {
  const { table } = scope;
  const files = [...new Set([...scope.rows].map((row) => table.file.codes.raw(row)))];
  const found = new Map<string, { category: string; results: (number | undefined)[][]; seen: number }>();
  for (const row of scope.rows) {
    const file = files.indexOf(table.file.codes.raw(row));
    const trace = table.trace.get(row) ?? 0;
    const isTable = !table.judge.readings.some((name) => table.judge.verdict(name, row) !== undefined);
    const list = isTable ? Math.floor(trace / 3) : file;
    const key = isTable ? `${file} ${table.record.get(row)}` : String(table.record.get(row));
    const record = found.get(key) ?? { category: table.category.get(row) ?? "", results: [[], [], []], seen: 0 };
    const results = record.results[list];
    if (results !== undefined) {
      results[trace % 3] = creditOf(scope, row);
      record.seen++;
    }
    found.set(key, record);
  }
  const all = [...found.values()];
  const whole = all.filter(({ results }) => results.every((list) => [0, 1, 2].every((i) => list[i] !== undefined)));
  const lacking = all.length - whole.length;
  return {
    records: whole,
    notes:
      lacking === 0
        ? []
        : [
            `${lacking} of ${counted(all.length, "record")} ${lacking === 1 ? "lacks some of the nine results and is" : "lack some of the nine results and are"} left out.`,
          ],
  };
}

function levelsOf(records: readonly Results[], asPublished: boolean): { easy: number; normal: number; hard: number } {
  const matrix = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => {
      const right = (j - i + 3) % 3;
      const list = asPublished && right === 1 ? 2 : right;
      return mean(records.map((results) => results[list]?.[i] ?? 0));
    }),
  );
  const at = (i: number, j: number): number => matrix[i]?.[j] ?? 0;
  return {
    hard: mean([at(0, 1), at(0, 2), at(1, 2)]),
    normal: mean([at(0, 0), at(1, 1), at(2, 2)]),
    easy: mean([at(1, 0), at(2, 0), at(2, 1)]),
  };
}
