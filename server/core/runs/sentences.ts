import type { Sentence } from "./figures/figure";
import type { LostBar, LostBy } from "./figures/lost";
import type { RunSummary } from "./figures/summary";
import { quoteFigures, quoteSentence } from "./quotes";
import type { Scope } from "./scope";
import { count, fixed, percent, plural, rewardDigits } from "./words";

/** The sentences about a run, above its charts: the same in the page, in the tree "Samples" and in reports. */
export function sentencesOf(
  summary: Omit<RunSummary, "sentences">,
  lost: LostBy,
  scope: Scope,
  isWhole: boolean,
): readonly Sentence[] {
  const said = [
    ...(summary.n < summary.of ? filteredSentence(summary, scope) : []),
    ...judgeSentence(scope),
    ...lostSentence(summary, lost, isWhole),
    ...(summary.reward === undefined ? unrewardedSentences(summary, lost) : []),
  ];
  return said.length > 0 ? said : quietSentence(summary);
}

/** "These 168 samples have a mean of −2.05, the other 1,832 of 2.64." */
function filteredSentence({ n, reward }: Omit<RunSummary, "sentences">, { run, rows }: Scope): Sentence[] {
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
  const lead = `${n === 1 ? "This sample has a reward" : `These ${count(n)} samples have a mean`} of ${fixed(here.value, digits)}`;
  if (others === 0) return [{ lead: `${lead}.`, rest: "", filter: undefined }];
  const other = sum / others;
  const gain = ((other - here.value) * here.n) / (here.n + others);
  const raise = gain > 0 ? ` As good as those, they would raise the run's mean by ${fixed(gain, digits)}.` : "";
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
  return [{ lead: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`, rest: "", filter: undefined }];
}

function quietSentence({ n, of, reward, unchecked, findings }: Omit<RunSummary, "sentences">): Sentence[] {
  if (of === 0) return [{ lead: "There are no samples.", rest: "", filter: undefined }];
  if (n === 0) return [{ lead: "No sample is left.", rest: "", filter: undefined }];
  if (unchecked === n) {
    return [
      {
        lead: n === 1 ? "The only sample was not checked:" : `None of the ${count(n)} samples was checked:`,
        rest: `no profile reads ${n === 1 ? "it" : "them"}.`,
        filter: "unchecked",
      },
    ];
  }
  const rest = unchecked === 0 ? "" : `${count(unchecked)} ${unchecked === 1 ? "was" : "were"} not checked.`;
  const all = plural(n, "sample");
  if (reward !== undefined) return [{ lead: `No finding costs reward in ${all}.`, rest, filter: undefined }];
  // A sample with a warning or a note has something found in it.
  const { warning, information } = findings;
  if (warning.k > 0)
    return [{ lead: `No errors in ${all}, warnings in ${count(warning.k)}.`, rest, filter: "severity:warning" }];
  const what = information.k > 0 ? "No errors or warnings" : "Nothing was found";
  return [{ lead: `${what} in ${all}.`, rest, filter: undefined }];
}
