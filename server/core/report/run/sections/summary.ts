import { between, count, fixed, percent, plural } from "../../../runs/words";
import { section, table, type Section } from "../document";
import type { RunReport } from "../runReport";
import { intervalOf, meanInWords, shareInWords } from "./cells";

/** The figures of all samples. */
export function summarySection({ summary, filter, rewardBeside, fixable }: RunReport, digits: number): Section {
  const { n, of, files, steps, groups, reward, components, histogram, recorded, right, findings, breakdowns } = summary;
  const facts = [
    n === of ? plural(n, "sample") : `${count(n)} of ${plural(of, "sample")} (${filter ?? "filtered"})`,
    ...(summary.rollouts === undefined ? [] : [`turns of ${plural(summary.rollouts, "rollout")}`]),
    plural(files, "file"),
    ...(steps === undefined ? [] : [`${plural(steps.count, "step")} (${steps.first} to ${steps.last})`]),
    ...(groups === 0 ? [] : [plural(groups, "group")]),
    ...(summary.unchecked === 0 ? [] : [`${count(summary.unchecked)} not checked`]),
  ];
  if (n === 0) return section("Summary", { sentences: summary.sentences, notes: [facts.join(" · ")] });
  const rows: string[][] = [];
  if (reward !== undefined) {
    const { kind, mean, median, deviation, atMost, atLeast, without, undecided, worst } = reward;
    rows.push([
      `reward (${kind})`,
      meanInWords(mean, digits),
      `median ${fixed(median, digits)}, sd ${fixed(deviation, digits)}`,
    ]);
    rows.push([`at the most, ${fixed(reward.range.high, digits)}`, shareInWords(atMost.figure), atMost.filter ?? ""]);
    rows.push([`at the least, ${fixed(reward.range.low, digits)}`, shareInWords(atLeast.figure), atLeast.filter ?? ""]);
    rows.push(["worst", fixed(worst.reward, digits), `#${worst.row + 1} of the table`]);
    if (without > 0) rows.push(["without a reward", count(without), "left out of every mean"]);
    for (const { name, figure } of undecided) rows.push([`undecided: ${name}`, count(figure), ""]);
  }
  for (const { name, mean, range, computed, notFinite } of components) {
    const bad = notFinite === 0 ? "" : `, ${plural(notFinite, "record")} without a number`;
    rows.push([
      `component ${name}`,
      meanInWords(mean, digits),
      `${between(range)}${computed ? "" : ", as recorded"}${bad}`,
    ]);
  }
  if (right !== undefined) rows.push(["right", shareInWords(right.share), right.words]);
  if (recorded !== undefined) {
    rows.push(["recorded", `${count(recorded.same)} as computed`, `${count(recorded.other)} another`]);
  }
  for (const severity of ["error", "warning", "information"] as const) {
    rows.push([`with findings: ${severity}`, shareInWords(findings[severity]), `severity:${severity}`]);
  }
  if (summary.toolErrors.k > 0) rows.push(["tool errors", shareInWords(summary.toolErrors), ""]);
  if (summary.cut.k > 0) rows.push(["cut off", shareInWords(summary.cut), "cut"]);
  if (summary.repeated.k > 0) rows.push(["repeated text", shareInWords(summary.repeated), ""]);
  if (fixable !== undefined) rows.push(["can be fixed", count(fixable), "fixable"]);
  const { length } = summary;
  if (length !== undefined) {
    rows.push(["length", `${fixed(length.mean, 0)} characters`, `median ${fixed(length.median, 0)}`]);
  }
  return section("Summary", {
    sentences: [...summary.sentences, ...(rewardBeside === undefined ? [] : [rewardBeside.sentence])],
    notes: [facts.join(" · ")],
    tables: [
      table("Figures, with 95 % intervals", ["", "value", ""], rows),
      ...breakdowns.map(({ by, parts, more }) =>
        table(
          `Right by ${by}`,
          [by, "right#", "interval#", "n#"],
          parts.map(({ name, figure }) => [name, percent(figure.value), intervalOf(figure), count(figure.n)]),
          more,
        ),
      ),
    ],
    charts: [
      ...(histogram === undefined
        ? []
        : [
            {
              kind: "columns" as const,
              title: `Samples by reward (n ${count(histogram.n)}, mean ${fixed(histogram.mean, digits)})`,
              bars: histogram.bars.map(({ from, to, count: value }) => ({
                label: from === to ? fixed(from, digits) : `${fixed(from, digits)} to ${fixed(to, digits)}`,
                value,
              })),
            },
          ]),
    ],
  });
}
