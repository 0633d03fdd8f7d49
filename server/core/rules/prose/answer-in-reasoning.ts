import type { Facts } from "../../facts/facts";
import { tagsOf } from "../../model/role";
import type { Part } from "../../model/sample";
import { blocksNamed, tagText } from "../../model/trace";
import { textOf, type Span } from "../../text/span";
import { traceRule } from "../rule";

const box = "\\boxed{";

/** The answer stands in the reasoning, where a reward that searches the whole text finds it and a reader does not. */
export const answerInReasoning = traceRule({
  id: "answer-in-reasoning",
  summary: "The answer, or a verdict, stands inside the reasoning.",
  severity: "information",
  needsEnd: true,
  check({ sample, profile, facts, part, report }) {
    if (part !== sample.completion) return;
    const { text } = part;
    const reasoning = reasoningOf(facts, part);
    if (reasoning.length === 0) return;
    const tags = [...tagsOf(profile, "answer"), ...tagsOf(profile, "verdict")];
    const last = blocksNamed(facts.traceOf(part), tags).at(-1);
    const answer = last && textOf(text, last.content).trim();
    for (const { name, span, content } of mentionedBlocks(facts, part, tags)) {
      if (!isWithin(span, reasoning)) continue;
      const said = textOf(text, content).trim();
      // Others are drafts, or speak of the tag.
      if (said === "" || (answer !== undefined && answer !== said)) continue;
      const opener = tagText("opener", name);
      const costs =
        answer === undefined
          ? "and no answer stands behind it: a reader of answers finds none, and a reward that searches the whole text pays for one"
          : "as behind it: what should be thought about is already answered";
      report({ span, message: `A whole ${opener} block stands in the reasoning, ${costs}.` });
    }
    const at = text.lastIndexOf(box);
    if (last !== undefined || at < 0 || !isWithin({ start: at, end: at + box.length }, reasoning)) return;
    const end = Math.max(...reasoning.map((place) => place.end));
    if (!/\p{L}{2}|\d/u.test(text.slice(end).replace(/<[^<>]{0,40}>/g, ""))) return;
    report({
      span: { start: at, end: at + box.length },
      message:
        "The only box stands in the reasoning: the text for the user gives no answer in one, and a reward that searches the whole text pays for it all the same.",
    });
  },
});

function reasoningOf(facts: Facts, part: Part): readonly Span[] {
  const { profile } = facts;
  const blocks = blocksNamed(facts.traceOf(part), tagsOf(profile, "reasoning")).map(({ content }) => content);
  return [...blocks, ...(facts.reading(part)?.reasoningPlaces ?? [])];
}

function isWithin({ start, end }: Span, spans: readonly Span[]): boolean {
  return spans.some((place) => place.start <= start && end <= place.end);
}

/** Openers and closers that follow one another and are only mentioned, such as those in reasoning. */
function mentionedBlocks(
  facts: Facts,
  part: Part,
  tags: readonly string[],
): { readonly name: string; readonly span: Span; readonly content: Span }[] {
  const mentions = facts.traceOf(part).mentions.filter(({ name }) => tags.includes(name));
  return mentions.flatMap((opener, i) => {
    const closer = mentions[i + 1];
    if (opener.kind !== "opener" || closer?.kind !== "closer" || closer.name !== opener.name) return [];
    const content = { start: opener.span.end, end: closer.span.start };
    return [{ name: opener.name, span: { start: opener.span.start, end: closer.span.end }, content }];
  });
}
