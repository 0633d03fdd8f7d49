import { nameOf, type CallComparison } from "../../facts/callComparison";
import { costSentence } from "../../rewards/rewardCost";
import type { Facts } from "../../facts/facts";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { tagText } from "../../model/trace";
import { newBlock } from "../edits/newBlock";
import type { TextEdit } from "../../text/edits";
import { shorten } from "../../text/shorten";
import { span, textOf, type Span } from "../../text/span";
import type { FixContext, SampleContext, SampleRule } from "../shared/rule";

/** Calls of the ground truth that the trace does not make. */
export const callMissing: SampleRule = {
  id: "call-missing",
  summary: "A call of the ground truth that the trace does not make.",
  severity: "warning",
  scope: "sample",
  check(context) {
    const { facts, report } = context;
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    const { completion } = comparison.derivation.correctnessPart;
    if (completion === undefined) {
      noCallAtAll(context);
      return;
    }
    for (const { pair, instead } of comparison.missing) {
      const name = `"${shorten(nameOf(pair.truth))}"`;
      const cost = costSentence(comparison.worth(pair.maxPoints));
      const what =
        instead === undefined
          ? `The ground truth calls ${name}, and ${pair.unmatched === "already-matched" ? "no call is left that answers it" : "no call here does"}.${cost} Add the call.`
          : `This call of ${name} has nothing in common with the one that the ground truth makes, so it earns nothing.${cost}`;
      report({
        ...comparison.inCompletion(instead?.span ?? completion.opener),
        message: what,
        related: comparison.inGroundTruth(pair.truth.span, "The call that is expected."),
        data: { call: pair.truth.index },
      });
    }
  },
  fixes({ part, data }, context) {
    const comparison = context.facts.callComparison;
    const index = (data as { readonly call: number } | undefined)?.call;
    if (comparison === undefined) return [];
    if (index === undefined) return writingTheBlock(part, context, comparison);
    const found = comparison.missing.find(({ pair }) => pair.truth.index === index);
    const expected =
      found && context.sample.groundTruth?.text.slice(found.pair.truth.span.start, found.pair.truth.span.end);
    if (found === undefined || expected === undefined) return [];
    const title = `Make the call of "${shorten(nameOf(found.pair.truth))}" that the ground truth makes`;
    const { instead } = found;
    const writing =
      instead === undefined ? newLine(expected, index, comparison) : { span: instead.span, text: expected };
    return writing === undefined ? [] : [{ title, safe: false, edits: [{ part, ...writing }] }];
  },
};

/** A call on a line of its own, in the ground truth's order: behind the call that answers the one before it. */
function newLine(call: string, index: number, comparison: CallComparison): TextEdit | undefined {
  const answered = comparison.matching?.pairs.filter(({ call: given }) => given !== undefined) ?? [];
  const before = answered.findLast(({ truth }) => truth.index < index)?.call;
  const lines = comparison.derivation.correctnessPart.completion?.lines ?? [];
  const first = lines[0]?.span;
  if (before !== undefined) return { span: span(before.span.end, before.span.end), text: `\n${call}` };
  return first && { span: span(first.start, first.start), text: `${call}\n` };
}

/** All of the ground truth's calls, in a block where the order has it. */
function writingTheBlock(part: Part, { facts, profile, sample }: FixContext, comparison: CallComparison): Fix[] {
  const lines = comparison.derivation.correctnessPart.truth?.lines ?? [];
  const calls = lines.map((line) => textOf(sample.groundTruth?.text ?? "", line.span));
  const tag = profile.calls?.tag;
  if (tag === undefined || calls.length === 0) return [];
  const block = [tagText("opener", tag), ...calls, tagText("closer", tag)].join("\n");
  const writing = newBlock(block, tag, facts.layout(part), profile);
  const title = calls.length === 1 ? "Make the ground truth's call" : "Make the ground truth's calls";
  return writing === undefined ? [] : [{ title, safe: false, edits: [{ part, ...writing }] }];
}

/** The ground truth has calls and the trace not even a block for them, which costs all of the correctness. */
function noCallAtAll({ facts, report }: SampleContext): void {
  const comparison = facts.callComparison;
  const { sample } = facts;
  const part = comparison?.derivation.correctnessPart;
  // Calls under a tag that is misspelled, or calls that the record gives as data, are there.
  if (comparison === undefined || part?.failure?.code !== "no-opener" || facts.calls(sample.completion).length > 0)
    return;
  if (facts.callBlocks(sample.completion).length > 0) return;
  // With neither calls nor anything in their place, missing-tag tells it.
  const tag = facts.profile.calls?.tag ?? "";
  if (facts.layout(sample.completion).missing.some(({ tags }) => tags.includes(tag))) return;
  const names = part.truth?.lines.length ?? 0;
  const cost = facts.profile.reward?.kind === "toolrl" ? ` The correctness reward is its minimum, ${part.min}.` : "";
  report({
    ...comparison.inCompletion(endOf(facts)),
    message: `The ground truth makes ${names === 1 ? "a call" : `${names} calls`}, and this trace makes none.${cost} Add ${names === 1 ? "it" : "them"} in <tool_call>.`,
    related:
      part.truth === undefined
        ? []
        : comparison.inGroundTruth(
            part.truth.body,
            names === 1 ? "The call that is expected." : "The calls that are expected.",
          ),
  });
}

/** The last tag, beside which the calls would stand. */
function endOf(facts: Facts): Span {
  const { completion } = facts.sample;
  const last = facts.layout(completion).blocks.at(-1);
  const tag = last?.close?.span ?? last?.open?.span;
  return tag ?? { start: 0, end: Math.min(1, completion.text.length) };
}
