/** The examples that come with the extension, in a useful order to read them. */

export interface Example {
  /** Path in examples/, with slashes. */
  readonly file: string;
  readonly title: string;
  /** What it shows. */
  readonly shows: string;
}

/** The one to begin with. */
export const firstExample = "start-here.trace";

export const examples: readonly Example[] = [
  {
    file: firstExample,
    title: "Start Here",
    shows: "Four tool-call traces with their rewards: two broken, one with a wrong value, one sound.",
  },
  {
    file: "rollouts/step-30.jsonl",
    title: "A Training Step",
    shows: "Eight rollouts as verl dumps them, one per line: rewards, findings in the raw lines, samples as traces.",
  },
  {
    file: "judge/quotes.trace",
    title: "A Judge's Quotes",
    shows: "Judgements whose quotes are altered, invented, or taken from the other response.",
  },
  {
    file: "judge/verdicts.trace",
    title: "A Judge's Verdicts",
    shows: "Verdicts that are missing, malformed, too early, contradicted, or read differently by training and evaluation.",
  },
  { file: "judge/rubrics.trace", title: "A Judge's Rubrics", shows: "Weights that do not add up, criteria unused or stated twice." },
  { file: "judge/task-type.trace", title: "A Judge's Task Types", shows: "Task types missing, unknown, or against the tags." },
  { file: "judge/tags.trace", title: "A Judge's Tags", shows: "The faults of structure in judgements, one each." },
  { file: "broken.trace", title: "Everything That Breaks", shows: "The faults of tool-call traces, one each." },
  { file: "rollouts/tool-chat.jsonl", title: "OpenAI Chats", shows: "Chat messages with tool calls, as APIs return them." },
  { file: "rollouts/judge-log.json", title: "A Benchmark's Log", shows: "Judgements as RewardBench logs them." },
  { file: "hermes.trace", title: "Hermes and Qwen", shows: "Tool calls with arguments, one block each, as these models write them." },
  { file: "think-answer.trace", title: "Think, Then Answer", shows: "Reasoning and an answer in tags, as in R1-style training." },
  { file: "judge/reasoning-model.trace", title: "A Reasoning Judge", shows: "A judge that thinks before it judges: the opener in the chat template, or written." },
  { file: "good.trace", title: "Nothing to Find: Tool Calls", shows: "Sound traces of every shape, to compare with." },
  { file: "judge/good.trace", title: "Nothing to Find: Judgements", shows: "Sound judgements, to compare with." },
  { file: "judge/rubric-shapes.trace", title: "Nothing to Find: Rubrics", shows: "The shapes in which judges write rubrics, all of them read." },
];
