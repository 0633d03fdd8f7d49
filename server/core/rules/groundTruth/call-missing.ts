import { nameOf, type CallComparison, type MissingCall } from "../../facts/callComparison";
import { costSentence } from "../../rewards/rewardCost";
import type { Facts } from "../../facts/facts";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { tagText } from "../../model/trace";
import { newBlock } from "../edits/newBlock";
import type { TextEdit } from "../../text/edits";
import { shorten } from "../../text/shorten";
import { span, textOf, type Span } from "../../text/span";
import { sampleRule, type FixContext, type SampleContext } from "../rule";

/** The missing call; undefined if the trace makes no calls at all. */
type Missing = MissingCall | undefined;

/** Calls of the ground truth that the trace does not make. */
export const callMissing = sampleRule<Missing>({
  id: "call-missing",
  summary: "A call of the ground truth that the trace does not make.",
  severity: "warning",
  severities: "warning, information where the ground truth speaks of a whole dialogue and no reward compares calls",
  needsEnd: true,
  check(context) {
    const { facts, report } = context;
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    const { completion } = comparison.calls;
    if (completion === undefined && !comparison.isTrajectory) {
      noCallAtAll(context);
      return;
    }
    for (const missing of comparison.missing) {
      const { pair, instead } = missing;
      const name = `"${shorten(nameOf(pair.truth))}"`;
      const cost = costSentence(pair.cost);
      const what =
        instead === undefined
          ? `The ground truth calls ${name}, and ${pair.unmatched === "already-matched" ? "no call is left that answers it" : "no call here does"}.${cost} Add the call.`
          : `This call of ${name} has nothing in common with the one that the ground truth makes, so it earns nothing.${cost}`;
      const related = comparison.inGroundTruth(pair.truth.span, "The call that is expected.");
      const place =
        instead === undefined
          ? comparison.inCompletion(completion?.opener ?? endOf(facts), comparison.firstPart)
          : comparison.inCompletion(instead.span, instead.part);
      const given = { ...place, message: what, cost: pair.cost, related };
      report(comparison.isTrajectory ? { ...given, severity: "information" } : given, missing);
    }
  },
  fixes({ part, state: missing }, context) {
    const comparison = context.facts.callComparison;
    // Without a reward that compares calls, the ground truth may write them differently from the trace.
    if (comparison?.paid === undefined) return [];
    if (missing === undefined) return writingTheBlock(part, context, comparison);
    const { pair, instead } = missing;
    const { groundTruth } = context.sample;
    if (groundTruth === undefined) return [];
    const expected = textOf(groundTruth.text, pair.truth.span);
    const title = `Make the call of "${shorten(nameOf(pair.truth))}" that the ground truth makes`;
    const writing =
      instead === undefined ? newLine(expected, pair.truth.index, comparison) : { span: instead.span, text: expected };
    return writing === undefined ? [] : [{ title, safe: false, edits: [{ part, ...writing }] }];
  },
});

/** Adds a call on its own line, in the ground truth's order: behind the call that matches the previous one. */
function newLine(call: string, index: number, comparison: CallComparison): TextEdit | undefined {
  const answered = comparison.calls.pairs.filter(({ call: given }) => given !== undefined);
  const before = answered.findLast(({ truth }) => truth.index < index)?.call;
  const first = comparison.calls.completion?.lines[0];
  if (before !== undefined) return { span: span(before.span.end, before.span.end), text: `\n${call}` };
  return first && { span: span(first.start, first.start), text: `${call}\n` };
}

/** Adds all of the ground truth's calls, in a block where the order puts it. */
function writingTheBlock(part: Part, { facts, profile, sample }: FixContext, comparison: CallComparison): Fix[] {
  const lines = comparison.calls.truth?.lines ?? [];
  const calls = lines.map((line) => textOf(sample.groundTruth?.text ?? "", line));
  const tag = profile.calls?.tag;
  if (tag === undefined || calls.length === 0) return [];
  const block = [tagText("opener", tag), ...calls, tagText("closer", tag)].join("\n");
  const writing = newBlock(block, tag, facts.layout(part), profile);
  const title = calls.length === 1 ? "Make the ground truth's call" : "Make the ground truth's calls";
  return writing === undefined ? [] : [{ title, safe: false, edits: [{ part, ...writing }] }];
}

/**
 * Reports that the ground truth has calls and the trace has not even a block for them, which costs all of the
 * correctness.
 */
function noCallAtAll({ facts, report }: SampleContext<Missing>): void {
  const comparison = facts.callComparison;
  const { sample } = facts;
  // Calls under a misspelled tag, and calls that the record gives as data, count as present.
  if (comparison?.calls.whole?.absent !== true || facts.calls(sample.completion).length > 0) return;
  if (facts.callBlocks(sample.completion).length > 0) return;
  // If there is nothing in place of the calls either, missing-tag reports it.
  const tag = facts.profile.calls?.tag ?? "";
  if (tag !== "" && facts.layout(sample.completion).missing.some(({ tags }) => tags.includes(tag))) return;
  const { truth } = comparison.calls;
  const { paid } = comparison;
  const names = truth?.lines.length ?? 0;
  const cost = paid === undefined ? "" : ` The ${paid.title.toLowerCase()} reward is its minimum, ${paid.min}.`;
  const found = {
    ...comparison.inCompletion(endOf(facts)),
    message: `The ground truth makes ${names === 1 ? "a call" : `${names} calls`}, and this trace makes none.${cost} Add ${names === 1 ? "it" : "them"}${tag === "" ? "" : ` in ${tagText("opener", tag)}`}.`,
    cost: "calls" as const,
    related:
      truth === undefined
        ? []
        : comparison.inGroundTruth(
            truth.body,
            names === 1 ? "The call that is expected." : "The calls that are expected.",
          ),
  };
  report(found, undefined);
}

/** The last tag: the calls would be next to it. */
function endOf(facts: Facts): Span {
  const { completion } = facts.sample;
  const last = facts.layout(completion).blocks.at(-1);
  const tag = last?.close?.span ?? last?.open?.span;
  return tag ?? { start: 0, end: Math.min(1, completion.text.length) };
}
