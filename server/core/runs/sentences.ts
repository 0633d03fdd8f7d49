import type { Sentence } from "./figures/figure";
import type { LostBar, LostBy } from "./figures/lost";
import type { RunSummary } from "./figures/summary";
import { quoteFigures, quoteSentence } from "./quotes";
import type { Scope } from "./scope";
import { count, fixed, percent, plural, rewardDigits } from "./words";
import { capitalised } from "../text/capitalised";

/** The sentences about a run, above its charts: the same in the page, in the tree "Samples" and in reports. */
export function sentencesOf(
  summary: Omit<RunSummary, "sentences">,
  lost: LostBy,
  scope: Scope,
  isWhole: boolean,
): readonly Sentence[] {
  const said = [
    ...(summary.n < summary.of ? filteredSentence(summary, lost, scope) : []),
    ...judgeSentence(scope),
    ...lostSentence(summary, lost, isWhole),
    ...(summary.reward === undefined ? unrewardedSentences(summary, lost) : []),
  ];
  return said.length > 0 ? said : quietSentence(summary);
}

/** "These 168 samples have a mean of −2.05, the other 1,832 of 2.64. With the others' mean they would raise the run's by 0.39." */
function filteredSentence(
  { n, rollouts, reward }: Omit<RunSummary, "sentences">,
  { bars }: LostBy,
  { run, rows }: Scope,
): Sentence[] {
  const { table } = run;
  if (reward === undefined) return [];
  const isIn = new Uint8Array(table.length);
  for (const row of rows) isIn[row] = 1;
  let [sum, others] = [0, 0];
  for (const row of run.all) {
    const value = table.reward(row);
    if (isIn[row] === 1 || !Number.isFinite(value)) continue;
    sum += value;
    others++;
  }
  const digits = rewardDigits(reward.range);
  const here = reward.mean;
  const these =
    rollouts === undefined
      ? `These ${count(n)} samples have`
      : `The ${plural(here.n, "rollout")} that ${here.n === 1 ? "ends" : "end"} here have`;
  const lead = `${n === 1 ? "This sample has a reward" : `${these} a mean`} of ${fixed(here.value, digits)}`;
  if (others === 0) return [{ lead: `${lead}.`, rest: "", filter: undefined }];
  const other = sum / others;
  const gain = ((other - here.value) * here.n) / (here.n + others);
  // What they lack beside the others is another number than what a rule takes of them.
  const [dearest] = bars;
  const own = (dearest?.lost ?? 0) > 0 ? "; what each rule takes by itself stands under Reward lost" : "";
  const raise = gain > 0 ? ` With the others' mean they would raise the run's by ${fixed(gain, digits)}${own}.` : "";
  return [
    { lead: `${lead},`, rest: `the other ${count(others)} of ${fixed(other, digits)}.${raise}`, filter: undefined },
  ];
}

/** "tool-call-json costs most: −0.50 on a mean of 2.25, in 168 samples. It rose from 2.3 % of the samples to 14.0 % at step 60." */
function lostSentence({ reward }: Omit<RunSummary, "sentences">, { bars }: LostBy, isWhole: boolean): Sentence[] {
  const [dearest] = bars;
  if (reward === undefined || dearest?.lost === undefined || dearest.lost <= 0) return [];
  const digits = rewardDigits(reward.range);
  const soFar = isWhole ? "" : " so far";
  const lead = `${dearest.name} costs most${soFar}: ${fixed(-dearest.lost, digits)} on a mean of ${fixed(reward.mean.value, digits)}, in ${plural(dearest.n, "sample")}.`;
  return [{ lead, rest: sinceInWords(dearest), filter: dearest.filter }];
}

/** "It rose from 2.3 % of the samples to 14.0 % at step 60."; empty if nothing changed much. */
export function sinceInWords({ since }: Pick<LostBar, "since">): string {
  if (since === undefined) return "";
  const verb = since.after > since.before ? "rose" : "fell";
  return `It ${verb} from ${percent(since.before)} of the samples to ${percent(since.after)} at step ${since.step}.`;
}

function judgeSentence(scope: Scope): Sentence[] {
  const quotes = quoteFigures(scope);
  return quotes === undefined ? [] : [quoteSentence(quotes)];
}

/** A fault in fewer samples than this share of them is no news of the run. */
const worthNaming = 0.1;

