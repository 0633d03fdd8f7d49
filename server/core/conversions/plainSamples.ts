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

/**
 * A record's samples with all calls of the model written into its texts in one dialect: calls in other dialects, and
 * calls that the record gives as data. A call that is cut off or has no name stays as it is, and so does data that is
 * not a JSON object.
 */
export function withCallsIn({ to: dialect, from: asked }: CallsIn, samples: readonly Sample[]): readonly Sample[] {
  const from = asked ?? recogniseDialect(samples.map(({ completion }) => ({ text: completion.text })))?.dialect;
  const rewritten = new Map<string, string>();
  const rewrite = (text: string, calls: readonly StructuredCall[]): string => {
    const key = JSON.stringify([text, calls.map((call) => [call.name?.text, call.arguments?.text])]);
    let known = rewritten.get(key);
    if (known === undefined) {
      const own = from === undefined ? text : convertCalls(text, from, dialect).text;
      const given = calls.flatMap((call) => plainCallOf(call) ?? []);
      const break_ = own === "" || own.endsWith("\n") || given.length === 0 ? "" : "\n";
      known = own + break_ + (given.length === 0 ? "" : writeCalls(dialect, given));
      rewritten.set(key, known);
    }
    return known;
  };
  const turnOf = (turn: Turn): Turn => {
    if (turn.role !== "assistant") return turn;
    const text = rewrite(turn.part?.text ?? "", turn.calls);
    return { ...turn, part: textPart("assistant", text), calls: turn.calls.filter(isLeft) };
  };
  return samples.map((sample) => ({
    ...sample,
    turns: sample.turns.map(turnOf),
    completion: textPart("completion", rewrite(sample.completion.text, sample.calls)),
    calls: sample.calls.filter(isLeft),
  }));
}

function isLeft(call: StructuredCall): boolean {
  return plainCallOf(call) === undefined;
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
