import { rewardDigits } from "../../runs/words";
import { section, type Document } from "./document";
import type { RunReport } from "./runReport";
import { benchmarkSection } from "./sections/benchmark";
import { comparisonSection } from "./sections/comparison";
import { judgeSection } from "./sections/judges";
import { lostSection } from "./sections/lost";
import { samplesSection } from "./sections/samples";
import { splitSection } from "./sections/split";
import { stepsSection } from "./sections/steps";
import { summarySection } from "./sections/summary";
import { toolSection } from "./sections/tools";
import { unreadableSection } from "./sections/unreadable";

/** A report, section by section; empty sections are left out. */
export function documentOf(report: RunReport): Document {
  const { summary, lost, causes, steps, groups, judges, tools, hints, splits, comparison, benchmark } = report;
  const digits = rewardDigits(summary.reward?.range);
  const sections = [
    summarySection(report, digits),
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
