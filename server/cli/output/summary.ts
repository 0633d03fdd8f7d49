import type { DeadGroups } from "../../core/report/groups";
import { formatReward } from "../../core/rewards";
import type { RuleTally, Tally } from "../../core/report/tally";
import { counted, severitiesInWords } from "../../core/text/counted";

/**
 * `12 errors, 3 warnings in 40 traces of 2 files.`, and further remarks on the whole run. Empty if no trace was checked
 * and nothing found: that is no all-clear.
 */
export function closingLine(tally: Tally): string {
  const { counts, traces, files } = tally;
  const found = severitiesInWords(counts);
  const lines: string[] = [];
  // Traces in which nothing was checked are none in which nothing was found.
  const inWhich = found.length > 0 ? traces : traces - tally.unprofiled;
  if (inWhich > 0 || found.length > 0) {
    const what = found.length === 0 ? "Nothing found" : found.join(", ");
    lines.push(`${what} in ${counted(inWhich, "trace")} of ${counted(files, "file")}.`);
  }
  if (tally.notPassing > 0) lines.push(notPassing(tally.notPassing));
  if (tally.unreadable > 0) lines.push(`${counted(tally.unreadable, "record")} could not be read.`);
  if (tally.leftOut > 0)
    lines.push(
      `${counted(tally.leftOut, "more finding of a rule on the same trace is", "more findings of the same rules on the same traces are")} not listed.`,
    );
  if (tally.unprofiled > 0) {
    lines.push(
      `${counted(tally.unprofiled, "trace looks", "traces look")} like no profile and ${tally.unprofiled === 1 ? "has" : "have"} no calls, so nothing was checked there: name a profile with --profile.`,
    );
  }
  const { told } = tally.groups;
  if (told !== undefined && told.dead > 0) lines.push(deadGroups(told));
  return lines.join(" ");
}

/** How many traces `--only` left out. */
export function notPassing(count: number): string {
  return `${counted(count, "trace does", "traces do")} not pass --only.`;
}

/** Groups whose rollouts all have one reward give no advantage. */
function deadGroups({ groups, dead, reward }: DeadGroups): string {
  const same = reward === undefined ? "one and the same recorded reward" : `the same recorded reward (${reward})`;
  return `${number(dead)} of ${counted(groups, "group")} ${dead === 1 ? "has" : "have"} ${same} in all rollouts: no advantage, so nothing is learned from them.`;
}

/**
 * A table of the rules with findings: how often, in what share of the samples, and where first; and if there are
 * rewards, how much of the mean reward each rule costs. Costs overlap: their sum is not the cost of all rules together.
 */
export function ruleTable(tally: Tally, withFixable = false): string {
  const samples = tally.traces + tally.unreadable;
  const { rewarded } = tally;
  const withLost = rewarded > 0;
  const rows = [...tally.rules]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([id, rule]) => [
      id,
      number(rule.count),
      share(rule.samples, samples),
      ...(withLost ? [rule.lost === undefined ? "–" : formatReward(rule.lost / rewarded)] : []),
      ...(withFixable ? [number(rule.fixable)] : []),
      firstPlace(rule),
    ]);
  if (rows.length === 0) return "";
  const head = [
    "rule",
    "count",
    "samples",
    ...(withLost ? ["lost"] : []),
    ...(withFixable ? ["fixable"] : []),
    "first",
  ];
  const all = [head, ...rows];
  const last = head.length - 1;
  const widths = Array.from({ length: last }, (_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const cell = (text: string, column: number): string => {
    if (column === last) return text;
    const width = widths[column] ?? 0;
    return column === 0 ? text.padEnd(width) : text.padStart(width);
  };
  return all.map((row) => `${row.map(cell).join("  ")}\n`).join("");
}

function firstPlace({ first }: RuleTally): string {
  const { line, character } = first.start;
  return `${first.file}:${line + 1}:${character + 1}`;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function number(count: number): string {
  return count.toLocaleString("en");
}
