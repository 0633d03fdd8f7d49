import type { AuditedSample } from "../audit/auditedFile";
import type { Auditor } from "../audit/auditor";
import type { Facts } from "../facts/facts";
import type { Sample } from "../model/sample";
import type { Span } from "../text/span";
import { isFailure, rereadings, rewardOf, type RewardResult } from "../rewards";
import { applyEdits, type TextEdit } from "../text/edits";
import { PlainSourceMap } from "../text/sourceMap";
import { dumpsSpacing } from "./jsonSpacing";

/**
 * The edits that format a completion, in its text: each call that is valid JSON gets the spacing of `json.dumps`, and
 * the space between blocks becomes the profile's separator.
 *
 * No word, no value and no reward changes. Spacing that a reward depends on is left to rules and their fixes: if the
 * profile's reader takes each line for a call, a call on several lines stays as it is; if the format reward requires
 * the separator, so does the space between blocks; and edits after which any reward or verdict would be read
 * differently are not made. Broken JSON and ground truths stay as they are.
 */
export function formatEdits({ sample, profile, facts }: AuditedSample, auditor: Auditor): TextEdit[] {
  if (sample.unanswered === true || sample.completion === sample.groundTruth) return [];
  const json = callEdits(facts);
  const all = [...json, ...separatorEdits(facts)];
  if (all.length === 0) return [];
  const { text } = sample.completion;
  const earned = earnings(facts);
  for (const edits of [all, json]) {
    if (edits.length === 0) continue;
    if (earnings(auditor.factsOf(withCompletion(sample, applyEdits(text, edits)), profile)) === earned) return edits;
  }
  return [];
}

/** The calls in the completion's text that are one JSON object each. */
function callEdits(facts: Facts): TextEdit[] {
  const { sample, profile } = facts;
  const { completion } = sample;
  const wholeBlock = profile.tags[profile.calls?.tag ?? ""]?.content === "json";
  return facts.callBlocks(completion).flatMap(({ pieces }) =>
    pieces.flatMap(({ form, lines, span }) => {
      if (form !== "call" || (lines > 1 && !wholeBlock)) return [];
      return changed(completion.text, span, dumpsSpacing(completion.text.slice(span.start, span.end)));
    }),
  );
}

/** The white space between the blocks of the trace itself. */
function separatorEdits(facts: Facts): TextEdit[] {
  const { sample, profile } = facts;
  if (profile.separator.required) return [];
  const { text } = sample.completion;
  const blocks = facts.traceOf(sample.completion).children.filter((node) => node.kind === "block");
  return blocks.slice(1).flatMap((block, i) => {
    const between = { start: blocks[i]?.span.end ?? block.span.start, end: block.span.start };
    const isSpace = text.slice(between.start, between.end).trim() === "";
    return isSpace ? changed(text, between, profile.separator.text) : [];
  });
}

function changed(text: string, span: Span, wanted: string): TextEdit[] {
  return text.slice(span.start, span.end) === wanted ? [] : [{ span, text: wanted }];
}

/** The sample with another completion; its other parts are the same, including those that are made on demand. */
function withCompletion(sample: Sample, text: string): Sample {
  const completion = { ...sample.completion, text, source: new PlainSourceMap(0, text.length) };
  return Object.create(sample, { completion: { value: completion, enumerable: true } }) as Sample;
}

/**
 * What training and evaluation read from a sample, for comparison: its verdicts, and its reward, also under the options
 * that may read another text.
 */
function earnings(facts: Facts): string {
  const asked = [{}, ...rereadings(facts.profile.reward)];
  const rewards = asked.map((options) => rewardOf(facts, options));
  const readings = facts.judgement(facts.sample.completion)?.readings;
  const verdicts = Object.values(readings ?? {}).map(({ verdict, failure }) => verdict ?? failure);
  return JSON.stringify([rewards.map(earned), verdicts]);
}

function earned(result: RewardResult | undefined): unknown {
  if (result === undefined) return null;
  return isFailure(result) ? result.error.code : result.parts.map(({ id, value, min, max }) => [id, value, min, max]);
}
