import type { ListSummary } from "../../../server/core/runs/listFigures";
import { counted } from "../../../server/core/text/counted";
import { formatReward } from "../../../server/core/text/numbers";

/** The most rules that are named. */
const rulesNamed = 3;

/** What fixes did: which findings are gone, and what became of the mean reward. */
export function fixedInWords(before: ListSummary | undefined, after: ListSummary | undefined): string {
  const unsaved = "Nothing is saved yet.";
  if (before === undefined || after === undefined) return `Fixed what is safe to fix. ${unsaved}`;
  const gone = Object.entries(before.rules)
    .map(([rule, { findings }]) => ({ rule, count: findings - (after.rules[rule]?.findings ?? 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  const total = gone.reduce((sum, { count }) => sum + count, 0);
  const named = gone.slice(0, rulesNamed).map(({ rule, count }) => `${count.toLocaleString("en")} ${rule}`);
  const more = gone.length > rulesNamed ? ` and ${counted(gone.length - rulesNamed, "more rule")}` : "";
  return [`Fixed ${counted(total, "finding")}: ${named.join(", ")}${more}.`, meanInWords(before, after), unsaved]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function meanInWords({ mean: old, samples }: ListSummary, { mean: now }: ListSummary): string {
  if (old?.kind !== "computed" || now?.kind !== "computed") return "";
  const [was, is] = [formatReward(old.value), formatReward(now.value)];
  const name = samples === 1 ? "reward" : "mean reward";
  return was === is ? `The ${name} stays ${is}.` : `The ${name} goes from ${was} to ${is}.`;
}
