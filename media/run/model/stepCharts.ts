/** The charts of the page Steps, and the text of each at a step: plain data. */
import type { StepFigures, StepSeries } from "../../../server/core/runs/figures/steps";
import type { StepChart } from "../../charts/stepChart";
import { bound, count, fixed, percent } from "./words";

export interface ShownChart extends StepChart {
  readonly title: string;
  /** What it shows, with its unit. */
  readonly note: string;
  readonly legend: readonly { readonly kind: "main" | "second"; readonly words: string }[];
  readonly isTall: boolean;
  /** Its numbers, one for each step. */
  readonly columns: readonly { readonly head: string; readonly values: readonly (number | undefined)[] }[];
  read(at: number): string;
}

const halves = [0, 0.5, 1];
const inPercent = (value: number): string => percent(value, 0);

/** @param rewards the range of possible rewards */
export function stepCharts(
  series: StepSeries,
  rewards: { readonly least: number; readonly most: number } | undefined,
): ShownChart[] {
  const { steps } = series;
  const numbers = steps.map(({ step }) => step);
  const of = (value: (figures: StepFigures) => number | undefined): (number | undefined)[] => steps.map(value);
  const chart = (
    given: Omit<ShownChart, "steps" | "read" | "legend" | "isTall" | "since" | "bands" | "columns"> &
      Partial<Pick<ShownChart, "legend" | "isTall" | "since" | "bands">>,
    read: (figures: StepFigures) => string | undefined,
    columns: Readonly<Record<string, (figures: StepFigures) => number | undefined>>,
  ): ShownChart => ({
    legend: [],
    isTall: false,
    since: undefined,
    bands: [],
    ...given,
    steps: numbers,
    columns: Object.entries(columns).map(([head, value]) => ({ head, values: of(value) })),
    read: (at) => {
      const figures = steps[at];
      return figures === undefined ? "" : `step ${figures.step}: ${read(figures) ?? "none"}`;
    },
  });
  const charts: ShownChart[] = [];
  if (rewards !== undefined && steps.some(({ reward }) => reward !== undefined)) {
    const middle = rewards.least < 0 && rewards.most > 0 ? 0 : (rewards.least + rewards.most) / 2;
    charts.push(
      chart(
        {
          title: "Reward",
          note: "mean; bands hold 50 % and 80 % of the samples",
          low: rewards.least,
          high: rewards.most,
          ticks: [rewards.least, middle, rewards.most],
          format: bound,
          isTall: true,
          bands: [
            { low: of(({ reward }) => reward?.q10), high: of(({ reward }) => reward?.q90), kind: "most" },
            { low: of(({ reward }) => reward?.q25), high: of(({ reward }) => reward?.q75), kind: "half" },
          ],
          lines: [{ values: of(({ reward }) => reward?.mean), kind: "main" }],
        },
        ({ reward }) =>
          reward &&
          `mean ${fixed(reward.mean)}, half from ${fixed(reward.q25)} to ${fixed(reward.q75)}, n ${count(reward.n)}`,
        {
          mean: ({ reward }) => reward?.mean,
          "10 %": ({ reward }) => reward?.q10,
          "25 %": ({ reward }) => reward?.q25,
          median: ({ reward }) => reward?.q50,
          "75 %": ({ reward }) => reward?.q75,
          "90 %": ({ reward }) => reward?.q90,
          n: ({ reward }) => reward?.n,
        },
      ),
    );
  }
  if (steps.some(({ malformed }) => malformed.k > 0)) {
    const most = Math.max(...steps.map(({ malformed }) => malformed.interval?.high ?? 0));
    const top = [0.1, 0.2, 0.4, 0.6, 1].find((limit) => most <= limit) ?? 1;
    charts.push(
      chart(
        {
          title: "Malformed calls",
          note: "share of samples, 95 % interval (Wilson)",
          low: 0,
          high: top,
          ticks: [0, top / 2, top],
          format: inPercent,
          isTall: true,
          since: series.malformedSince?.step,
          bands: [
            {
              low: of(({ malformed }) => malformed.interval?.low),
              high: of(({ malformed }) => malformed.interval?.high),
              kind: "lost",
            },
          ],
          lines: [{ values: of(({ malformed }) => malformed.value), kind: "lost" }],
        },
        ({ malformed: { value, interval, n } }) =>
          n === 0
            ? "not checked"
            : `${percent(value)}, ${percent(interval?.low, 0)} to ${percent(interval?.high, 0)}, n ${count(n)}`,
        {
          share: ({ malformed }) => malformed.value,
          low: ({ malformed }) => malformed.interval?.low,
          high: ({ malformed }) => malformed.interval?.high,
          samples: ({ malformed }) => malformed.k,
          n: ({ malformed }) => malformed.n,
        },
      ),
    );
  }
  const parts = series.components.slice(0, 2);
  if (parts.length === 2) {
    const shareOf =
      (i: number) =>
      (figures: StepFigures): number | undefined => {
        const [value, part] = [figures.components[i], parts[i]];
        return value === undefined || part === undefined || part.max <= part.min
          ? undefined
          : (value - part.min) / (part.max - part.min);
      };
    charts.push(
      chart(
        {
          title: "Components",
          note: "mean as a share of the range",
          low: 0,
          high: 1,
          ticks: halves,
          format: inPercent,
          legend: parts.map(({ name }, i) => ({ kind: i === 0 ? "second" : "main", words: name })),
          lines: [
            { values: of(shareOf(0)), kind: "second" },
            { values: of(shareOf(1)), kind: "main" },
          ],
        },
        ({ components }) =>
          parts
            .map(
              ({ name, max }, i) =>
                `${name} ${components[i] === undefined ? "–" : fixed(components[i])} of ${bound(max)}`,
            )
            .join(", "),
        {
          ...Object.fromEntries(parts.map(({ name }, i) => [name, ({ components }: StepFigures) => components[i]])),
          n: ({ n }) => n,
        },
      ),
    );
  }
  const longest = roundUp(Math.max(1, ...steps.map(({ length }) => length)));
  const lengths = { low: 0, high: longest, ticks: [0, longest / 2, longest], format: count };
  charts.push(
    chart(
      {
        title: "Length",
        note: "mean characters",
        ...lengths,
        lines: [{ values: of(({ length }) => length), kind: "main" }],
      },
      ({ length, n }) => `mean ${count(Math.round(length))}, n ${count(n)}`,
      { mean: ({ length }) => length, n: ({ n }) => n },
    ),
  );
  if (steps.some(({ right }) => right !== undefined)) {
    charts.push(
      chart(
        {
          title: "Right, and dead groups",
          note: "share of samples",
          low: 0,
          high: 1,
          ticks: halves,
          format: inPercent,
          legend: [
            { kind: "main", words: "right" },
            { kind: "second", words: "in dead groups" },
          ],
          lines: [
            { values: of(({ right }) => right?.value), kind: "main" },
            { values: of(({ dead }) => dead?.value), kind: "second" },
          ],
        },
        ({ right, dead }) => `right ${percent(right?.value, 0)}, in dead groups ${percent(dead?.value, 0)}`,
        {
          right: ({ right }) => right?.value,
          "right: n": ({ right }) => right?.n,
          "in dead groups": ({ dead }) => dead?.value,
          "in groups: n": ({ dead }) => dead?.n,
        },
      ),
    );
  }
  if (steps.some(({ lengthByAdvantage }) => lengthByAdvantage !== undefined)) {
    charts.push(
      chart(
        {
          title: "Length by advantage",
          note: "mean characters",
          ...lengths,
          legend: [
            { kind: "main", words: "A > 0" },
            { kind: "second", words: "A < 0" },
          ],
          lines: [
            { values: of(({ lengthByAdvantage }) => lengthByAdvantage?.above), kind: "main" },
            { values: of(({ lengthByAdvantage }) => lengthByAdvantage?.below), kind: "second" },
          ],
        },
        ({ lengthByAdvantage: by }) =>
          by && `A > 0 ${count(Math.round(by.above))}, A < 0 ${count(Math.round(by.below))}`,
        {
          "A > 0": ({ lengthByAdvantage: by }) => by?.above,
          "A < 0": ({ lengthByAdvantage: by }) => by?.below,
          n: ({ n }) => n,
        },
      ),
    );
  }
  return charts;
}

/** The next larger number of one digit and zeros whose half is a round number. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((size) => size >= value) ?? value;
}
