import type { Split } from "../../runs/byWhat";
import type { BenchmarkFigures } from "../../runs/figures/benchmark";
import type { Comparison } from "../../runs/figures/comparison";
import type { Mean, Share } from "../../runs/figures/figure";
import type { JudgeFigures } from "../../runs/figures/judges";
import type { LostBy } from "../../runs/figures/lost";
import type { StepSeries } from "../../runs/figures/steps";
import type { ToolFigures } from "../../runs/figures/tools";
import { sinceInWords } from "../../runs/sentences";
import { between, count, fixed, percent, plural, rewardDigits, signed } from "../../runs/words";
import { section, table, type Document, type Section } from "./document";
import type { RunReport } from "./runReport";

/** Maximum number of rows in a table; JSON has all. */
const maxRows = 40;

/** A report, section by section; empty sections are left out. */
export function documentOf(report: RunReport): Document {
  const { summary, lost, causes, steps, groups, judges, tools, hints, splits, comparison, benchmark } = report;
  const digits = summary.reward === undefined ? 2 : rewardDigits(summary.reward.range);
  const sections = [
    head(report, digits),
    ...(benchmark === undefined ? [] : [benchmarkSection(benchmark)]),
    ...(comparison === undefined ? [] : [comparisonSection(comparison, digits)]),
    ...(lost.bars.length === 0 ? [] : [lostSection(lost, causes, digits)]),
    ...(steps === undefined ? [] : [stepsSection(steps, digits)]),
    ...(groups === undefined ? [] : [section("Groups", { sentences: groups.sentences })]),
    ...(judges === undefined ? [] : [judgeSection(judges)]),
    ...(tools === undefined ? [] : [toolSection(tools)]),
    ...splits.map((split) => splitSection(split, digits)),
    ...(hints.length === 0
      ? []
      : [
          section("Worth a look", {
            sentences: hints.map(({ sentence }) => ({ lead: "", rest: sentence })),
            notes: ["Signs of reward hacking are hints, no verdict."],
          }),
        ]),
    ...(report.unreadable.length === 0 ? [] : [unreadableSection(report)]),
    ...(report.samples.length === 0 ? [] : [samplesSection(report, digits)]),
  ];
  return { title: report.name, sections };
}

