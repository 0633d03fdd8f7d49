import { convertCalls } from "../dialects/convert";
import type { Dialect } from "../dialects/marks";
import { dialectOfText } from "../facts/dialectOfTraces";
import { dialectTools } from "../facts/dialectTools";
import { isGivenAsData } from "../facts/givenAsData";
import { readTools } from "../facts/tools";
import type { Sample } from "../model/sample";
import type { TextEdit } from "../text/edits";
import { toSourceSpan } from "../text/sourceMap";

/** A record's traces with their calls in another dialect. Places are offsets in the record. */
export interface ConvertedTraces {
  readonly edits: readonly TextEdit[];
  /** How many calls were rewritten. */
  readonly calls: number;
  /** How many calls stay because they are cut off or have no name. */
  readonly left: number;
  /** How many calls stay because the record gives them as data, which belongs to no dialect. */
  readonly data: number;
}

/**
 * Rewrites the calls of a record's traces in another dialect; everything else in the record stays the same, character
 * for character.
 *
 * @param dialectOf the id of the dialect that a trace's profile has; `any`: the one that the trace itself shows; null:
 * none
 */
export function convertTraces(
  samples: readonly Sample[],
  dialectOf: (sample: Sample) => string | null,
  to: Dialect,
): ConvertedTraces {
  const edits: TextEdit[] = [];
  const written = new Set<number>();
  let [calls, left, data] = [0, 0, 0];
  for (const sample of samples) {
    const converted = convertTrace(sample, dialectOf(sample), to);
    // Two traces of a record may share their text.
    if (converted.edits.some(({ span }) => written.has(span.start))) continue;
    for (const edit of converted.edits) written.add(edit.span.start);
    edits.push(...converted.edits);
    calls += converted.calls;
    left += converted.left;
    data += converted.data;
  }
  return { edits, calls, left, data };
}

function convertTrace(sample: Sample, dialect: string | null, to: Dialect): ConvertedTraces {
  const { completion, calls: given, unanswered } = sample;
  const data = given.length;
  const tools = dialectTools(sample, readTools(sample));
  const from =
    unanswered === true || isGivenAsData(sample) ? undefined : dialectOfText(completion.text, dialect, () => tools);
  if (from === undefined || from === to || completion.source.unwritten === true) {
    return { edits: [], calls: 0, left: 0, data };
  }
  const { source } = completion;
  const converted = convertCalls(completion.text, from, to, { tools });
  return {
    edits: converted.edits.map(({ span, text }) => ({ span: toSourceSpan(source, span), text: source.encode(text) })),
    calls: converted.calls,
    left: converted.left.length,
    data,
  };
}
