import { box } from "../../facts/openBox";
import { endingOf } from "../../text/ending";
import { sampleRule } from "../rule";

/** A prompt that asks for a box, and an answer without one, in which readers of boxes find nothing. */
export const boxMissing = sampleRule({
  id: "box-missing",
  summary: "The prompt asks for \\boxed{}, and the answer has none.",
  severity: "warning",
  cause: "tags and format",
  check({ sample, facts, report }) {
    const { completion, turns, groundTruth, attributes } = sample;
    if (!sample.rewarded || completion === groundTruth || attributes.truncated === true) return;
    const { text } = completion;
    if (text.trim() === "" || text.includes("\\boxed") || text.includes("\\fbox")) return;
    if (facts.calls(completion).length > 0) return;
    const asked = turns.findLast(({ role }) => role !== "assistant" && role !== "tool")?.part?.text ?? "";
    const isAsked =
      asked.includes(box) || turns.some(({ role, part }) => role === "system" && part?.text.includes(box));
    if (!isAsked) return;
    const end = text.trimEnd().length;
    const { length } = endingOf(text.slice(Math.max(0, end - 80), end), /\S/);
    report({
      span: { start: end - length, end },
      message: `The prompt asks for the answer in \\boxed{}, and there is none: a reward that reads boxes finds no answer${paid(attributes.score)}.`,
    });
  },
});

function paid(score: number | undefined): string {
  return score !== undefined && score > 0
    ? ", and where it then looks at all of the text, it pays more for no box"
    : "";
}
