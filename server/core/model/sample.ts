import type { Span } from "../text/span";
import type { SourceMap } from "../text/sourceMap";

/** What a part of a sample is. The names are those of a `.trace` file's headers, without the `@`. */
export const partRoles = [
  "system",
  "user",
  "assistant",
  "tool",
  "prompt",
  "tools",
  "completion",
  "ground_truth",
  "response_a",
  "response_b",
] as const;

export type PartRole = (typeof partRoles)[number];

/** A text of a sample and its place in the record. */
export interface Part {
  readonly role: PartRole;
  /** The text itself, with escapes read and line ends as the model wrote them. */
  readonly text: string;
  readonly source: SourceMap;
  /** Did the record give a number instead of a text? */
  readonly isNumber?: boolean;
}

/** A call given as data (OpenAI's `tool_calls`) instead of text between tags. */
export interface StructuredCall {
  /** The tool's name; undefined if the record has none. */
  readonly name: Part | undefined;
  /** The arguments as JSON text; undefined if the record has none. */
  readonly arguments: Part | undefined;
  /** The id by which a result names it; undefined if the record has none. */
  readonly id: string | undefined;
  /** Does the record hold its result beside it, as for a tool that the server itself runs? */
  readonly hasResult?: boolean;
  /** The call in the record (record offsets), for findings about what is missing. */
  readonly recordSpan: Span;
}

export type TurnRole = "system" | "user" | "assistant" | "tool" | "prompt";

/** One turn of the conversation before the trace. `prompt` is a prompt whose roles are not known. */
export interface Turn {
  readonly role: TurnRole;
  readonly part: Part | undefined;
  readonly calls: readonly StructuredCall[];
  /** Cut out of decoded text that holds the chat template's marks: the log keeps them, though not in this part. */
  readonly marked?: true;
  /** The decoded prompt that this turn was cut out of. */
  readonly decoded?: Part;
  /** Of a tool's turn: the id of the call that it answers, if the record says. */
  readonly answers?: string;
}

/** What a record holds behind a trace. */
export interface Following {
  /** The turns up to the model's next one; none if that follows at once. */
  readonly turns: readonly Turn[];
  /** How many results follow before a user's next turn. */
  readonly results: number;
  /** Does another turn of the model follow? */
  readonly continues: boolean;
  /** The ids of all calls of the dialogue, and of all that a result names. Shared by its samples. */
  readonly ids: CallIds;
}

/** The ids that tie the results of a dialogue to its calls. */
export interface CallIds {
  readonly called: ReadonlySet<string>;
  readonly answered: ReadonlySet<string>;
}

/** A text of the model's that stands before its trace in the same turn. */
export interface EarlierText {
  readonly part: Part;
  /** Is it reasoning, given in a field or a part of its own? Otherwise it is an earlier part of the answer. */
  readonly isReasoning: boolean;
}

/** All that the model said in a rollout of several turns, of which a rewarded trace is the last. */
export interface Rollout {
  /** The model's turns and the environment's as the one text that the reward's code was given; absent if not known. */
  readonly text?: Part;
  /** Was that text cut into turns and is not kept? Then nobody knows what the reward's code was given. */
  readonly isSplit?: true;
  /** The texts of the model's turns, in order. */
  readonly turns: readonly string[];
}

/** A gold verdict, or a judge's: which of two responses is better. */
export type Verdict = "A" | "B";

/** What a record says about a sample, besides its texts. Absent if the record does not say. */
export interface SampleAttributes {
  readonly id?: string;
  /** Name of the profile that the record asks for. */
  readonly profile?: string;
  readonly gold?: Verdict;
  /** A gold label that is neither of the two: a tie, a third response. No verdict is compared with it. */
  readonly otherGold?: string;
  /** Training step, from 0. */
  readonly step?: number;
  /** Key of the group of rollouts that share a prompt (GRPO). */
  readonly group?: string;
  readonly model?: string;
  /** The reward as the training run recorded it. */
  readonly score?: number;
  /** A benchmark's own evaluation of a judge's verdict: 1 right, 0 wrong. */
  readonly result?: number;
  /**
   * The reward's parts, or a benchmark's scores, by the names that the record gives them; null if one was not computed.
   * Unweighted: their sum need not be `score`.
   */
  readonly components?: Readonly<Record<string, number | null>>;
  /** The advantage by which the update weighted this sample; the mean if the record has one per token. */
  readonly advantage?: number;
  /** The benchmark's category of the sample: a domain, a subset. */
  readonly category?: string;
  /** Why the model stopped, in the words of the server or the environment: `stop`, `length`, `max_turns`, … */
  readonly finishReason?: string;
  /** Was the trace cut off at a limit of length? */
  readonly truncated?: boolean;
  /** More of the trace is still to come: nothing is said of its end. */
  readonly growing?: true;
  /** Ids of the rules that are switched off for this sample. */
  readonly off?: readonly string[];
}

/**
 * A trace with what is known about it.
 *
 * A record that holds several traces (one for each assistant turn, three for RM-Bench) gives one sample each; they
 * share the parts that they have in common.
 */
export interface Sample {
  /**
   * Number of the record in its file, from 0. It changes if records are added or removed above it while the file is
   * edited.
   */
  record: number;
  /** Number of the trace in its record, from 0. */
  readonly trace: number;
  readonly attributes: SampleAttributes;
  /** The conversation before the trace, in order. */
  readonly turns: readonly Turn[];
  /** The tools as the record lists them, JSON text: OpenAI function schemas or `{name, description, parameters}`. */
  readonly tools: Part | undefined;
  /** The trace itself. The same part as `groundTruth` if a record has a ground truth to audit and no completion. */
  readonly completion: Part;
  /** Calls of the completion's own turn that are given as data. */
  readonly calls: readonly StructuredCall[];
  readonly groundTruth: Part | undefined;
  /** The two responses that a judge compared. */
  readonly responses: { readonly a: Part; readonly b: Part } | undefined;
  /** Is this trace rewarded? (In a dialogue, only the last trace is.) */
  readonly rewarded: boolean;
  /** A text of an assistant turn whose last text is the trace that follows: its reasoning, a part before it. */
  readonly fragment?: true;
  /** What the model said in this turn before the trace, each a text of its own and a fragment; absent if nothing. */
  readonly earlier?: readonly EarlierText[];
  /** The rollout that this trace ends; absent if the trace is all of it, or is not rewarded. */
  readonly rollout?: Rollout;
  /** What stands behind the trace; absent if its record is no dialogue. */
  readonly following?: Following;
  /**
   * The record has no trace yet (a preference pair to judge, a prompt): `completion` is empty, and no rule checks it.
   */
  readonly unanswered?: true;
}
