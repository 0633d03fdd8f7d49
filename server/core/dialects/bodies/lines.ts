import { writeJson } from "../../json/looseJson";
import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import type { LinesData } from "../dialect";
import type { Dialect } from "../marks";
import {
  argumentsJson,
  fault,
  isAtEnd,
  skipSpace,
  skipSpaceBack,
  type Body,
  type Context,
  type Fault,
  type Frame,
  type PlainCall,
} from "../reading";
import { argumentsOfNode, jsonSyntax, readBodyJson } from "./jsonBody";

/** Words at the start of lines: ReAct's Thought, Action, Action Input. */
export const lines: Body = { read: () => undefined, readText, write };

function optionsOf(dialect: Dialect): LinesData {
  return dialect.body as LinesData;
}

interface Section extends Span {
  readonly label: "reasoning" | "name" | "arguments" | "result" | "answer";
  readonly from: number;
}

function readText(context: Context): Frame {
  const { text, dialect, end } = context;
  const options = optionsOf(dialect);
  const sections = sectionsOf(text, end, options);
  const faults: Fault[] = [];
  const calls: Call[] = [];
  const reasoning: Span[] = [];
  const content: Span[] = [];
  let cut = false;
  let hasResult = false;
  const [first] = sections;
  if (first === undefined) content.push({ start: 0, end });
  else if (first.start > 0) content.push({ start: 0, end: first.start });
  sections.forEach((section, i) => {
    const inner = {
      start: skipSpace(text, section.from, section.end),
      end: skipSpaceBack(text, section.end, section.from),
    };
    if (section.label === "reasoning") reasoning.push(inner);
    else if (section.label === "answer") content.push(inner);
    else if (section.label === "result" && !hasResult) {
      hasResult = true;
      const call = calls.at(-1);
      const edit = { span: { start: call?.place.end ?? section.start, end: context.end }, text: "" };
      const message = "the model wrote the tool's answer itself";
      const fix = { title: "Cut the text off behind the call", safe: false, edits: [edit] };
      faults.push(fault("misplaced-tag", { start: section.start, end: inner.end }, message, fix));
    } else if (section.label === "name") {
      const input = sections[i + 1];
      const read = readCall(context, section, input?.label === "arguments" ? input : undefined, faults);
      if (read !== undefined) {
        calls.push(read);
        if (!read.complete) cut = true;
      } else if (input === undefined && isAtEnd(text, inner.start)) cut = true;
    }
  });
  return {
    reasoning,
    content,
    calls,
    drafts: [],
    blocks: calls.map((call) => ({ span: call.place, calls: [call] })),
    faults,
    cut,
    openedBy: reasoning.length > 0 ? "model" : undefined,
  };
}

function sectionsOf(text: string, end: number, options: LinesData): Section[] {
  const labels: [string, Section["label"]][] = [
    [options.arguments, "arguments"],
    [options.reasoning, "reasoning"],
    [options.name, "name"],
    [options.result, "result"],
    [options.answer, "answer"],
  ];
  const found: { label: Section["label"]; start: number; from: number }[] = [];
  for (let start = 0; start < end;) {
    const label = labels.find(([word]) => text.startsWith(word, start));
    if (label !== undefined) found.push({ label: label[1], start, from: start + label[0].length });
    const next = text.indexOf("\n", start);
    if (next < 0) break;
    start = next + 1;
  }
  return found.map((section, i) => ({ ...section, end: Math.min(end, found[i + 1]?.start ?? end) }));
}

function readCall(context: Context, action: Section, input: Section | undefined, faults: Fault[]): Call | undefined {
  const { text, dialect, tools } = context;
  const nameStart = skipSpace(text, action.from, action.end);
  const nameEnd = skipSpaceBack(text, action.end, nameStart);
  const name = text.slice(nameStart, nameEnd);
  if (name === "" || /\n/.test(name)) return undefined;
  let read: Argument[] = [];
  let end = nameEnd;
  let argumentsPlace: Span = { start: action.start, end };
  // Without a line for the input, the text ends within the name or behind it.
  let complete = input !== undefined || !isAtEnd(text, nameEnd);
  if (input !== undefined) {
    const start = skipSpace(text, input.from, input.end);
    end = Math.max(nameEnd, skipSpaceBack(text, input.end, start));
    argumentsPlace = { start, end };
    if (start >= input.end && isAtEnd(text, start)) complete = false;
    const limit = isAtEnd(text, end) ? input.end : end;
    const json = text[start] === "{" ? readBodyJson({ ...context, end: input.end }, start, limit, name) : undefined;
    if (json?.node.type === "object") {
      read = argumentsOfNode(text, json.node);
      faults.push(...json.faults);
      complete = !json.cut;
      end = Math.max(end, json.end);
    } else if (start < end) {
      const parameter = onlyParameter(tools.find((tool) => tool.name === name)?.parameters);
      const written = text.slice(start, end);
      const message = "the input is no JSON object";
      if (parameter === undefined) faults.push(fault("tool-call-json", argumentsPlace, message));
      else {
        const value = written.replace(/^(["'])(.*)\1$/s, "$2");
        const edit = { span: argumentsPlace, text: writeJson({ [parameter]: value }) };
        const fix = { title: `Make it ${parameter}`, safe: false, edits: [edit] };
        faults.push(fault("tool-call-json", argumentsPlace, message, fix));
        const place = argumentsPlace;
        read = [{ name: parameter, value, written, namePlace: place, valuePlace: place, place, typedBy: "text" }];
      }
    }
  }
  const place = { start: action.start, end };
  return makeCall({
    name,
    namePlace: { start: nameStart, end: nameEnd },
    id: undefined,
    arguments: read,
    argumentsPlace,
    place,
    outer: place,
    dialect: dialect.id,
    complete,
    syntax: jsonSyntax(argumentsPlace.start + 1, (to) => to),
  });
}

/** The one parameter that a bare text can stand for: the only required one, or the only one. */
function onlyParameter(parameters: unknown): string | undefined {
  if (typeof parameters !== "object" || parameters === null) return undefined;
  const { properties, required } = parameters as { properties?: object; required?: unknown };
  if (Array.isArray(required) && required.length === 1 && typeof required[0] === "string") return required[0];
  const names = Object.keys(properties ?? {});
  return names.length === 1 ? names[0] : undefined;
}

function write(dialect: Dialect, calls: readonly PlainCall[]): string {
  const options = optionsOf(dialect);
  return calls.map((call) => `${options.name} ${call.name}\n${options.arguments} ${argumentsJson(call)}`).join("\n");
}
