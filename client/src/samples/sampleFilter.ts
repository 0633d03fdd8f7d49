import { type SampleState, sampleStates } from "../../../server/core/runs/listFigures";
import { counted } from "../../../server/core/text/counted";
import type { SampleChoice, SamplesResult } from "../../../server/protocol/samples";
import type { SeverityName } from "../../../server/protocol/severity";
import { type Choice, pickSeveral, separator } from "../shown";

/** Which samples of a file are listed. An empty list lets all through. */
export type SampleFilter = Required<SampleChoice>;

export const noFilter: SampleFilter = { severities: [], rules: [], states: [], flipped: false };

export function isFiltering({ severities, rules, states, flipped }: SampleFilter): boolean {
  return severities.length + rules.length + states.length > 0 || flipped;
}

export function filterInWords({ severities, rules, states, flipped }: SampleFilter): string {
  const judged = flipped ? ["verdict flipped"] : [];
  const inStates = states.map((state) => stateTitles[state].toLowerCase());
  return [judged, inStates, severities.map((severity) => severityTitles()[severity].toLowerCase()), rules]
    .filter((words) => words.length > 0)
    .map((words) => words.join(", "))
    .join(" · ");
}

const stateTitles: Readonly<Record<SampleState, string>> = {
  lost: "Reward below the best",
  least: "Least reward",
  unchecked: "Not checked",
};

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
  readonly state?: SampleState;
  readonly flipped?: true;
}

/** Asks what is to be listed; undefined if the user cancels. Each choice says how many samples it has. */
export async function pickFilter(
  { summary, judged = 0, flipped = 0 }: NonNullable<SamplesResult>,
  now: SampleFilter,
): Promise<SampleFilter | undefined> {
  const titles = severityTitles();
  const samplesWith = (rule: string): number => summary.rules[rule]?.samples ?? 0;
  const known = [...new Set([...Object.keys(summary.rules), ...now.rules])].sort(
    (a, b) => samplesWith(b) - samplesWith(a) || (a < b ? -1 : 1),
  );
  const states = sampleStates.filter((state) => summary.states[state] > 0 || now.states.includes(state));
  const items: FilterItem[] = [
    ...(judged > 0 || now.flipped ? judgedItems(judged, flipped, now) : []),
    ...(states.length === 0 ? [] : [separator("sample")]),
    ...states.map((state) => ({
      state,
      label: stateTitles[state],
      description: counted(summary.states[state], "sample"),
      picked: now.states.includes(state),
    })),
    separator("severity"),
    ...(["error", "warning", "information"] as const).map((severity) => ({
      severity,
      label: titles[severity],
      description: counted(summary.severities[severity], "finding"),
      picked: now.severities.includes(severity),
    })),
    separator("rule"),
    ...known.map((rule) => ({
      rule,
      label: rule,
      description: counted(samplesWith(rule), "sample"),
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
      states: picked.flatMap(({ state }) => state ?? []),
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
