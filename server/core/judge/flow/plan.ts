import type { Hash } from "../../host/hash";
import type { Sample } from "../../model/sample";
import { usualKind, usualPrompt } from "../prompts/builtIn";
import type { Prompt } from "../prompts/prompt";
import type { Order } from "../history/entry";
import { sampleKey } from "../history/sampleKey";
import { placeNames } from "../history/samplePlace";
import type { Endpoint } from "../endpoint/endpoint";
import type { Message, Question, Sampling } from "../endpoint/request";
import { hasOwnMessages, messagesFor, ownMessages } from "./messages";

export type Confidence = "votes" | "logprobs" | "prefill";

/** How samples are judged. */
export interface JudgeOptions {
  /** Undefined: chosen by the sample's data, or the record's own messages. */
  readonly prompt: Prompt | undefined;
  readonly bothOrders: boolean;
  /** Requests for each order and model. */
  readonly votes: number;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
  readonly confidence: Confidence;
  /** A grammar for the answer, as GBNF; undefined: none. */
  readonly grammar?: string | undefined;
  /** Ask the model not to reason before it answers. */
  readonly withoutThinking?: boolean | undefined;
}

/** One request to one model. */
export interface Task {
  readonly endpoint: number;
  readonly order: Order | undefined;
  readonly repeat: number;
  readonly question: Question;
  /** Hash of the question: the key of its answer in the history. */
  readonly request: string;
}

/** All requests for one sample. */
export interface Plan {
  readonly sample: Sample;
  /** Hash of what is judged. */
  readonly key: string;
  /** Names by which the sample is recognised after its texts have changed. */
  readonly places: readonly string[];
  readonly prompt: Prompt;
  readonly promptHash: string;
  readonly tasks: readonly Task[];
}

const { profile, verdict } = usualPrompt("pair");

/** The prompt of records that contain their own, read as the usual one is. */
export const recordPrompt: Prompt = {
  id: "record",
  version: 1,
  title: "The record's own messages",
  source: "the record",
  kind: "pair",
  ...(profile !== undefined && { profile }),
  user: "",
  verdict,
};

/**
 * Plans the requests for a sample, or says why it cannot be judged.
 *
 * @param file URI of the sample's file; undefined if it is in none
 */
export function plan(
  sample: Sample,
  endpoints: readonly Endpoint[],
  options: JudgeOptions,
  hash: Hash,
  file?: string,
): Plan | { readonly problem: string } {
  const isOwn = options.prompt === undefined && hasOwnMessages(sample);
  const prompt =
    options.prompt ??
    (isOwn
      ? recordPrompt
      : usualPrompt(usualKind({ responses: sample.responses !== undefined, groundTruth: hasTruth(sample) })));
  const key = sampleKey(sample, hash);
  const shown = (order: Order | undefined): ReturnType<typeof messagesFor> =>
    isOwn ? ownMessages(sample, order === "BA") : messagesFor(sample, prompt, order === "BA");
  const tasks: Task[] = [];
  for (const order of ordersOf(sample, prompt, key, isOwn, options)) {
    const found = shown(order);
    if ("problem" in found) return found;
    for (let repeat = 0; repeat < options.votes; repeat++) {
      for (const [endpoint, at] of endpoints.entries()) {
        const question = questionOf(found.messages, at.model, options, repeat);
        const request = requestKey(question, at, order, repeat, options, hash);
        tasks.push({ endpoint, order, repeat, question, request });
      }
    }
  }
  const places = placeNames(sample, file, hash);
  return { sample, key, places, prompt, promptHash: hashOf(prompt, hash), tasks };
}

const promptHashes = new WeakMap<Prompt, string>();

function hashOf(prompt: Prompt, hash: Hash): string {
  let found = promptHashes.get(prompt);
  if (found === undefined) promptHashes.set(prompt, (found = hash(JSON.stringify(prompt))));
  return found;
}

function hasTruth({ groundTruth, completion, unanswered }: Sample): boolean {
  return groundTruth !== undefined && groundTruth !== completion && unanswered !== true;
}

/**
 * One order: the one in which the record was judged or shows its responses, else one drawn from the sample's hash. With
 * one fixed order a preference for a position would look like accuracy, because many files show the chosen response
 * first.
 */
function ordersOf(
  sample: Sample,
  prompt: Prompt,
  key: string,
  isOwn: boolean,
  { bothOrders }: JudgeOptions,
): readonly (Order | undefined)[] {
  if (prompt.kind !== "pair") return [undefined];
  if (bothOrders) return ["AB", "BA"];
  if (isOwn || sample.unanswered !== true) return ["AB"];
  return [Number.parseInt(key.slice(0, 8), 16) % 2 === 0 ? "AB" : "BA"];
}

function questionOf(
  messages: readonly Message[],
  model: string,
  { temperature, maxTokens, seed, confidence, grammar, withoutThinking }: JudgeOptions,
  repeat: number,
): Question {
  const sampling: Sampling = { temperature, maxTokens, seed: seed + repeat };
  return {
    model,
    messages,
    sampling,
    ...(confidence === "logprobs" && { topLogprobs: 20 }),
    ...(grammar !== undefined && { grammar }),
    ...(withoutThinking === true && { withoutThinking }),
  };
}

function requestKey(
  { messages, sampling, grammar, withoutThinking }: Question,
  { model, address }: Endpoint,
  order: Order | undefined,
  repeat: number,
  { confidence }: JudgeOptions,
  hash: Hash,
): string {
  const asked = [messages, model, address.origin, sampling, grammar, order, repeat, confidence];
  // What came later is named only where it is used: the keys of earlier questions stay what they were.
  return hash(JSON.stringify(withoutThinking === true ? [...asked, "without thinking"] : asked));
}
