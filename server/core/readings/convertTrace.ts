import { convertCalls } from "../dialects/convert";
import type { Dialect } from "../dialects/marks";
import type { Sample } from "../model/sample";
import type { TextEdit } from "../text/edits";
import { toSourceSpan } from "../text/sourceMap";
import type { Span } from "../text/span";
import { dialectOfTrace } from "./dialectOfTraces";
import { dialectTools } from "./dialectTools";

/** A trace with its calls in another dialect. Places are offsets in its record. */
export interface ConvertedTrace {
  readonly edits: readonly TextEdit[];
  /** How many calls were written anew. */
  readonly calls: number;
  /** Calls that are left as they are: cut off, or without a name. */
  readonly left: readonly Span[];
  /** Calls that the record gives as data: they are in no dialect, and stay. */
  readonly data: number;
}

/** Writes a trace's calls in another dialect; all else of its record stays as it is, character for character. */
export function convertTrace(sample: Sample, ofFile: string | undefined, to: Dialect): ConvertedTrace {
  const { completion, calls: given, unanswered } = sample;
  const data = given.length;
  const from = unanswered === true ? undefined : dialectOfTrace(sample, ofFile);
  if (from === undefined || from === to || completion.source.unwritten === true) {
    return { edits: [], calls: 0, left: [], data };
  }
  const { source } = completion;
  const converted = convertCalls(completion.text, from, to, { tools: dialectTools(sample) });
  return {
    edits: converted.edits.map(({ span, text }) => ({ span: toSourceSpan(source, span), text: source.encode(text) })),
    calls: converted.calls,
    left: converted.left.map((span) => toSourceSpan(source, span)),
    data,
  };
}
