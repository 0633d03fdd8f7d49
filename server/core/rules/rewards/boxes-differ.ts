import { closedBoxes } from "../../facts/closedBoxes";
import { ownReasoning } from "../../facts/ownReasoning";
import { goldAnswers, isBoxedGold } from "../../rewards";
import type { SampleAttributes } from "../../model/sample";
import { textOf, type Span } from "../../text/span";
import { sampleRule } from "../rule";
import { shorten } from "../../text/shorten";

/** The most of a box that a message shows, in UTF-16 units. */
const longestShown = 40;

/** An answer of several boxes, of which an earlier one holds the ground truth and the last one, which rewards read, does not. */
export const boxesDiffer = sampleRule({
  id: "boxes-differ",
  summary: "The ground truth stands in a \\boxed{}, but not in the last one.",
  severity: "warning",
  cause: "tags and format",
  check({ sample, facts, report }) {
    const { completion, groundTruth, attributes } = sample;
    if (!sample.rewarded || groundTruth === undefined || groundTruth === completion || isPaid(attributes)) return;
    const { text } = completion;
    const boxes = closedBoxes(text);
    const last = boxes.at(-1);
    if (boxes.length < 2 || last === undefined) return;
    const golds = goldAnswers(groundTruth.text);
    const isGold = (span: Span): boolean => golds.some((gold) => isBoxedGold(textOf(text, span), gold));
    if (isGold(last)) return;
    // What is boxed while the model still thinks is no answer.
    const thoughts = ownReasoning(facts).filter(({ part }) => part === completion);
    const isAnswer = ({ start }: Span): boolean =>
      thoughts.every(({ span }) => start < span.start || span.end <= start);
    const right = boxes.findLast((span) => isAnswer(span) && isGold(span));
    if (right === undefined || !isAnswer(last)) return;
    const [wanted, held] = [right, last].map((span) => `\\boxed{${shorten(textOf(text, span), longestShown)}}`);
    report({
      span: last,
      message: `The ground truth stands in an earlier box, ${wanted}, and the last one is ${held}: a reward that reads the last box takes this answer for wrong. Put only the answer into a box, or let the reward read the first one.`,
      related: [{ part: completion, span: right, message: "This is the ground truth." }],
    });
  },
});

/** Does the record say that the answer was paid for, so that the reward read another box? */
function isPaid({ score, components = {} }: SampleAttributes): boolean {
  const paid = score ?? Math.max(...Object.values(components).map((value) => value ?? -Infinity));
  return paid > 0;
}
