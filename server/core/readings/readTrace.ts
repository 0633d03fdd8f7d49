import type { Call } from "../dialects/call";
import { dialects } from "../dialects/data";
import { readDialect } from "../dialects/read";
import type { ServerId } from "../dialects/inferenceServers";
import { readStructured, type DataCall } from "../dialects/structured";
import { isCutOff } from "../facts/cutOff";
import { dialectOfText } from "../facts/dialectOfTraces";
import { dialectTools } from "../facts/dialectTools";
import type { Facts } from "../facts/facts";
import { isGivenAsData } from "../facts/givenAsData";
import { readTools } from "../facts/tools";
import type { Sample, StructuredCall } from "../model/sample";
import { toSourceSpan, type SourceMap } from "../text/sourceMap";
import type { Span } from "../text/span";
import { argumentsAsJson } from "./exactJson";
import { readersReadings, type ReaderReading } from "./readersReadings";
import { verdictOf, type VerdictByReading } from "./verdictByReading";

/** How a trace was read. Places are offsets in its record. */
export interface TraceReading {
  /** Id of the dialect; `data` if all calls are given as data; undefined if nothing shows the dialect. */
  readonly dialect: string | undefined;
  /** The conversation before the trace and the trace itself, in order. */
  readonly turns: readonly ReadTurn[];
  readonly reasoning: string | undefined;
  readonly calls: readonly CallReading[];
  /** The text for the user. */
  readonly content: string | undefined;
  /** Whole calls within the reasoning; they do not count as calls. */
  readonly drafts: readonly CallReading[];
  /** Is it cut off: does its record say so, or does the text end inside a block or a call? */
  readonly cut: boolean;
  /** A judge's verdict as each reader reads it; undefined for other traces. */
  readonly verdict: VerdictByReading | undefined;
  /** What servers and trainers read in it; empty if no dialect is known. */
  readonly readers: readonly ReaderReading[];
}

export interface ReadTurn {
  /** `system`, `user`, `assistant`, `tool`; `prompt` if the prompt's roles are not known. */
  readonly role: string;
  readonly by: "model" | "environment";
}

export interface CallReading {
  readonly name: string | undefined;
  /** A JSON object on one line, exact to the digit; undefined if the arguments cannot be read. */
  readonly arguments: string | undefined;
  /** The arguments as they are written, if they cannot be read. */
  readonly written: string | undefined;
  readonly id: string | undefined;
  readonly span: Span;
  /** False if the text ends within the call. */
  readonly complete: boolean;
}

/**
 * Reads a trace.
 *
 * @param dialect the id of its profile's dialect; `any`: the one that the trace itself shows; null if nothing shows it
 * @param facts what its profile knows of it; undefined if no profile reads it
 * @param readers the servers and trainers whose readings are wanted; all if left out
 */
export function readTrace(
  sample: Sample,
  dialect: string | null,
  facts?: Facts,
  readers?: readonly ServerId[],
): TraceReading {
  const before = sample.turns.map(({ role }): ReadTurn => ({
    role,
    by: role === "assistant" ? "model" : "environment",
  }));
  if (sample.unanswered === true) return { ...nothing, turns: before };
  const { completion } = sample;
  const tools = facts?.dialectTools ?? dialectTools(sample, readTools(sample));
  const cut = isCutOff(sample, facts);
  const brokenOff = facts?.cutOff(completion)?.part;
  const given = sample.calls.map((call): CallReading => {
    const read = ofData(call, readStructured(call));
    return brokenOff !== undefined && call.arguments === brokenOff ? { ...read, complete: false } : read;
  });
  if (isGivenAsData(sample)) return { ...nothing, dialect: "data", turns: [...before, ownTurn], calls: given, cut };
  const known = dialectOfText(completion.text, dialect, () => tools);
  // Without a dialect there are no calls; reasoning is searched for between the most common marks.
  const by = known ?? dialects[0];
  if (by === undefined) return { ...nothing, turns: before, cut };
  const read = readDialect(completion.text, by, { tools });
  const written = (calls: readonly Call[]): CallReading[] =>
    known === undefined ? [] : calls.map((call) => ofText(call, completion.source));
  const calls = written(read.calls);
  return {
    dialect: calls.length === 0 && given.length > 0 ? "data" : known?.id,
    turns: [...before, ...read.turns.map(({ role, speaker }) => ({ role: speaker, by: role }))],
    reasoning: read.reasoning,
    calls: [...calls, ...given],
    content: read.content,
    drafts: written(read.drafts),
    cut,
    verdict: facts && verdictOf(facts),
    readers: known === undefined ? [] : readersReadings(completion.text, read, tools, readers),
  };
}

const ownTurn: ReadTurn = { role: "assistant", by: "model" };

const nothing: TraceReading = {
  dialect: undefined,
  turns: [],
  reasoning: undefined,
  calls: [],
  content: undefined,
  drafts: [],
  cut: false,
  verdict: undefined,
  readers: [],
};

function ofText(call: Call, source: SourceMap): CallReading {
  const { name, id, complete, place } = call;
  return {
    name,
    id,
    complete,
    arguments: argumentsAsJson(call),
    written: undefined,
    span: toSourceSpan(source, place),
  };
}

function ofData({ recordSpan, arguments: part }: StructuredCall, call: DataCall): CallReading {
  const { name, id, complete, failure } = call;
  const isRead = failure === undefined && part !== undefined;
  return {
    ...{ name, id, complete, span: recordSpan },
    arguments: isRead ? argumentsAsJson(call) : undefined,
    written: isRead ? undefined : part?.text,
  };
}