function head({ summary, filter, rewardBeside, fixable }: RunReport, digits: number): Section {
  const { n, of, files, steps, groups, reward, components, histogram, recorded, right, findings, breakdowns } = summary;
  const facts = [
    n === of ? plural(n, "sample") : `${count(n)} of ${plural(of, "sample")} (${filter ?? "filtered"})`,
    plural(files, "file"),
    ...(steps === undefined ? [] : [`${plural(steps.count, "step")} (${steps.first} to ${steps.last})`]),
    ...(groups === 0 ? [] : [plural(groups, "group")]),
    ...(summary.unchecked === 0 ? [] : [`${count(summary.unchecked)} not checked`]),
  ];
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
  rows.push(["length", `${fixed(summary.length.mean, 0)} characters`, `median ${fixed(summary.length.median, 0)}`]);
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

function lostSection(lost: LostBy, causes: LostBy, digits: number): Section {
  const rows = ({ bars }: LostBy): string[][] =>
    bars
      .slice(0, maxRows)
      .map(({ name, severity, n, lost: on, since }) => [
        name,
        severity,
        on === undefined ? "–" : fixed(-on, digits),
        count(n),
        sinceInWords({ since }),
      ]);
  const columns = ["", "severity", "lost on the mean#", "samples#", "since"];
  const without = lost.without;
  return section("Reward lost", {
    charts: [
      {
        kind: "bars",
        title: "Reward lost on the mean, by rule",
        bars: lost.bars
          .slice(0, 12)
          .flatMap(({ name, lost: value }) => (value === undefined ? [] : [{ label: name, value }])),
      },
    ],
    tables: [
      table("By rule", ["rule", ...columns.slice(1)], rows(lost), Math.max(0, lost.bars.length - maxRows)),
      table("By cause, a cost counted once a sample", ["cause", ...columns.slice(1)], rows(causes)),
    ],
    notes: [
      `Bars overlap, so they do not add up.${without === undefined ? "" : ` Without a finding that costs: ${fixed(-without.lost, digits)}, ${plural(without.n, "sample")}.`}`,
      "– : no reward is known, or not what the finding takes of it.",
    ],
  });
}

function stepsSection({ steps, malformedSince, k }: StepSeries, digits: number): Section {
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
          percent(malformed.value),
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

function judgeSection(judges: JudgeFigures): Section {
  const { right, recorded, without, disagreeing, bySubset, byTaskType, byLength, quotes, orders, shareOfA } = judges;
  const shares = [
    ...right.map(({ name, figure }) => [`right, read as ${name}`, figure] as const),
    ...(recorded === undefined
      ? []
      : ([
          ["right as recorded", recorded.right],
          ["recorded results that follow from the text", recorded.agree],
        ] as const)),
    [without.name, without.figure] as const,
    [disagreeing.name, disagreeing.figure] as const,
    ...(orders === undefined ? [] : [["the same answer in both orders", orders.consistency] as const]),
    ...(shareOfA === undefined
      ? []
      : ([
          ["verdicts that are A", shareOfA.verdicts],
          ["gold labels that are A", shareOfA.gold],
        ] as const)),
  ];
  const columns = ["", "share#", "interval#", "n#"];
  const row = (name: string, share: Share): string[] => [name, percent(share.value), intervalOf(share), count(share.n)];
  const parts = (caption: string, of: JudgeFigures["bySubset"]): ReturnType<typeof table>[] =>
    of.length < 2
      ? []
      : [
          table(
            caption,
            columns,
            of.map(({ name, figure }) => row(name, figure)),
          ),
        ];
  return section("Judges", {
    sentences: judges.sentences,
    tables: [
      table(
        "Verdicts, with 95 % intervals",
        columns,
        shares.map(([name, share]) => row(name, share)),
      ),
      ...parts("Right by subset", bySubset),
      ...parts("Right by task type", byTaskType),
      ...parts("Right by length of the judgement", byLength),
      ...(quotes === undefined
        ? []
        : [
            table(
              `Quotes in ${plural(quotes.judgements, "judgement")}`,
              ["", "quotes#", "share#"],
              [quotes.exact, quotes.normalised, quotes.altered, quotes.other, quotes.invented].map(
                ({ name, figure }) => [name, count(figure), percent(figure / quotes.n)],
              ),
            ),
          ]),
    ],
  });
}

function toolSection(tools: ToolFigures): Section {
  const shares = [
    ["no call where the ground truth has none", tools.relevance],
    ["a call where the ground truth has none", tools.overuse],
    ["no call where the ground truth has some", tools.missed],
    ["ends in a question without a call", tools.asked],
    ["an answer of a tool tells an error", tools.errors],
  ] as const;
  const columns = ["", "samples#", "interval#", "n#"];
  return section("Tools", {
    sentences: [{ lead: `${fixed(tools.meanCalls)} calls a sample.`, rest: "" }],
    tables: [
      table(
        "Behaviour",
        columns,
        shares.flatMap(([name, share]) =>
          share === undefined ? [] : [[name, percent(share.value), intervalOf(share), count(share.n)]],
        ),
      ),
      table(
        "Samples by the tools that they call",
        columns,
        tools.tools.map(({ name, share }) => [name, percent(share.value), intervalOf(share), count(share.k)]),
        tools.moreTools,
      ),
    ],
  });
}

function splitSection({ by, lines, without, more }: Split, digits: number): Section {
  const shown = lines.slice(0, by === "step" ? lines.length : maxRows);
  return section(`By ${by}`, {
    tables: [
      table(
        "With 95 % intervals",
        [by, "n#", "mean reward#", "interval#", "right#", "malformed calls#"],
        shown.map(({ name, n, reward, right, malformed }) => [
          name,
          count(n),
          reward === undefined ? "–" : fixed(reward.value, digits),
          reward?.interval === undefined ? "–" : between(reward.interval, digits),
          percent(right?.value),
          percent(malformed.value),
        ]),
        more + lines.length - shown.length,
      ),
    ],
    notes: without === 0 ? [] : [`${plural(without, "sample")} without a ${by}.`],
  });
}

function comparisonSection(comparison: Comparison, digits: number): Section {
  const { a, b, rules, components, prompts } = comparison;
  return section(`${a.name} against ${b.name}`, {
    sentences: comparison.sentences,
    tables: [
      ...(components.length === 0
        ? []
        : [
            table(
              "Components",
              ["component", "A#", "B#"],
              components.map(({ name, a: x, b: y }) => [name, meanInWords(x, digits), meanInWords(y, digits)]),
            ),
          ]),
      table(
        "Samples with a finding, by rule",
        ["rule", "A#", "B#", "B − A#", "interval#", ""],
        rules
          .slice(0, maxRows)
          .map(({ name, a: x, b: y, difference, interval, change }) => [
            name,
            percent(x.value),
            percent(y.value),
            signed(difference * 100, 1),
            between({ low: interval.low * 100, high: interval.high * 100 }, 1),
            change,
          ]),
        Math.max(0, rules.length - maxRows),
      ),
      ...(prompts.length === 0
        ? []
        : [
            table(
              "Prompts, the largest change first",
              ["prompt", "A#", "B#", "B − A#", "rule that changed most"],
              prompts
                .slice(0, maxRows)
                .map(({ question, a: x, b: y, difference, rule }) => [
                  question ?? "",
                  fixed(x, digits),
                  fixed(y, digits),
                  signed(difference, digits),
                  rule === undefined ? "" : `${rule.id} (${signed(rule.rollouts, 0)} samples)`,
                ]),
              Math.max(0, prompts.length - maxRows),
            ),
          ]),
    ],
  });
}

const benchmarkNames = { rewardbench: "RewardBench", "rm-bench": "RM-Bench", rmb: "RMB" } as const;

function benchmarkSection({
  benchmark,
  asPublished,
  total,
  sections,
  subsets,
  plain,
  notes,
}: BenchmarkFigures): Section {
  const four = (value: number | undefined): string => (value === undefined ? "–" : (value * 100).toFixed(4));
  return section(`${benchmarkNames[benchmark]}${asPublished ? ", as published" : ""}`, {
    sentences: [{ lead: `Total ${four(total)}.`, rest: `All records: ${shareInWords(plain)}.` }],
    tables: [
      table(
        "Scores, in percent",
        ["", "score#", "n#"],
        sections.map(({ name, value, n }) => [name, four(value), count(n)]),
      ),
      table(
        "Subsets",
        ["", "right#", "interval#", "n#"],
        subsets.map(({ name, share }) => [name, percent(share.value), intervalOf(share), count(share.n)]),
      ),
    ],
    notes,
  });
}

function unreadableSection({ unreadable }: RunReport): Section {
  return section("Records that cannot be read", {
    tables: [
      table(
        "All else is counted",
        ["file", "line#", "why"],
        unreadable.slice(0, maxRows).map(({ file, line, message }) => [file, String(line + 1), message]),
        Math.max(0, unreadable.length - maxRows),
      ),
    ],
  });
}

function samplesSection({ samples }: RunReport, digits: number): Section {
  return section("The worst samples", {
    texts: samples.flatMap(({ file, record, trace, reward, findings, prompt, completion }) => {
      const title = `${file}, record ${record}${trace === 0 ? "" : `, trace ${trace}`}: ${reward === undefined ? "no reward" : fixed(reward, digits)}${findings.length === 0 ? "" : ` (${findings.join(", ")})`}`;
      return [
        { title: `${title} · prompt`, text: prompt },
        { title: `${title} · completion`, text: completion },
      ];
    }),
  });
}

function meanInWords({ value, interval, n }: Mean, digits: number): string {
  return `${fixed(value, digits)}${interval === undefined ? "" : ` (${between(interval, digits)})`}, n ${count(n)}`;
}

function shareInWords(share: Share): string {
  return `${percent(share.value)} (${intervalOf(share)}), ${count(share.k)} of ${count(share.n)}`;
}

function intervalOf({ interval }: Share): string {
  return interval === undefined ? "–" : between({ low: interval.low * 100, high: interval.high * 100 }, 1);
}
