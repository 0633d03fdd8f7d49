import { dearestRules, type ListMean, type ListSummary } from "../../../server/core/runs/listFigures";
import { counted } from "../../../server/core/text/counted";
import { formatReward } from "../../../server/core/text/numbers";

/** How many rules the heading names. */
const rulesNamed = 3;

/** What stands above the list of a file's samples: their mean reward, what cost most, and what was not checked. */
export function headingOf(summary: ListSummary): string {
  return [meanInWords(summary.mean, summary.samples), rulesInWords(summary), uncheckedInWords(summary)]
    .filter((words) => words !== "")
    .join(" · ");
}

function meanInWords(mean: ListMean | undefined, samples: number): string {
  if (mean === undefined) return samples === 0 ? "" : "No reward is known";
  const { kind, value, n, best } = mean;
  const of = best === undefined ? "" : ` of ${formatReward(best)}`;
  const known = n === samples ? "" : ` (${counted(n, "sample")})`;
  return `${kind === "computed" ? "Mean reward" : "Mean recorded reward"} ${formatReward(value)}${of}${known}`;
}

function rulesInWords(summary: ListSummary): string {
  const rules = dearestRules(summary, rulesNamed);
  const dear = rules.filter(({ lost = 0 }) => formatReward(lost) !== "0");
  if (dear.length > 0) {
    const words = dear.map(({ rule, lost = 0 }) => `${rule} ${formatReward(-lost)}`);
    return `lost most by ${words.join(", ")}`;
  }
  if (rules.length === 0) return "";
  const words = rules.map(({ rule, samples }) => `${rule} in ${samples.toLocaleString("en")}`);
  return `found most: ${words.join(", ")}`;
}

function uncheckedInWords({ samples, states: { unchecked } }: ListSummary): string {
  if (unchecked === 0) return "";
  return unchecked === samples ? "nothing was checked" : `${unchecked.toLocaleString("en")} not checked`;
}
