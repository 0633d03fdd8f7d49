import { fillsFromModel, type ServerKind } from "./server";

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** How an answer is sampled. */
export interface Sampling {
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number | undefined;
}

/** A question in general form, the same for every server. */
export interface Question {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly sampling: Sampling;
  /** Number of likeliest tokens wanted at each place; undefined: none. */
  readonly topLogprobs?: number | undefined;
  /** The last message is the beginning of the answer, which the model continues. */
  readonly prefilled?: boolean | undefined;
  /** A grammar for the answer, as GBNF. Servers that do not know it ignore it. */
  readonly grammar?: string | undefined;
  /** Ask the model not to reason before it answers, where its server can pass that on. */
  readonly withoutThinking?: boolean | undefined;
}

/**
 * The body of a question. Neutral settings are left out, because some servers refuse them; but vLLM and SGLang take
 * missing settings from the model's own, where a repetition penalty works even at temperature 0.
 *
 * @param streamed always, except for batches, which refuse it
 */
export function requestBody(question: Question, server: ServerKind, streamed = true): string {
  const { model, messages, sampling, topLogprobs, prefilled, grammar, withoutThinking } = question;
  const { temperature, maxTokens, seed } = sampling;
  const fills = fillsFromModel(server);
  return JSON.stringify({
    model,
    messages,
    max_tokens: maxTokens,
    temperature,
    ...(seed !== undefined && { seed }),
    ...(streamed && { stream: true, stream_options: { include_usage: true } }),
    ...(fills && { repetition_penalty: 1 }),
    ...(fills && temperature > 0 && { top_p: 1, top_k: -1 }),
    ...(topLogprobs !== undefined && { logprobs: true, top_logprobs: topLogprobs }),
    ...(prefilled === true && fills && { continue_final_message: true, add_generation_prompt: false }),
    ...(grammar !== undefined && constraint(grammar, server)),
    ...(withoutThinking === true && noThinking(server)),
  });
}

/** Can the server continue an answer that was begun? The others begin a new turn. */
export function canPrefill(server: ServerKind): boolean {
  return fillsFromModel(server) || server === "llama-server";
}

function constraint(grammar: string, server: ServerKind): object {
  switch (server) {
    case "vllm":
      return { structured_outputs: { grammar } };
    case "sglang":
      return { ebnf: grammar };
    case "llama-server":
      return { grammar };
    default:
      return {};
  }
}

function noThinking(server: ServerKind): object {
  switch (server) {
    case "vllm":
    case "sglang":
    case "llama-server":
      return { chat_template_kwargs: { enable_thinking: false } };
    case "ollama":
      return { reasoning_effort: "none" };
    default:
      return {};
  }
}
