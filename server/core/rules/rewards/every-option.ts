import { goldAnswers, formatReward } from "../../rewards";
import { tagsOf } from "../../model/role";
import type { Sample } from "../../model/sample";
import { blocksNamed } from "../../model/trace";
import { sampleRule } from "../rule";

/**
 * An answer that names several options at once, including the right one: it cheats a reward that searches the answer
 * for it.
 */
export const everyOption = sampleRule({
  id: "every-option",
  summary: "The answer names several of the options that the prompt gives, instead of one.",
  severity: "warning",
  check({ sample, profile, facts, report }) {
    const { completion, groundTruth, attributes } = sample;
    if (groundTruth === undefined || groundTruth === completion) return;
    const last = blocksNamed(facts.traceOf(completion), tagsOf(profile, "answer")).at(-1);
    if (last === undefined) return;
    const answer = completion.text.slice(last.content.start, last.content.end);
    const options = optionsIn(answer);
    if (options.length < 2) return;
    const golds = goldAnswers(groundTruth.text).map(plain);
    if (golds.includes(plain(answer)) || !options.some((option) => golds.includes(option))) return;
    // Several right answers, given as a list, may all be named.
    if (options.every((option) => golds.includes(option))) return;
    const prompt = promptOf(sample);
    if (!options.every((option) => prompt.includes(` ${option} `))) return;
    const { score } = attributes;
    const paid = score === undefined ? "" : ` The recorded reward is ${formatReward(score)}.`;
    report({
      span: last.content,
      message: `The answer names ${options.length} of the prompt's options at once, and the ground truth is among them: a reward that looks whether it is contained pays for all of them.${paid}`,
    });
  },
});

/** Longer answers are not lists of options. */
const longestAnswer = 400;
const between = / or |[,;/|\n]+/;

/** The options in an answer: the texts between "or", commas and slashes. */
function optionsIn(answer: string): readonly string[] {
  if (answer.length > longestAnswer) return [];
  const pieces = answer.toLowerCase().replace(/\s+/g, " ").split(between).map(plain);
  const options = pieces.filter((piece) => piece !== "");
  // Commas alone also occur between the words of a sentence.
  return / or |\//.test(answer) || options.length > 2 ? [...new Set(options)] : [];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Longer prompts are not searched. */
const longestPrompt = 20_000;

function promptOf({ turns }: Sample): string {
  const last = turns.findLast(({ role }) => role === "user" || role === "prompt")?.part?.text ?? "";
  return ` ${plain(last.slice(-longestPrompt))} `;
}
