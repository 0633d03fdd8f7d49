import type { Facts } from "../../facts/facts";
import { box } from "../../facts/openBox";
import { endOfMereReasoning, ownReasoning, type Reasoning } from "../../facts/ownReasoning";
import { tagsOf } from "../../model/role";
import type { Part } from "../../model/sample";
import { blocksNamed, tagText } from "../../model/trace";
import { textOf, type Span } from "../../text/span";
import { sampleRule } from "../rule";

/** The answer stands in the reasoning, where a reward that searches the whole text finds it and a reader does not. */
export const answerInReasoning = sampleRule({
  id: "answer-in-reasoning",
  summary: "The answer, or a verdict, stands inside the reasoning.",
  severity: "information",
  needsEnd: true,
  anyText: true,
  check({ sample, profile, facts, report }) {
    const reasoning = ownReasoning(facts);
    if (reasoning.length === 0) return;
    const { completion } = sample;
    const tags = [...tagsOf(profile, "answer"), ...tagsOf(profile, "verdict")];
    const last = blocksNamed(facts.traceOf(completion), tags).at(-1);
    const answer = last && textOf(completion.text, last.content).trim();
    for (const part of new Set(reasoning.map((one) => one.part))) {
      for (const { name, span, content } of answersIn(facts, part, tags)) {
        if (!isWithin(part, span, reasoning)) continue;
        const said = textOf(part.text, content).trim();
        // Others are drafts, or speak of the tag.
        if (said === "" || (answer !== undefined && answer !== said)) continue;
        const opener = tagText("opener", name);
        const costs =
          answer === undefined
            ? "and no answer stands behind it: a reader of answers finds none, and a reward that searches the whole text pays for one"
            : "as behind it: what should be thought about is already answered";
        report({ part, span, message: `A whole ${opener} block stands in the reasoning, ${costs}.` });
      }
    }
    const only = last === undefined ? onlyBox(completion, reasoning) : undefined;
    if (only === undefined) return;
    const hasWords = /\p{L}{2}|\d/u.test(textBehind(completion, reasoning));
    if (!hasWords && endOfMereReasoning(facts) === undefined) return;
    const told = hasWords ? "the text for the user gives no answer in one" : "nothing stands behind it for the user";
    report({
      ...only,
      message: `The only box stands in the reasoning: ${told}, and a reward that searches the whole text pays for it all the same.`,
    });
  },
});

function isWithin(part: Part, { start, end }: Span, reasoning: readonly Reasoning[]): boolean {
  return reasoning.some((one) => one.part === part && one.span.start <= start && end <= one.span.end);
}

/** The last box of a turn, if it stands in the reasoning. */
function onlyBox(completion: Part, reasoning: readonly Reasoning[]): Reasoning | undefined {
  const parts = new Set([completion, ...reasoning.map(({ part }) => part).reverse()]);
  for (const part of parts) {
    const start = part.text.lastIndexOf(box);
    if (start < 0) continue;
    const span = { start, end: start + box.length };
    return isWithin(part, span, reasoning) ? { part, span } : undefined;
  }
  return undefined;
}

/** What the text says behind the last of its reasoning, without tags. */
function textBehind(completion: Part, reasoning: readonly Reasoning[]): string {
  const inText = reasoning.filter(({ part }) => part === completion);
  const end = Math.max(0, ...inText.map(({ span }) => span.end));
  return completion.text.slice(end).replace(/<[^<>]{0,40}>/g, "");
}

interface WrittenAnswer {
  readonly name: string;
  readonly span: Span;
  readonly content: Span;
}

/**
 * The answers in a text of reasoning. In the trace itself they are openers and closers that follow one another and are
 * only mentioned; a block would be no part of the reasoning.
 */
function answersIn(facts: Facts, part: Part, tags: readonly string[]): readonly WrittenAnswer[] {
  const trace = facts.traceOf(part);
  const blocks =
    part === facts.sample.completion ? [] : blocksNamed(trace, tags).filter(({ close }) => close !== undefined);
  const mentions = trace.mentions.filter(({ name }) => tags.includes(name));
  const mentioned = mentions.flatMap((opener, i) => {
    const closer = mentions[i + 1];
    if (opener.kind !== "opener" || closer?.kind !== "closer" || closer.name !== opener.name) return [];
    const content = { start: opener.span.end, end: closer.span.start };
    return [{ name: opener.name, span: { start: opener.span.start, end: closer.span.end }, content }];
  });
  return [...blocks, ...mentioned];
}
