import type { Header } from "../records/traceFile/headers";

/** The section that each header of a `.trace` file begins, for hovers and completion. */
export const headerTexts: Readonly<Record<Header["name"], string>> = {
  sample:
    "Begins a sample. Takes `key=value` pairs: `id`, `profile`, `gold` (A or B), `step`, `group`, `model`, `score`, `result`, `state` (`growing`: more is to come), `off`, the ids of rules that are switched off for the sample, `turns` (`split`: the log holds all turns as one text), and `cr`, the character that stands for a carriage return in the sample's texts.",
  system: "The system prompt.",
  user: "A turn of the user.",
  assistant:
    "A turn of the model. Each one is audited as a trace, unless `context` follows the name; the reward is for the last one.",
  calls:
    "The calls of the `@assistant` or `@completion` right above, if they were given as data (`tool_calls`): one JSON object per line.",
  tool: "What a tool answered.",
  prompt: "A prompt whose roles are not known.",
  tools:
    "The tools that calls can name: a JSON array of `{name, description, parameters}` or of OpenAI function schemas.",
  completion: "The trace itself: what the model wrote, and what is audited.",
  ground_truth: "What the completion is compared with.",
  response_a: "The first of the two responses that a judge compared.",
  response_b: "The second of the two responses that a judge compared.",
};
