import type { DialectTool } from "../../dialect";
import { before } from "../blocks";
import { partReasoning, type Parted } from "../reasoning";
import type { ServerId } from "../reader";
import { readWith, type ParserData } from "../parser";
import { parserOf } from "../servers";
import type { Cause } from "./cause";
import { sglangStreaming } from "./sglang";
import { vllmStreaming } from "./vllm";

/** A server's parser of a dialect, as far as streaming needs it: a {@link Reader} is one. */
export interface Streamer {
  readonly id: ServerId;
  readonly dialect: string;
  /** The parser's name there; the usual one if left out. */
  readonly parser?: string;
}

export type { Cause } from "./cause";

/** By server and dialect. verl does not stream. */
const causes: Readonly<Partial<Record<ServerId, Readonly<Record<string, readonly Cause[]>>>>> = {
  vllm: vllmStreaming,
  sglang: sglangStreaming,
};

/** Is it known how a server reads a dialect when it streams? Only its usual parser was examined. */
export function isStreamingKnown({ id, dialect, parser }: Streamer): boolean {
  const known = causes[id];
  if (known === undefined || !Object.hasOwn(known, dialect)) return false;
  const usual = parserOf(id, dialect)?.parser;
  return parser === undefined || usual === undefined || parser === usual;
}

/**
 * Why a client that streams gets different calls or text than one that does not: the first cause that holds, certain
 * ones first.
 *
 * It only shows that they differ: what exactly arrives depends on how the text is divided into chunks. Never throws;
 * linear in the text.
 *
 * @returns undefined if both get the same, or if this is not known ({@link isStreamingKnown}).
 */
export function streamingCause(streamer: Streamer, text: string, tools: readonly DialectTool[]): Cause | undefined {
  if (!isStreamingKnown(streamer)) return undefined;
  const parser = parserOf(streamer.id, streamer.dialect);
  const { reasoning = "", rest } = parted(streamer, parser, text);
  const reading = parser === undefined ? { calls: [] } : readWith(parser, text, tools);
  const known = causes[streamer.id]?.[streamer.dialect] ?? [];
  const holding = known.filter((cause) => cause.holds({ text, tools, reasoning, rest, reading }));
  return holding.find(({ isCertain }) => isCertain) ?? holding[0];
}

/**
 * Does a client that streams get different calls or text from this server than one that does not?
 *
 * @returns also false if it depends on the chunks: {@link streamingCause} then gives a cause that is not certain.
 */
export function streamsDifferently(streamer: Streamer, text: string, tools: readonly DialectTool[]): boolean {
  return streamingCause(streamer, text, tools)?.isCertain === true;
}

/** The reasoning marks of dialects that have no reader here. */
const otherMarks: Readonly<
  Record<string, { readonly open: string; readonly close: string; readonly endedBy?: string }>
> = {
  "hy-v3": { open: "<think>", close: "</think>", endedBy: "<tool_calls" },
  "minimax-m3": { open: "<mm:think>", close: "</mm:think>" },
};

function parted({ dialect }: Streamer, parser: ParserData | undefined, text: string): Parted {
  if (parser?.reasoning !== undefined) return partReasoning(text, parser.reasoning);
  const machine = parser?.calls.kind === "machine" ? parser.calls : undefined;
  const marks = machine?.reasoning ?? (Object.hasOwn(otherMarks, dialect) ? otherMarks[dialect] : undefined);
  if (marks === undefined) return { reasoning: undefined, rest: text };
  if (machine === undefined) return partReasoning(text, { kind: "to-closer", ...marks, keepsBefore: true });
  // In a machine, the first mark of a call also ends the reasoning.
  const ends = Object.keys(machine.steps.reasoning ?? {}).flatMap((mark) => machine.marks[mark] ?? []);
  const reasoning = text.includes(marks.open) || text.includes(marks.close) ? before(text, marks.close, ...ends) : "";
  return { reasoning, rest: text.slice(reasoning.length) };
}
