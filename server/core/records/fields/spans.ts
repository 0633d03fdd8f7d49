import type { Part } from "../../model/sample";
import { isObject, parseJson, type JsonField } from "../json/jsonField";
import { PlainSourceMap } from "../../text/sourceMap";
import { callOf } from "./calls";
import { isMessages, readMessage } from "./conversation";
import { readContent } from "./content";
import { Dialogue, turnRole, type ChatTurn } from "./turns";

/** A span of a trace, from any exporter. */
export interface SpanEntry {
  readonly field: JsonField;
  readonly trace: string;
  readonly id: string | undefined;
  readonly parent: string | undefined;
  readonly start: string;
  /** An attribute by its name. */
  readonly attribute: (name: string) => JsonField | undefined;
  readonly names: () => readonly string[];
}

/** A call to the model: the conversation before it and its answer. */
export interface ModelCall {
  readonly turns: readonly ChatTurn[];
  readonly model: string | undefined;
  readonly finishReason: string | undefined;
  readonly tools: Part | undefined;
}

/** Whether it is a span, a document of spans, or the attributes of one. */
export function isSpanEntry(entry: JsonField): boolean {
  if (Array.isArray(entry.get("resourceSpans")?.value)) return true;
  if (Array.isArray(entry.get("observations")?.value) && entry.get("trace") !== undefined) return true;
  if (entry.first("trace_id", "traceId") !== undefined || entry.get("context")?.get("trace_id") !== undefined) {
    return entry.get("attributes") !== undefined || entry.first("span_id", "spanId") !== undefined;
  }
  const names = isObject(entry.value) ? Object.keys(entry.value) : [];
  return names.some((name) => name.startsWith("gen_ai."));
}

/** The spans of an entry. */
export function spansOf(entry: JsonField): readonly SpanEntry[] {
  const resources = entry.get("resourceSpans")?.items();
  if (resources !== undefined) {
    return resources.flatMap((resource) =>
      (resource.first("scopeSpans", "instrumentationLibrarySpans")?.items() ?? []).flatMap((scope) =>
        (scope.get("spans")?.items() ?? []).map(otlpSpan),
      ),
    );
  }
  const observations = entry.get("observations")?.items();
  if (observations !== undefined && entry.get("trace") !== undefined) return observations.map(langfuseSpan);
  return [Array.isArray(entry.get("attributes")?.value) ? otlpSpan(entry) : plainSpan(entry)];
}

/** A span in OTLP's JSON: attributes are a list of keys and typed values. */
function otlpSpan(span: JsonField): SpanEntry {
  const attributes = span.get("attributes")?.items() ?? [];
  const byName = new Map(attributes.map((each) => [each.get("key")?.string ?? "", each.get("value")]));
  return {
    field: span,
    trace: span.get("traceId")?.string ?? "",
    id: span.get("spanId")?.string,
    parent: nonEmpty(span.get("parentSpanId")?.string),
    start: span.get("startTimeUnixNano")?.label?.padStart(20, "0") ?? "",
    attribute: (name) => {
      const value = byName.get(name);
      return (
        value?.first("stringValue", "intValue", "doubleValue", "boolValue") ?? value?.get("arrayValue")?.get("values")
      );
    },
    names: () => [...byName.keys()],
  };
}

/** A span from a console exporter or Phoenix, whose attributes are an object; or that object alone. */
function plainSpan(span: JsonField): SpanEntry {
  const attributes = span.get("attributes") ?? span;
  const context = span.get("context") ?? span;
  return {
    field: span,
    trace: context.first("trace_id", "traceId")?.string ?? "",
    id: context.first("span_id", "spanId")?.string,
    parent: nonEmpty(span.first("parent_id", "parentId", "parent_span_id", "parentSpanId")?.string),
    start: span.first("start_time", "startTime", "start_time_unix_nano")?.label ?? "",
    attribute: (name) => attributes.get(name) ?? nestedMember(attributes, name),
    names: () => Object.keys(attributes.value as object),
  };
}

