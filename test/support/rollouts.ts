import type { Scored } from "../../server/core/expressions/scored";
import type { Random } from "./random";

const answers = ["42", "7", "-3", "1204", "A", "\\frac{1}{2}", "0.5", "Paris", "yes"];
const thoughts = ["Let us count.", "Step 1: add.\nStep 2: check.", "First, weigh it.", "so so so so so so", ""];

/** A completion in one of the forms that people train, well or badly formed, with its ground truth. */
export function rollout(random: Random): Scored {
  const truth = random.pick(answers);
  const answer = random.chance(0.6) ? truth : random.pick(answers);
  const thought = random.pick(thoughts);
  const gap = random.pick(["", "\n", "\n", "\n\n", " "]);
  const completion = damaged(form(random, thought, answer, gap), random);
  const tokens = random.below(20_000);
  return {
    completion,
    whole: `<|im_start|>user\nAnswer in <answer> Paris </answer>.<|im_end|>\n<|im_start|>assistant\n${completion}`,
    truth: [truth],
    answer,
    tokens,
    tokenIds: Array.from({ length: random.below(12) }, () => random.below(4)),
    fields: { correct: random.chance(0.5), turns: 2 + 2 * random.below(4) },
  };
}

function form(random: Random, thought: string, answer: string, gap: string): string {
  const box = `\\boxed{${answer}}`;
  switch (random.below(9)) {
    case 0:
      return `<think>${gap}${thought}${gap}</think>${gap}<answer>${gap}${answer}${gap}</answer>`;
    case 1:
      return `<reasoning>${gap}${thought}${gap}</reasoning>${gap}<answer>${gap}${answer}${gap}</answer>${gap}`;
    case 2:
      return `<think>${thought}</think>${gap}${thought} ${box}`;
    case 3:
      return `${thought}\n#### ${answer}`;
    case 4:
      return `${thought}\nAnswer: ${answer}`;
    case 5:
      return `<start_working_out>${thought}<end_working_out>${gap}<SOLUTION>${answer}</SOLUTION>`;
    case 6:
      return `<REASONING>${thought}</REASONING><SOLUTION>${answer}</SOLUTION>`;
    case 7:
      return `Action: look\nAction Input: {"a": 1}`;
    default:
      return `${thought} The answer is ${answer}.`;
  }
}

/** One record in four has a fault: a tag twice, a tag missing, text behind the end. */
function damaged(text: string, random: Random): string {
  if (!random.chance(0.25)) return text;
  const tags = text.match(/<\/?\w+>/g) ?? [];
  switch (random.below(3)) {
    case 0:
      return tags.length === 0 ? text : text.replace(random.pick(tags), "");
    case 1:
      return tags.length === 0 ? text : text + random.pick(tags);
    default:
      return `${text}\nThat is it.`;
  }
}
