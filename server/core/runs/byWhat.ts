import type { Mean, Share } from "./figures/figure";
import { nameTerm } from "./filterText";
import type { Scope } from "./scope";
import { malformedOf } from "./steps";

/** The ways to split a run into lines. */
export const splits = ["step", "group", "prompt", "category", "rule", "tool", "model", "file", "task-type"] as const;
export type SplitBy = (typeof splits)[number];

/** One line of a split: the samples that share a step, a prompt, a rule … A sample with several tools is in several lines. */
export interface SplitLine {
  /** A prompt's name is its question. */
  readonly name: string;
  /** What identifies its samples: a prompt's hash, otherwise the name. */
  readonly key: string;
  readonly n: number;
  readonly reward: Mean | undefined;
  readonly right: Share | undefined;
  readonly malformed: Share;
  /** Undefined if no filter gives exactly these samples. */
  readonly filter: string | undefined;
}

export interface Split {
  readonly by: SplitBy;
  readonly lines: readonly SplitLine[];
  /** Number of samples without any. */
  readonly without: number;
  /** Number of lines that are not listed. */
  readonly more: number;
}

/** Maximum number of lines in the list: those with the most samples. */
const maxLines = 1000;

export function splitBy(scope: Scope, by: SplitBy): Split {
  const members = new Map<string, number[]>();
  let without = 0;
  for (const row of scope.rows) {
    const names = namesOf(scope, by, row);
    if (names.length === 0) without++;
    for (const name of names) {
      const known = members.get(name);
      if (known === undefined) members.set(name, [row]);
      else known.push(row);
    }
  }
  const ordered = [...members].sort(([a, x], [b, y]) =>
    by === "step" ? Number(a) - Number(b) : y.length - x.length || (a < b ? -1 : 1),
  );
  const lines = ordered.slice(0, maxLines).map(([name, rows]): SplitLine => {
    const part = scope.of(rows);
    const right = part.run.shareRight(part.rows);
    return {
      name: shownName(scope, by, name, rows[0] ?? 0),
      key: name,
      n: rows.length,
      reward: part.mean((row) => part.table.reward(row)),
      right: right.n === 0 ? undefined : right,
      malformed: part.share(malformedOf(part)),
      filter: filterOf(by, name),
    };
  });
  return { by, lines, without, more: Math.max(0, members.size - maxLines) };
}

function namesOf({ table }: Scope, by: SplitBy, row: number): readonly string[] {
  const one = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);
  switch (by) {
    case "step": {
      const step = table.step.get(row);
      return Number.isNaN(step) ? [] : [String(step)];
    }
    case "prompt":
      return [table.promptHash.get(row)];
    case "rule":
      return table.findingsOf(row).map(({ rule }) => rule);
    case "tool":
      return table.toolsOf(row);
    case "task-type":
      return one(table.judge.taskType.get(row));
    default:
      return one(table[by].get(row));
  }
}

/** A prompt is shown by its question. */
function shownName({ run }: Scope, by: SplitBy, name: string, row: number): string {
  return by === "prompt" ? (run.question(row) ?? name) : name;
}

function filterOf(by: SplitBy, name: string): string | undefined {
  if (by === "step") return `step=${name}`;
  return by === "prompt" || by === "task-type" ? undefined : nameTerm(by, name);
}