/** For files without a reward: how many are right, which fault is in most of them, and what else is known. */
function unrewardedSentences(summary: Omit<RunSummary, "sentences">, { bars }: LostBy): Sentence[] {
  const { right, n } = summary;
  const [most] = bars.filter(({ severity }) => severity !== "information").sort((a, b) => b.n - a.n);
  const share = right?.share.value;
  return [
    // First, as that some are right says nothing of what was checked.
    ...(n > 0 && summary.unchecked === n ? quietSentence(summary) : []),
    ...(right === undefined || share === undefined
      ? []
      : [{ lead: `${percent(share)} are right:`, rest: `${right.words}.`, filter: "right" }]),
    ...(most === undefined || most.n < n * worthNaming
      ? []
      : [
          {
            lead: `${most.name} was found most: in ${plural(most.n, "sample")}.`,
            rest: sinceInWords(most),
            filter: most.filter,
          },
        ]),
    ...knownSentence(summary),
  ];
}

/** "Tool errors in 3 % of the samples, 68 were cut off." */
function knownSentence({ findings, toolErrors, cut, repeated, n }: Omit<RunSummary, "sentences">): Sentence[] {
  const known = [
    ...(toolErrors.k > 0 ? [`tool errors in ${percent(toolErrors.value)} of the samples`] : []),
    ...(cut.k > 0 ? [`${count(cut.k)} ${cut.k === 1 ? "was" : "were"} cut off`] : []),
    ...(repeated.k > 0 ? [`${count(repeated.k)} repeat themselves`] : []),
    ...(findings.error.k > 0 ? [`errors in ${plural(findings.error.k, "sample")}`] : []),
  ];
  if (known.length === 0 || n === 0) return [];
  const text = known.join(", ");
  return [{ lead: `${capitalised(text)}.`, rest: "", filter: undefined }];
}

function quietSentence(summary: Omit<RunSummary, "sentences">): Sentence[] {
  const { n, of, reward, unchecked, findings } = summary;
  if (of === 0) return [{ lead: "There are no samples.", rest: "", filter: undefined }];
  if (n === 0) return [{ lead: "No sample is left.", rest: "", filter: undefined }];
  if (unchecked === n) {
    const { error, warning, information } = findings;
    const isWords = error.k + warning.k + information.k > 0;
    return [
      {
        // A rule about words has found something where nothing else was looked at.
        lead: isWords
          ? `Only the words of ${n === 1 ? "the sample" : `the ${count(n)} samples`} were checked:`
          : n === 1
            ? "The only sample was not checked:"
            : `None of the ${count(n)} samples was checked:`,
        rest: n === 1 ? "it holds no calls, and no profile fits it." : "they hold no calls, and no profile fits them.",
        filter: "unchecked",
      },
    ];
  }
  const rest = uncheckedWords(summary);
  const all =
    unchecked === 0
      ? plural(n, "sample")
      : `the ${plural(n - unchecked, "sample")} that ${n - unchecked === 1 ? "was" : "were"} checked`;
  if (reward?.kind === "computed") return [{ lead: `No finding costs reward in ${all}.`, rest, filter: undefined }];
  if (reward !== undefined) {
    // Of a reward that is only recorded, nobody knows what a finding takes.
    const found = [
      ...(findings.error.k > 0 ? [`errors in ${plural(findings.error.k, "sample")}`] : []),
      ...(findings.warning.k > 0 ? [`warnings in ${count(findings.warning.k)}`] : []),
    ].join(", ");
    if (found !== "") {
      const lead = `${capitalised(found)}; what they cost is not known:`;
      return [{ lead, rest: `the reward is as recorded. ${rest}`.trim(), filter: undefined }];
    }
  }
  // A sample with a warning or a note has something found in it.
  const { warning, information } = findings;
  if (warning.k > 0)
    return [{ lead: `No errors in ${all}, warnings in ${count(warning.k)}.`, rest, filter: "severity:warning" }];
  const what = information.k > 0 ? "No errors or warnings" : "Nothing was found";
  return [{ lead: `${what} in ${all}.`, rest, filter: undefined }];
}

/** What was not checked, and why: "2,000 hold no calls and fit no profile, so nothing is checked in them." */
function uncheckedWords({ unchecked, rollouts, n }: Omit<RunSummary, "sentences">): string {
  if (unchecked === 0) return "";
  // Earlier turns mostly hold calls: what holds none is the answer in which a rollout ends.
  const which = rollouts === unchecked && unchecked < n ? " final answers" : "";
  return unchecked === 1
    ? "1 holds no calls and fits no profile, so nothing is checked in it."
    : `${count(unchecked)}${which} hold no calls and fit no profile, so nothing is checked in them.`;
}
