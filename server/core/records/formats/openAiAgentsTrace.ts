import type { JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import { unansweredDraft, type FormatReading, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { readResponseItem } from "../fields/responses";
import { Dialogue } from "../fields/turns";

/**
 * Traces of OpenAI Agents' own tracing: a trace is a record, and the last generation of an agent holds its
 * conversation.
 */
export const openAiAgentsTrace: JsonFormat = {
  id: "openai-agents",
  rank: 540,
  title: "OpenAI Agents trace",
  fields: "`object` (trace, trace.span) and `span_data`",
  origin: { writer: "OpenAI Agents' tracing: a trace is a record" },
  unit: "session",
  fits: (entries) => {
    const items = entries.items().slice(0, 20);
    return items.length > 0 && items.every((entry) => /^trace(?:\.span)?$/.test(entry.get("object")?.string ?? ""));
  },
  read: readTraces,
};

function readTraces(entries: JsonField): FormatReading {
  const traces = new Map<string, Map<string, JsonField>>();
  for (const entry of entries.items()) {
    const isTrace = entry.get("object")?.string === "trace";
    const id = entry.get(isTrace ? "id" : "trace_id")?.string ?? "";
    let generations = traces.get(id);
    if (generations === undefined) traces.set(id, (generations = new Map<string, JsonField>()));
    const data = entry.get("span_data");
    if (data?.get("type")?.string !== "generation" || data.get("output") === undefined) continue;
    // A turn has its own span; its parent is the agent's.
    generations.set(agentOf(entry, entries), data);
  }
  const samples: SampleDraft[] = [];
  [...traces].forEach(([id, generations], row) => {
    const read = [...generations.values()].flatMap((data) => readGeneration(data, id));
    for (const sample of read.length === 0 ? [unansweredDraft({})] : read)
      samples.push(row === 0 ? sample : { ...sample, row });
  });
  return { samples, count: Math.max(1, traces.size) };
}

/** The nearest span above a generation that is no turn: the agent's. */
function agentOf(span: JsonField, entries: JsonField): string {
  const parent = span.get("parent_id")?.string ?? "";
  const above = turnSpans(entries).get(parent);
  return above ?? parent;
}

const spansByEntries = new WeakMap<JsonField, Map<string, string>>();

/** The parents of turn spans, by the turn's id. */
function turnSpans(entries: JsonField): Map<string, string> {
  let found = spansByEntries.get(entries);
  if (found === undefined) {
    found = new Map();
    for (const entry of entries.items()) {
      const [id, parent] = [entry.get("id")?.string, entry.get("parent_id")?.string];
      const isTurn = entry.get("span_data")?.get("name")?.string === "turn";
      if (isTurn && id !== undefined && parent !== undefined) found.set(id, parent);
    }
    spansByEntries.set(entries, found);
  }
  return found;
}

function readGeneration(data: JsonField, id: string): readonly SampleDraft[] {
  const dialogue = new Dialogue();
  for (const key of ["input", "output"]) {
    for (const item of data.get(key)?.items() ?? []) readResponseItem(item, dialogue);
  }
  const given = attributes({ id: id === "" ? undefined : id, model: data.get("model")?.string });
  return dialogueSamples([], dialogue.turns, { attributes: given }).samples;
}
