import type { Undefined } from "../../statistics/agreement";
import type { Interval } from "../../statistics/proportion";
import type { Accuracy, AgreementReport, ModelFigures, PairFigures } from "./figures";

/** The figures of agreement for people, line by line. */
export function reportText({ models, pairs, panel }: AgreementReport): string {
  const lines = [...models.flatMap(modelLines), ...pairs.flatMap(pairLines)];
  if (panel !== undefined) {
    lines.push(
      "all models",
      `  Krippendorff's α  ${"alpha" in panel.alpha ? `${digits(panel.alpha.alpha)} (n ${panel.alpha.n})` : none(panel.alpha)}`,
    );
    if (panel.ac1 !== undefined) {
      lines.push(
        `  Gwet's AC1        ${"ac1" in panel.ac1 ? digits(panel.ac1.ac1) : none(panel.ac1)} (one label has over 80 % of the verdicts)`,
      );
    }
  }
  return lines.map((line) => `${line}\n`).join("");
}

function modelLines(figures: ModelFigures): string[] {
  const { model, subset, samples, states, accuracy, orders, slots, votes, calibration, length, ratings } = figures;
  const lines = [
    subset === undefined ? model : `${model} · ${subset}`,
    `  samples           ${samples}: ${Object.entries(states)
      .map(([state, count]) => `${count} ${state}`)
      .join(", ")}`,
  ];
  if (accuracy.n > 0) lines.push(`  accuracy          ${shown(accuracy)}`);
  if (orders !== undefined) {
    const { consistency, conservative, meanOfOrders, lean, unread } = orders;
    lines.push(
      `  consistency       ${shown({ ...consistency, right: consistency.k })}${unread > 0 ? `; ${unread} pairs lack a verdict` : ""}`,
      `  conservative      ${conservative.right} right, ${conservative.ties} ties, ${conservative.wrong} wrong`,
    );
    if (meanOfOrders !== undefined) lines.push(`  mean of orders    ${digits(meanOfOrders)}`);
    lines.push(
      `  lean of flips     ${lean.first} to the first slot, ${lean.second} to the second; p ${pValue(lean.p)}`,
    );
  }
  if (slots !== undefined) {
    lines.push(
      `  gold first        ${shown(slots.first)}`,
      `  gold second       ${shown(slots.second)}; p ${pValue(slots.p)}`,
    );
  }
  if (votes !== undefined)
    lines.push(
      `  votes             ${digits(votes.meanShare)} for the majority on the mean, flip rate of repeats ${digits(votes.flipRate)} (n ${votes.n})${votes.stoppedEarly > 0 ? `; ${votes.stoppedEarly} stopped early: neither in this mean nor in the calibration` : ""}`,
    );
  if (calibration !== undefined) {
    lines.push(
      `  calibration       ECE ${digits(calibration.ece)}, Brier ${digits(calibration.brier)} (n ${calibration.n})`,
    );
  }
  if (length !== undefined && length.byJudge.n > 0) {
    const { byJudge, byGold, p } = length;
    lines.push(
      `  longer one wins   ${digits(byJudge.value)} by the judge, ${digits(byGold.value)} by gold; p ${pValue(p)} (n ${byJudge.n})`,
    );
  }
  if (ratings !== undefined) lines.push(`  mean rating       ${digits(ratings.mean)} (n ${ratings.n})`);
  return lines;
}

function pairLines({ models, n, kappa, mcNemar }: PairFigures): string[] {
  const lines = [
    `${models[0]} and ${models[1]}`,
    `  Cohen's κ         ${"kappa" in kappa ? `${digits(kappa.kappa)} (${range(kappa.interval)}), agreement ${digits(kappa.observed)} (n ${n})` : none(kappa)}`,
  ];
  if (mcNemar !== undefined) {
    lines.push(
      `  McNemar           ${mcNemar.first} right alone the first, ${mcNemar.second} the second; p ${pValue(mcNemar.p)}`,
    );
  }
  return lines;
}

function shown({ right, n, value, interval }: Accuracy): string {
  return `${digits(value)} (${right} of ${n}${interval === undefined ? "" : `; ${range(interval)}`})`;
}

function range({ low, high }: Interval): string {
  return `${digits(low)} … ${digits(high)}`;
}

function none({ undefined: reason }: Undefined): string {
  return `–: ${reason}`;
}

function digits(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(4);
}

function pValue(p: number): string {
  return p < 0.001 ? p.toExponential(2) : p.toFixed(4);
}
