import { type Command, InvalidArgumentError, Option } from "commander";
import { type Condition, figuresOf, parseCondition } from "../../core/filters/condition";
import type { Filter } from "../../core/filters/filter";
import { parseFilter } from "../../core/filters/parseFilter";
import { textTerms } from "../../core/filters/textTerms";
import { presetRewardNames } from "../../core/rewards";
import { benchmarks } from "../../core/runs/benchmarks";
import { splits, type SplitBy } from "../../core/runs/byWhat";
import type { BenchmarkFigures } from "../../core/runs/figures/benchmark";
import { nearestName } from "../../core/text/nearestName";
import { wholeNumber, type CommonFlags } from "./commonFlags";
import { unknownNames, unknownRule } from "../../core/engine/knownNames";

/** The text that a person wrote, and its meaning. */
export interface Written<T> {
  readonly written: string;
  readonly meant: T;
}

export interface ReportFlags extends CommonFlags {
  readonly format: "text" | "json" | "markdown" | "html";
  readonly reward?: string;
  readonly only?: Written<Filter>;
  readonly by: readonly SplitBy[];
  readonly right?: Written<Filter>;
  readonly compare?: readonly string[];
  readonly compareOnly?: Written<Filter>;
  readonly benchmark?: BenchmarkFigures["benchmark"];
  readonly asPublished?: true;
  readonly rows?: "csv" | "jsonl";
  readonly columns?: readonly string[];
  readonly withSamples: number;
  readonly fixable?: true;
  readonly failIf?: Written<Condition>;
  readonly partial?: true;
  readonly merge?: true;
}

/** Maximum number of words in one filter: each takes a bit of a row. */
const maxTerms = 30;

export function addReportFlags(command: Command): Command {
  return command
    .addOption(
      new Option("--format <form>", "form of the report").choices(["text", "json", "markdown", "html"]).default("text"),
    )
    .option("--reward <preset>", "an official reward function instead of the profile's: docs/presets", presetName)
    .option("--only <filter>", "report only samples that pass, for instance step>=60 or rule:cut-off", filter)
    .addOption(
      new Option("--by <what>", `also split by ${splits.join(", ")} (repeatable)`)
        .argParser(addSplit)
        .default([] as readonly SplitBy[], "none"),
    )
    .option("--right <filter>", "what counts as right, for instance 'reward >= 1'", filter)
    .option("--compare <files...>", "compare the report with another run")
    .option("--compare-only <filter>", "compare it with the part of the same files that passes", filter)
    .addOption(new Option("--benchmark <name>", "score a benchmark").choices(Object.keys(benchmarks)))
    .option("--as-published", "with --benchmark rm-bench, as the official script scores it")
    .addOption(new Option("--rows <form>", "write the table of samples instead of a report").choices(["csv", "jsonl"]))
    .option("--columns <names>", "columns of --rows, with commas between; component.NAME is one, too", columns)
    .option("--with-samples <number>", "show the texts of this many samples, the worst ones", wholeNumber(0), 0)
    .option("--fixable", "count samples with a finding that can be fixed: each fix is tried")
    .option(
      "--fail-if <condition>",
      "exit with 1 where it holds, for instance 'share(tool-call-json) > 0.02'",
      condition,
    )
    .option("--partial", "write the rows for a report that --merge makes of several")
    .option("--merge", "the files are partials");
}

function filter(written: string): Written<Filter> {
  const meant = parseFilter(written);
  if ("problem" in meant) throw new InvalidArgumentError(at(written, meant.problem));
  if (asksForReviews(meant)) throw new InvalidArgumentError("review cannot be asked here: reviews are not read.");
  refuseUnknown(unknownNames(meant));
  if (textTerms(meant).length > maxTerms) throw new InvalidArgumentError(`It asks for more than ${maxTerms} words.`);
  return { written, meant };
}

/** A term that cannot be answered would silently be false for every sample. */
function asksForReviews(meant: Filter): boolean {
  if (meant.kind === "all" || meant.kind === "any") return meant.of.some(asksForReviews);
  if (meant.kind === "not") return asksForReviews(meant.of);
  return (meant.kind === "name" || meant.kind === "has") && meant.field === "review";
}

function condition(written: string): Written<Condition> {
  const meant = parseCondition(written);
  if ("problem" in meant) throw new InvalidArgumentError(at(written, meant.problem));
  for (const figure of figuresOf(meant)) {
    if (figure.kind === "share") refuseUnknown(unknownNames(figure.filter));
    if (figure.kind === "lost") refuseUnknown(unknownRule(figure.rule));
  }
  return { written, meant };
}

function refuseUnknown(problem: string | undefined): void {
  if (problem !== undefined) throw new InvalidArgumentError(problem);
}

/** A problem with its position, counted from 1. */
function at(written: string, { message, span }: { message: string; span: { start: number; end: number } }): string {
  const word = written.slice(span.start, span.end);
  return `At character ${span.start + 1}${word === "" ? "" : ` (${word})`}: ${message}`;
}

function addSplit(given: string, before: readonly SplitBy[]): readonly SplitBy[] {
  const named = given.split(",").map((name) => {
    const found = splits.find((each) => each === name.trim());
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`It can be ${splits.join(", ")}.`);
  });
  return [...before, ...named];
}

function columns(given: string): readonly string[] {
  return given.split(",").map((name) => name.trim());
}

function presetName(written: string): string {
  if (presetRewardNames.includes(written)) return written;
  const near = nearestName(written, presetRewardNames);
  const hint = near === undefined ? `There are ${presetRewardNames.join(", ")}.` : `Did you mean ${near}?`;
  throw new InvalidArgumentError(`No reward is named ${written}. ${hint}`);
}
