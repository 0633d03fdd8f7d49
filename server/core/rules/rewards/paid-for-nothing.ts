import { formatReward } from "../../rewards";
import { tagsOf } from "../../model/role";
import { blocksNamed, tagText } from "../../model/trace";
import type { Span } from "../../text/span";
import { sampleRule, type SampleContext } from "../rule";

/** A reward that was paid although nothing was answered: it teaches a policy to answer nothing. */
export const paidForNothing = sampleRule({
  id: "paid-for-nothing",
  summary: "The recorded reward pays for an empty text or answer.",
  severity: "warning",
  check(context) {
    const { score } = context.sample.attributes;
    if (score === undefined || score <= 0 || !context.sample.rewarded) return;
    const empty = emptiness(context);
    if (empty === undefined) return;
    context.report({
      span: empty.span,
      message: `${empty.what} is empty, and the recorded reward is ${formatReward(score)}: a reward that pays for nothing teaches to write nothing. Look how it compares an empty text.`,
    });
  },
});

function emptiness({
  sample,
  profile,
  facts,
}: SampleContext): { readonly span: Span; readonly what: string } | undefined {
  const { completion, calls, turns, groundTruth } = sample;
  const { text } = completion;
  if (text.trim() === "") {
    // A dialogue may rightly end in silence, and calls may be all that was asked for.
    if (calls.length > 0 || turns.some(({ role }) => role === "assistant")) return undefined;
    return { span: { start: 0, end: text.length }, what: "The text" };
  }
  if (groundTruth === undefined || groundTruth === completion || facts.calls(completion).length > 0) return undefined;
  const blocks = blocksNamed(facts.traceOf(completion), tagsOf(profile, "answer"));
  const [first] = blocks;
  if (first === undefined || first.close === undefined) return undefined;
  const isEmpty = blocks.every(({ content }) => text.slice(content.start, content.end).trim() === "");
  return isEmpty ? { span: first.span, what: tagText("opener", first.name) } : undefined;
}
