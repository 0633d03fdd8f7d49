/** The data of the breakdown's charts and tables: made from a breakdown, without any page. */
import type {
  Breakdown,
  CallShare,
  Earned,
  OwnBreakdown,
  OwnComponent,
  ParameterStatus,
} from "../../server/core/views/reward";
import { formatReward, negligible } from "../../server/core/text/numbers";
import type { Range } from "../../server/core/text/lineTable";

/**
 * A bar from `start` to `end`: the part before `value` is earned, the part after it is lost. A value before the start
 * is a penalty: see {@link takesAway}.
 */
export interface Bar {
  readonly label: string;
  /** The row's depth below the one it belongs to. */
  readonly level: 0 | 1;
  readonly start: number;
  readonly value: number;
  readonly end: number;
  /** Words in addition to the numbers; empty if there are none. */
  readonly note: string;
  readonly place: Range | undefined;
}

export interface BarChart {
  readonly id: string;
  readonly title: string;
  /** A sentence about what the chart shows, for people who cannot see it. */
  readonly summary: string;
  /** The maximum of a score is unknown. */
  readonly unit: "reward" | "%" | "score";
  readonly bars: readonly Bar[];
}

/** The most rows of a canvas; the table beside it has all. */
export const maxBars = 60;

/** The charts of a breakdown, each with at least one bar. */
export function chartsOf(breakdown: Breakdown<Range>): BarChart[] {
  return [partsChart(breakdown), callsChart(breakdown), rubricChart(breakdown)].filter(({ bars }) => bars.length > 0);
}

function partsChart({ reward }: Breakdown<Range>): BarChart {
  const bars = (reward?.parts ?? []).map(({ title, value, min, max, place }): Bar => ({
    label: title,
    level: 0,
    start: min,
    value,
    end: max,
    note: min === 0 ? "" : `from ${formatReward(min)}`,
    place,
  }));
  const total = reward === undefined ? "" : `${formatReward(reward.total)} of ${formatReward(reward.max)}`;
  return { id: "parts", title: "Parts", summary: `The parts of the reward, ${total} in all.`, unit: "reward", bars };
}

/** With more calls than this, those that lost most come first. */
const callsInOrder = 10;

function callsChart({ calls }: Breakdown<Range>): BarChart {
  const bars: Bar[] = [];
  if (calls?.names !== undefined) bars.push(share("Names of the tools", 0, calls.names, "", undefined));
  const all = calls?.calls ?? [];
  const lost = ({ earned, possible }: Earned): number => possible - earned;
  const isSorted = all.length > callsInOrder;
  for (const call of isSorted ? [...all].sort((a, b) => lost(b) - lost(a)) : all) {
    bars.push(share(call.title, 0, call, call.note ?? "", call.place ?? call.truth));
    bars.push(...namesOf(call));
    for (const { name, status, place, truth, ...earned } of call.parameters) {
      if (earned.possible > 0 || status === "extra") bars.push(share(name, 1, earned, status, place ?? truth));
    }
  }
  const summary =
    calls === undefined
      ? ""
      : `What each call and each parameter earned of what it can; correctness begins at ${formatReward(calls.base)}.${isSorted ? " The calls that lost most come first." : ""}`;
  return { id: "calls", title: "Calls and parameters", summary, unit: "reward", bars };
}

/** What a call earned for the names of its parameters: all that is not for their values. */
function namesOf({ kind, earned, possible, parameters }: CallShare<Range>): Bar[] {
  if (kind === "block" || kind === "spurious" || parameters.length === 0) return [];
  const sum = (of: "earned" | "possible"): number => parameters.reduce((total, each) => total + each[of], 0);
  const names = { earned: earned - sum("earned"), possible: possible - sum("possible") };
  return names.possible > negligible ? [share("Names of its parameters", 1, names, "", undefined)] : [];
}

function share(
  label: string,
  level: 0 | 1,
  { earned, possible }: { readonly earned: number; readonly possible: number },
  note: string,
  place: Range | undefined,
): Bar {
  return { label, level, start: 0, value: earned, end: possible, note, place };
}

function rubricChart({ judge }: Breakdown<Range>): BarChart {
  const bars = (judge?.rubric ?? []).flatMap(({ name, weight, share: part, place }): Bar[] =>
    part === undefined
      ? []
      : [
          {
            label: name,
            level: 0,
            start: 0,
            value: part * 100,
            end: part * 100,
            note: `written ${weight ?? ""}`,
            place,
          },
        ],
  );
  return { id: "rubric", title: "Rubric", summary: "The criteria's shares of all weights.", unit: "%", bars };
}

/** A component so many times as large as the score is of another unit: a length, a count. */
const otherUnit = 10;

/**
 * The score of a team's own scorer, beside the reward if that is a different number; none if it gave no score. A component
 * of another unit has a chart, and so an axis, of its own: beside it the score would not be seen.
 */
export function ownCharts({ score, components, difference }: OwnBreakdown): BarChart[] {
  if (score === undefined) return [];
  const bar = (label: string, level: 0 | 1, value: number): Bar => {
    return { label, level, start: 0, value, end: value, note: "", place: undefined };
  };
  const scale = Math.max(1, Math.abs(score), Math.abs(difference?.computed ?? 0));
  const isOfOtherUnit = ({ value }: OwnComponent): boolean => Math.abs(value) > otherUnit * scale;
  const chart: BarChart = {
    id: "own",
    title: "The team's scorer",
    summary: difference?.text ?? `The scorer gives ${formatReward(score)}.`,
    unit: "score",
    bars: [
      bar("Score", 0, score),
      ...components.filter((each) => !isOfOtherUnit(each)).map(({ name, value }) => bar(name, 1, value)),
      ...(difference === undefined ? [] : [bar("Computed reward", 0, difference.computed)]),
    ],
  };
  const others = components.filter(isOfOtherUnit).map(({ name, value }, i): BarChart => ({
    id: `own-${i + 1}`,
    title: `The team's scorer: ${name}`,
    summary: `${name} is ${formatReward(value)}, on an axis of its own.`,
    unit: "score",
    bars: [bar(name, 0, value)],
  }));
  return [chart, ...others];
}

/** Is it a penalty, as a component of a team's own score can be? */
export function takesAway({ start, value }: Bar): boolean {
  return value < start;
}

/** One line of completion against ground truth. */
export interface ComparedRow {
  readonly call: string;
  readonly name: string;
  readonly status: ParameterStatus | "unanswered" | "spurious" | "no parameters";
  readonly given: string;
  readonly expected: string;
  readonly givenPlace: Range | undefined;
  readonly expectedPlace: Range | undefined;
}

/** Completion and ground truth side by side: one row per parameter, and one per call without a match. */
export function comparisonOf({ calls }: Breakdown<Range>): ComparedRow[] {
  return (calls?.calls ?? []).flatMap(({ kind, title, place, truth, parameters }): ComparedRow[] => {
    if (kind === "block") return [];
    const alone = { call: title, name: "", given: "", expected: "", givenPlace: place, expectedPlace: truth };
    if (kind === "unanswered") return [{ ...alone, status: "unanswered", expected: "this call" }];
    if (kind === "spurious") return [{ ...alone, status: "spurious", given: "this call" }];
    if (parameters.length === 0) return [{ ...alone, status: "no parameters" }];
    return parameters.map((parameter) => ({
      call: title,
      name: parameter.name,
      status: parameter.status,
      given: parameter.given ?? "",
      expected: parameter.expected ?? "",
      givenPlace: parameter.place,
      expectedPlace: parameter.truth,
    }));
  });
}
