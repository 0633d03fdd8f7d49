import type { SamplesResult } from "../../../server/protocol/samples";
import type { SeverityName } from "../../../server/protocol/severity";
import { type Choice, pickSeveral, separator } from "../shown";
import { counted } from "../../../server/core/text/counted";

/** Which samples are listed: those with findings of these severities and rules. An empty list lets all through. */
export interface SampleFilter {
  readonly severities: readonly SeverityName[];
  readonly rules: readonly string[];
  /** Only those whose verdict changed when they were judged again. */
  readonly flipped: boolean;
}

export const noFilter: SampleFilter = { severities: [], rules: [], flipped: false };

export function isFiltering({ severities, rules, flipped }: SampleFilter): boolean {
  return severities.length + rules.length > 0 || flipped;
}

export function filterInWords({ severities, rules, flipped }: SampleFilter): string {
  const judged = flipped ? ["verdict flipped"] : [];
  return [judged, severities.map((severity) => severityTitles()[severity].toLowerCase()), rules]
    .filter((words) => words.length > 0)
    .map((words) => words.join(", "))
    .join(" · ");
}

function severityTitles(): Readonly<Record<SeverityName, string>> {
  return {
    error: "Errors",
    warning: "Warnings",
    information: "For information",
  };
}

interface FilterItem extends Choice {
  readonly severity?: SeverityName;
  readonly rule?: string;
  readonly flipped?: true;
}

/** Asks for severities and rules; undefined if the user cancels. */
export async function pickFilter(
  { severities, rules, judged = 0, flipped = 0 }: NonNullable<SamplesResult>,
  now: SampleFilter,
): Promise<SampleFilter | undefined> {
  const titles = severityTitles();
  const known = [...new Set([...Object.keys(rules), ...now.rules])].sort();
  const items: FilterItem[] = [
    ...(judged > 0 || now.flipped ? judgedItems(judged, flipped, now) : []),
    separator("severity"),
    ...(["error", "warning", "information"] as const).map((severity) => ({
      severity,
      label: titles[severity],
      description: counted(severities[severity], "finding"),
      picked: now.severities.includes(severity),
    })),
    separator("rule"),
    ...known.map((rule) => ({
      rule,
      label: rule,
      description: counted(rules[rule] ?? 0, "finding"),
      picked: now.rules.includes(rule),
    })),
  ];
  const picked = await pickSeveral(items, {
    title: "Show Samples With",
    placeHolder: "Nothing ticked: all samples",
    matchOnDescription: true,
  });
  return (
    picked && {
      severities: picked.flatMap(({ severity }) => severity ?? []),
      rules: picked.flatMap(({ rule }) => rule ?? []),
      flipped: picked.some((item) => item.flipped === true),
    }
  );
}

function judgedItems(judged: number, flipped: number, now: SampleFilter): FilterItem[] {
  return [
    separator("judged again"),
    {
      flipped: true,
      label: "Verdict flipped",
      description: `${flipped.toLocaleString()} of ${judged.toLocaleString()} judged again`,
      picked: now.flipped,
    },
  ];
}
