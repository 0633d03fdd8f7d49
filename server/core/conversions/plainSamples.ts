import type { Dialect } from "../dialects/marks";
import { convertCalls } from "../dialects/convert";
import { recogniseDialect } from "../dialects/recognise";
import { writeCalls } from "../dialects/write";
import type { PlainCall } from "../dialects/reading";
import { readJson } from "../json/readJson";
import type { Part, Sample, StructuredCall, Turn } from "../model/sample";
import { plainValue } from "../records/json/plainValue";
import { UnwrittenSourceMap } from "../text/sourceMap";

/** The dialect that calls are written in, and the one that they are read in; undefined: what the texts show. */
export interface CallsIn {
  readonly to: Dialect;
  readonly from?: Dialect | undefined;
}

/** Samples with their calls in one dialect. */
export interface WithCalls {
  readonly samples: readonly Sample[];
  /** The calls that could not be written in it, by kind, for people. */
  readonly kept: readonly string[];
}

/**
 * A record's samples with all calls of the model written into its texts in one dialect: calls in other dialects, and
 * calls that the record gives as data. A call that is cut off or has no name stays as it is. So does data that is no
 * JSON object, and all data after it: written as text it would come before the call that the model made first.
 */
export function withCallsIn({ to: dialect, from: asked }: CallsIn, samples: readonly Sample[]): WithCalls {
  const from = asked ?? recogniseDialect(samples.map(({ completion }) => ({ text: completion.text })))?.dialect;
  const rewritten = new Map<string, string>();
  const kept = new Set<string>();
  const rewrite = (text: string, calls: readonly StructuredCall[]): string => {
    const key = JSON.stringify([text, calls.map((call) => [call.name?.text, call.arguments?.text])]);
    let known = rewritten.get(key);
    if (known === undefined) {
      const own = from === undefined ? undefined : convertCalls(text, from, dialect);
      const given = writable(calls);
      if ((own?.left.length ?? 0) > 0)
        kept.add("calls that are cut off or have no name, which stay as they are written");
      if (given.length < calls.length)
        kept.add("calls without a name or a JSON object, which stay data with those after them");
      const before = own?.text ?? text;
      const break_ = before === "" || before.endsWith("\n") || given.length === 0 ? "" : "\n";
      known = before + break_ + (given.length === 0 ? "" : writeCalls(dialect, given));
      rewritten.set(key, known);
    }
    return known;
  };
  const turnOf = (turn: Turn): Turn => {
    if (turn.role !== "assistant") return turn;
    const text = rewrite(turn.part?.text ?? "", turn.calls);
    return { ...turn, part: textPart("assistant", text), calls: turn.calls.slice(writable(turn.calls).length) };
  };
  const written = samples.map((sample) => ({
    ...sample,
    turns: sample.turns.map(turnOf),
    completion: textPart("completion", rewrite(sample.completion.text, sample.calls)),
    calls: sample.calls.slice(writable(sample.calls).length),
  }));
  return { samples: written, kept: [...kept] };
}

/** The calls up to the first that no text can hold. */
function writable(calls: readonly StructuredCall[]): readonly PlainCall[] {
  const plain = calls.map(plainCallOf);
  const end = plain.indexOf(undefined);
  return plain.slice(0, end < 0 ? plain.length : end).filter((call) => call !== undefined);
}

function plainCallOf(call: StructuredCall): PlainCall | undefined {
  if (call.name === undefined) return undefined;
  const text = call.arguments?.text ?? "{}";
  const given = readJson(text);
  if (!given.ok || given.node.type !== "object") return undefined;
  // As written, so that 3.0 stays 3.0.
  const json: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const { key, value } of given.node.members) {
    const of = { enumerable: true, configurable: true, writable: true };
    Object.defineProperty(json, key.value, { ...of, value: text.slice(value.span.start, value.span.end) });
    Object.defineProperty(values, key.value, { ...of, value: plainValue(value) });
  }
  return { name: call.name.text, arguments: values, json };
}

function textPart(role: Part["role"], text: string): Part {
  return { role, text, source: new UnwrittenSourceMap(0) };
}
