import type { RecordProblem } from "../../model/record";
import type { JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import { unansweredDraft, type FormatReading, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { isSpanEntry, modelCallOf, spansOf, type ModelCall, type SpanEntry } from "../fields/spans";

/**
 * Spans of OpenTelemetry: OTLP's JSON, console exporter output, lists of spans, exports of Langfuse and Phoenix, by the
 * conventions of OpenTelemetry (`gen_ai.*`) and OpenInference (`llm.*`). A trace is a record. A call to the model holds
 * the conversation so far, so the last call of an agent (one parent) holds all of it.
 */
export const openTelemetry: JsonFormat = {
  id: "opentelemetry",
  rank: 530,
  title: "OpenTelemetry trace",
  fields: "spans with `gen_ai.*` or `llm.*` attributes",
  origin: { writer: "OpenTelemetry's exporters, OpenInference, Langfuse, Phoenix: a trace is a record" },
  unit: "session",
  fits: (entries) => {
    const first = entries.items().slice(0, 20);
    return first.length > 0 && first.every(isSpanEntry);
  },
  read: readTraces,
};

interface TraceCalls {
  readonly field: JsonField;
  /** For each parent, the call that started last. */
  readonly calls: Map<string, { readonly span: SpanEntry; readonly call: ModelCall }>;
}

function readTraces(entries: JsonField): FormatReading {
  const traces = new Map<string, TraceCalls>();
  for (const span of entries.items().flatMap(spansOf)) {
    let trace = traces.get(span.trace);
    if (trace === undefined) traces.set(span.trace, (trace = { field: span.field, calls: new Map() }));
    const call = modelCallOf(span);
    if (call === undefined) continue;
    const key = span.parent ?? span.id ?? "";
    const known = trace.calls.get(key);
    if (known === undefined || span.start >= known.span.start) trace.calls.set(key, { span, call });
  }
  const samples: SampleDraft[] = [];
  const problems: RecordProblem[] = [];
  [...traces].forEach(([id, { field, calls }], row) => {
    const read = [...calls.values()].flatMap(({ call }) => {
      const reading = dialogueSamples([], call.turns, {
        attributes: attributes({
          id: id === "" ? undefined : id,
          model: call.model,
          finishReason: call.finishReason,
        }),
        tools: call.tools,
      });
      problems.push(...(reading.problems ?? []));
      return reading.samples;
    });
    if (read.length === 0) problems.push(noCall(field));
    for (const sample of read.length === 0 ? [unansweredDraft({})] : read)
      samples.push(row === 0 ? sample : { ...sample, row });
  });
  return { samples, problems, count: Math.max(1, traces.size) };
}

function noCall(field: JsonField): RecordProblem {
  return {
    code: "no-text",
    severity: "information",
    message:
      "This trace holds no call of a model with its messages, so there is nothing to audit: many exporters write them only when asked to capture the content.",
    span: field.span,
  };
}
