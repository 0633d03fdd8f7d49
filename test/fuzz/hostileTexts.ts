/** Hostile files of random kinds: a beginning, pieces that are written again and again, and an end, in one of five files. */
import { formatOf } from "../../server/core/records/reading/recogniseFile";
import type { RecordFormat } from "../../server/core/model/record";
import { Random } from "../support/random";

export interface HostileFile {
  readonly kind: string;
  readonly format: RecordFormat;
  readonly profile: string;
  /**
   * The file in which the pieces stand so many times.
   *
   * @param mark stands before them, so that nothing is known of an earlier text
   */
  text(times: number, mark: string): string;
  /** Characters that each further time adds. */
  readonly unit: number;
}

/** What has hurt a parser, a rule, a repair, a count or a comparison somewhere. */
const pieces = [
  "<think>", "</think>", "<tool_call>", "</tool_call>", "<tool_call>\n", "\n</tool_call>\n", "<response>", "</response>",
  "<answer>", "</answer>", "<eval>", "</eval>", "<rubric>", "<quote_A>", "<quote_A>see a doctor</quote_A>", "[[A]]", "<",
  "</", "<x a", "<x>", "{", "}", "[", "]", '"', "'", "\\", '\\"', "`", "```\n", "\n\n    ", " ", "  \t", "\n", "\r\n", "\r",
  "a", "e\u0301", "\u0301", "\ud83e", "\u202e", "\u{e0041}", "\u0000", "unbroken",
  '{"name": "f", "arguments": {"a": 1}}\n', '{"name": "f", "parameters": {"a": 1}}\n', "{'name': 'f', 'parameters': {'a': 1}}\n",
  '<tool_call>\n{"name": "f", "parameters": {"a": 1,}}\n</tool_call>\n', '"a": 1, ', '"a": {"b": ', "NaN, ",
  "[TOOL_CALLS]", "<|im_start|>assistant\n", "<|im_end|>\n", "<|tool_call_begin|>", "<function=f>\n<parameter=a>\n",
  "<|channel|>analysis<|message|>", "<start_of_turn>", "print(f(a=1))\n", "[f(a=1), ",
  "1. Accuracy (50%)\n", "12 + 30 = 42, ", "1,234.5 = ", "(((1 + ", "7 / 0 = ", "$5 \u00d7 3 \u2248 ", "50% of 1/3 ",
  "is Response A better? ", "The answer is A. ", "\\boxed{", "I will call f. ", "&lt;think&gt;", "- [ ] item\n", "| a | b |\n",
]; // prettier-ignore

const questions = ["What is 12 + 30? ", "Write exactly 3 sentences. ", "Judge A and B. "] as const;

/** The kinds of files in which they stand. */
const kinds: readonly {
  readonly kind: string;
  readonly format: string;
  readonly profile: string;
  /** @param of a text in which the pieces stand so many times */
  readonly write: (of: (times: number) => string, times: number) => string;
}[] = [
  {
    kind: "a trace",
    format: "trace",
    profile: "toolrl",
    write: (of, times) =>
      `@sample id=x profile=toolrl step=3\n@completion\n${of(times)}\n@ground_truth\n<think> a </think>\n`,
  },
  {
    kind: "a judge's trace",
    format: "trace",
    profile: "rm-r1",
    write: (of, times) =>
      `@sample id=x profile=rm-r1\n@completion\n${of(times)}\n@response_a\nsee a doctor\n@response_b\ntake two of them\n`,
  },
  {
    kind: "a rollout and its ground truth",
    format: "verl",
    profile: "toolrl",
    write: (of, times) => JSON.stringify({ input: questions[0], output: of(times), gts: of(times), score: 1, step: 3 }),
  },
  {
    kind: "a conversation",
    format: "chat",
    profile: "toolrl",
    write: (of, times) =>
      JSON.stringify({
        messages: [
          { role: "system", content: questions[1] },
          { role: "user", content: of(times) },
          { role: "assistant", content: of(times) },
        ],
      }),
  },
  {
    kind: "turns of a conversation",
    format: "chat",
    profile: "toolrl",
    write: (of, times) => {
      const turns = Array.from({ length: 8 }, (_, i) => ({
        role: i % 2 === 0 ? "user" : "assistant",
        content: of(Math.ceil(times / 8)),
      }));
      return JSON.stringify({ messages: turns });
    },
  },
];

/** The hostile file with that number; the same for the same seed. */
export function hostileFile(seed: number, index: number): HostileFile {
  const random = Random.of(seed, index);
  const { kind, format, profile, write } = random.pick(kinds);
  const some = (most: number): string =>
    Array.from({ length: random.below(most + 1) }, () => random.pick(pieces)).join("");
  const begin = `${random.chance(0.5) ? random.pick(questions) : ""}${some(2)}`;
  const again = some(3) || random.pick(pieces);
  const end = some(2);
  return {
    kind: `${kind}: ${JSON.stringify([begin, again, end])}`,
    format: formatOf(format, format === "trace" ? "trace" : "jsonl"),
    profile,
    text: (times, mark) => write((count) => mark + begin + again.repeat(count) + end, times),
    unit: again.length,
  };
}
