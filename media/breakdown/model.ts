/** The data of the breakdown's charts and tables: made from a breakdown, without any page. */
import type { Breakdown, OwnBreakdown, ParameterStatus } from "../../server/core/views/reward";
import { formatReward } from "../../server/core/text/numbers";
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

function callsChart({ calls }: Breakdown<Range>): BarChart {
  const bars: Bar[] = [];
  if (calls?.names !== undefined) bars.push(share("Names of the tools", 0, calls.names, "", undefined));
  for (const call of calls?.calls ?? []) {
    bars.push(share(call.title, 0, call, call.note ?? "", call.place ?? call.truth));
    for (const { name, status, place, truth, ...earned } of call.parameters) {
      if (earned.possible > 0 || status === "extra") bars.push(share(name, 1, earned, status, place ?? truth));
    }
  }
  const summary =
    calls === undefined
      ? ""
      : `What each call and each parameter earned of what it can; correctness begins at ${formatReward(calls.base)}.`;
  return { id: "calls", title: "Calls and parameters", summary, unit: "reward", bars };
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

/** The score of a team's own scorer, beside the reward if that is a different number; undefined if it gave none. */
export function ownChart({ score, components, difference }: OwnBreakdown): BarChart | undefined {
  if (score === undefined) return undefined;
  const bar = (label: string, level: 0 | 1, value: number): Bar => {
    return { label, level, start: 0, value, end: value, note: "", place: undefined };
  };
  return {
    id: "own",
    title: "The team's scorer",
    summary: difference?.text ?? `The scorer gives ${formatReward(score)}.`,
    unit: "score",
    bars: [
      bar("Score", 0, score),
      ...components.map(({ name, value }) => bar(name, 1, value)),
      ...(difference === undefined ? [] : [bar("Computed reward", 0, difference.computed)]),
    ],
  };
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
