import { CodeInProse, proseOf } from "../../facts/prose";
import type { Facts } from "../../facts/facts";
import { areRows } from "../../facts/repeatedRows";
import { repetitionsIn } from "../../facts/repetition";
import type { Part, Sample } from "../../model/sample";
import { oneLine } from "../../text/oneLine";
import { textOf, type Span } from "../../text/span";
import { traceRule } from "../rule";

/** Shorter stretches hold no loop. */
const shortest = 200;

/** A loop: the same words again and again, right behind one another. */
export const repeatedText = traceRule({
  id: "repeated-text",
  summary: "The same words are repeated again and again: a loop.",
  severity: "warning",
  anyText: true,
  ofEarlierTexts: true,
  judgesCutOff: true,
  check({ sample, facts, part, report }) {
    const { text } = part;
    if ((part === sample.groundTruth && part !== sample.completion) || text.length < shortest) return;
    let code: CodeInProse | undefined;
    for (const prose of proseOf(facts, part)) {
      if (prose.end - prose.start < shortest) continue;
      const said = textOf(text, prose);
      for (const repetition of repetitionsIn(said)) {
        const { span, unit, times } = repetition;
        const place = { start: prose.start + span.start, end: prose.start + span.end };
        code ??= new CodeInProse(text);
        if (code.has(place) || isAskedFor(sample)) continue;
        // Only where the model did not get out of them are rows a loop.
        if (areRows(said, repetition) && !breaksOffIn(facts, part, place)) continue;
        const words = textOf(text, { start: prose.start + unit.start, end: prose.start + unit.end });
        report({
          span: place,
          message: `${JSON.stringify(oneLine(words, 60))} stands here ${times} times, one behind the other: the model was caught in a loop, which costs the tokens to the end and is learnt where it is rewarded. Leave such a trace out, or cut it off.`,
        });
      }
    }
  },
});

/** Does a text break off where a stretch of it ends? */
function breaksOffIn(facts: Facts, part: Part, { end }: Span): boolean {
  const cut = facts.cutOff(facts.sample.completion);
  if (cut === undefined || (cut.part ?? facts.sample.completion) !== part) return false;
  return part.text.length - end < 1000 && !/\n[ \t]*\n/.test(part.text.slice(end).trimEnd());
}

/** Does the user ask for repetition? */
function isAskedFor({ turns }: Sample): boolean {
  const asked = turns.findLast(({ role }) => role === "user" || role === "prompt")?.part?.text ?? "";
  return /\brepeat(?:ed|edly|ing)?\b|\b\d+ times\b|\bover and over\b/i.test(asked.slice(-longestPrompt));
}

/** So much of a prompt's end is searched. */
const longestPrompt = 20_000;