/** A span in Langfuse's export: OpenTelemetry's attributes are fields of the observation or are in its metadata. */
function langfuseSpan(observation: JsonField): SpanEntry {
  const metadata = observation.get("metadata")?.nested() ?? observation.get("metadata");
  const attributes = metadata?.get("attributes");
  const isGeneration = observation.get("type")?.string === "GENERATION";
  return {
    field: observation,
    trace: observation.get("traceId")?.string ?? "",
    id: observation.get("id")?.string,
    parent: observation.get("parentObservationId")?.string,
    start: observation.get("startTime")?.string ?? "",
    attribute: (name) => {
      if (isGeneration && name === "gen_ai.input.messages") return observation.get("input");
      if (isGeneration && name === "gen_ai.output.messages") return observation.get("output");
      if (name === "gen_ai.request.model") return observation.get("model") ?? attributes?.get(name);
      if (name === "gen_ai.tool.definitions") {
        return attributes?.get(name) ?? attributes?.get("model_request_parameters")?.get("function_tools");
      }
      return attributes?.get(name);
    },
    names: () => (isObject(attributes?.value) ? Object.keys(attributes.value) : []),
  };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

/** A member by a dotted name: Phoenix nests what the convention separates by dots. */
function nestedMember(attributes: JsonField, name: string): JsonField | undefined {
  let field: JsonField | undefined = attributes;
  for (const key of name.split(".")) {
    field = field?.get(key) ?? (/^\d+$/.test(key) ? field?.item(Number(key)) : undefined);
  }
  return field;
}

/** The model's input and answer in a span; undefined if it is no call to the model. */
export function modelCallOf(span: SpanEntry): ModelCall | undefined {
  const output = listIn(span.attribute("gen_ai.output.messages"));
  const turns = output === undefined ? numberedTurns(span) : messageTurns(span, output);
  if (turns === undefined) return undefined;
  const reasons = span.attribute("gen_ai.response.finish_reasons");
  const reason = reasons?.item(0)?.get("stringValue") ?? reasons?.item(0) ?? span.attribute("llm.finish_reason");
  return {
    turns,
    model:
      span.attribute("gen_ai.response.model")?.string ??
      span.attribute("gen_ai.request.model")?.string ??
      span.attribute("llm.model_name")?.string,
    finishReason: reason?.string,
    tools: toolsOf(span),
  };
}

function listIn(field: JsonField | undefined): JsonField | undefined {
  const list = Array.isArray(field?.value) ? field : field?.nested();
  return isMessages(list) ? list : undefined;
}

function messageTurns(span: SpanEntry, output: JsonField): readonly ChatTurn[] {
  const dialogue = new Dialogue();
  const system = span.attribute("gen_ai.system_instructions");
  const instructions = Array.isArray(system?.value) ? system : system?.nested();
  if (instructions !== undefined) readContent(instructions, "system", instructions, dialogue);
  for (const message of listIn(span.attribute("gen_ai.input.messages"))?.items() ?? []) readMessage(message, dialogue);
  for (const message of output.items()) readMessage(message, dialogue);
  return dialogue.turns;
}

/** The turns by conventions that number the messages in attribute names: OpenInference's and Traceloop's. */
function numberedTurns(span: SpanEntry): readonly ChatTurn[] | undefined {
  const dialogue = new Dialogue();
  const said = [
    readNumbered(span, "llm.input_messages", ".message.", dialogue) +
      readNumbered(span, "gen_ai.prompt", ".", dialogue),
    readNumbered(span, "llm.output_messages", ".message.", dialogue) +
      readNumbered(span, "gen_ai.completion", ".", dialogue),
  ];
  return (said[1] ?? 0) > 0 ? dialogue.turns : undefined;
}

/** The most messages in a call to the model. */
const maxMessages = 20_000;

function readNumbered(span: SpanEntry, list: string, infix: string, into: Dialogue): number {
  let count = 0;
  for (; count < maxMessages; count++) {
    const at = `${list}.${count}${infix}`;
    const role = span.attribute(`${at}role`);
    const content = span.attribute(`${at}content`);
    const first = span.attribute(`${at}contents.0.message_content.text`);
    const calls = numberedCalls(span, at);
    if (role === undefined && content === undefined && first === undefined && calls.length === 0) break;
    const message = role ?? content ?? span.field;
    const name = turnRole(
      role?.string ?? (list.includes("output") || list.includes("completion") ? "assistant" : undefined),
    );
    into.close();
    if (name === "assistant") into.answer(content?.textPart("assistant"), message);
    else if (content !== undefined || first === undefined) into.say(name, content?.textPart(name), message);
    for (let i = 0; content === undefined && i < maxMessages; i++) {
      const text = span.attribute(`${at}contents.${i}.message_content.text`);
      if (text === undefined) break;
      into.say(name, text.textPart(name), message);
    }
    for (const call of calls) into.call(call, message);
    into.close();
  }
  return count;
}

function numberedCalls(span: SpanEntry, at: string): ReturnType<typeof callOf>[] {
  const calls: ReturnType<typeof callOf>[] = [];
  for (let i = 0; i < maxMessages; i++) {
    const names = [`${at}tool_calls.${i}.tool_call.function.`, `${at}tool_calls.${i}.`];
    const name = names.map((prefix) => span.attribute(`${prefix}name`)).find((field) => field !== undefined);
    const given = names.map((prefix) => span.attribute(`${prefix}arguments`)).find((field) => field !== undefined);
    if (name === undefined && given === undefined) break;
    calls.push(callOf(name?.textPart("tool"), given, name ?? given ?? span.field));
  }
  return calls;
}

function toolsOf(span: SpanEntry): Part | undefined {
  const listed = span.attribute("gen_ai.tool.definitions");
  if (listed !== undefined) return listed.part("tools");
  const schemas: JsonField[] = [];
  for (let i = 0; i < maxMessages; i++) {
    const schema = span.attribute(`llm.tools.${i}.tool.json_schema`);
    if (schema === undefined) break;
    schemas.push(schema);
  }
  return schemas.length === 1 ? schemas[0]?.part("tools") : joinedTools(schemas);
}

/**
 * Joins tools that are given in a text each into one list. The record has no such list, so its place is the first
 * tool's.
 */
function joinedTools(schemas: readonly JsonField[]): Part | undefined {
  const texts = schemas.flatMap(({ string }) =>
    string !== undefined && parseJson(string) !== undefined ? [string] : [],
  );
  const [first] = schemas;
  if (first === undefined || texts.length < schemas.length) return undefined;
  return {
    role: "tools",
    text: `[${texts.join(",")}]`,
    get source() {
      return new PlainSourceMap(first.span.start, first.span.end - first.span.start);
    },
  };
}
