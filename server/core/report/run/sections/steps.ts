import type { StepSeries } from "../../../runs/figures/steps";
import { sinceInWords } from "../../../runs/sentences";
import { count, fixed, percent } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { checkedShare } from "./cells";

/** Figures along the steps. */
export function stepsSection({ steps, malformedSince, k }: StepSeries, digits: number): Section {
  const x = steps.map(({ step }) => step);
  const rewards = steps.map(({ reward }) => reward);
  const pass = k === undefined ? [] : [`pass@${k}#`];
  return section("Steps", {
    sentences:
      malformedSince === undefined ? [] : [{ lead: "Malformed calls.", rest: sinceInWords({ since: malformedSince }) }],
    charts: [
      {
        kind: "lines",
        title: "Reward by step: mean, and where the middle half of the samples lies",
        x,
        lines: [{ label: "mean", y: rewards.map((reward) => reward?.mean) }],
        band: { low: rewards.map((reward) => reward?.q25), high: rewards.map((reward) => reward?.q75) },
      },
      {
        kind: "lines",
        title: "Share of samples by step",
        x,
        lines: [
          { label: "malformed calls", y: steps.map(({ malformed }) => malformed.value) },
          { label: "right", y: steps.map(({ right }) => right?.value) },
          { label: "in dead groups", y: steps.map(({ dead }) => dead?.value) },
          { label: "cut off", y: steps.map(({ cut }) => cut.value) },
        ],
        band: undefined,
      },
      {
        kind: "lines",
        title: "Mean length by step, in characters",
        x,
        lines: [{ label: "length", y: steps.map(({ length }) => length) }],
        band: undefined,
      },
    ],
    tables: [
      table(
        "Figures by step",
        [
          "step#",
          "n#",
          "mean#",
          "10 %#",
          "25 %#",
          "50 %#",
          "75 %#",
          "90 %#",
          "malformed#",
          "right#",
          "dead#",
          "length#",
          ...pass,
        ],
        steps.map(({ step, n, reward, malformed, right, dead, length, pass: passed }) => [
          String(step),
          count(n),
          ...(reward === undefined
            ? Array.from({ length: 6 }, () => "–")
            : [reward.mean, reward.q10, reward.q25, reward.q50, reward.q75, reward.q90].map((each) =>
                fixed(each, digits),
              )),
          checkedShare(malformed),
          percent(right?.value),
          percent(dead?.value),
          fixed(length, 0),
          ...(k === undefined ? [] : [percent(passed?.atK)]),
        ]),
      ),
    ],
    notes: ["Quantiles show how samples are spread, not how sure the mean is."],
  });
}
