import { editsOf, placeBefore } from "../../json/closings";
import { withPlaces, type JsonNode, type JsonObject } from "../../json/jsonNode";
import { balancedEnd, readLooseJson, valueOf, writeJson, type LooseJson, type Repair } from "../../json/looseJson";
import { readJson } from "../../json/readJson";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import type { Argument, CallSyntax } from "../call";
import { needsCloser } from "../marks";
import { closedArguments, closedCall } from "../meantClosings";
import { fault, isAtEnd, skipSpace, type Context, type Fault } from "../reading";

/** JSON in a body, read as strictly as possible. */
export interface BodyJson {
  readonly node: JsonNode;
  readonly end: number;
  readonly faults: readonly Fault[];
  /** The text ends within the value. */
  readonly cut: boolean;
}

/**
 * The JSON value at `start`: read strictly if it is whole, otherwise as it was meant, up to `limit`.
 *
 * @param limit where the value has to end if it is not whole: the next closer's place, or the text's end.
 * @param tool whose arguments they are; without it, the value is to be a call, or a list of calls
 */
export function readBodyJson(context: Context, start: number, limit: number, tool?: string): BodyJson | undefined {
  const { text, budget } = context;
  const first = text[start];
  if (first !== "{" && first !== "[" && first !== '"') return undefined;
  if (first !== '"' && budget.characters > 0) {
    const end = balancedEnd(text, start, context.end);
    budget.characters -= (end ?? context.end) - start;
    if (end !== undefined) {
      const read = readJson(text, { start, end });
      if (read.ok) return { node: read.node, end, faults: [], cut: false };
    }
  }
  if (budget.characters < 0) limit = Math.min(limit, start + 10_000);
  budget.characters -= limit - start;
  const loose = readLooseJson(text, { start, end: limit });
  if (loose === undefined) return undefined;
  const cut = limit >= context.end && (loose.cut || isUnfinished(context, loose));
  if (cut) return { node: loose.node, end: loose.end, faults: [], cut };
  return isOnlyUnclosed(loose)
    ? closed(context, start, loose, tool)
    : { node: loose.node, end: loose.end, faults: faultsOf(loose.repairs, loose.node), cut };
}

/** A value that lacks only closing brackets, closed in the one way that fits the tools. */
function closed({ text, tools }: Context, start: number, loose: LooseJson, tool: string | undefined): BodyJson {
  const { end, repairs } = loose;
  const written = text.slice(start, end);
  const { ways, isCertain } =
    tool === undefined
      ? closedCall(written, repairs.length, tools)
      : closedArguments(written, repairs.length, tool, tools);
  const [way] = ways;
  const message = messages["brace-missing"];
  if (way === undefined || !isCertain) {
    // Where they belong, only the author knows.
    return { node: loose.node, end, faults: [fault("tool-call-json", loose.node.span, message)], cut: false };
  }
  const edits = editsOf(way.added).map((edit) => ({ ...edit, span: shifted(edit.span, start) }));
  const node = withPlaces(way.node, (at) => start + placeBefore(way.added, at));
  const fix = { title: "Repair the JSON", safe: false, edits };
  return { node, end, faults: [fault("tool-call-json", node.span, message, fix)], cut: false };
}

/** Are closing brackets all that is missing? */
function isOnlyUnclosed({ repairs }: LooseJson): boolean {
  return repairs.length > 0 && repairs.every(({ code }) => code === "brace-missing");
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/**
 * Does the text end before the value does? One bracket at the very end can be forgotten. With more of them missing, with a
 * mark to follow, or with nothing in the last object, more was to come.
 */
function isUnfinished({ text, dialect }: Context, { node, end, repairs }: LooseJson): boolean {
  const missing = repairs.filter(({ code, edits }) => code === "brace-missing" && edits[0]?.span.start === end);
  if (missing.length === 0 || !isAtEnd(text, end)) return false;
  const { block, call } = dialect.frame;
  // A call as an object has a name and arguments.
  const least = dialect.body.kind === "json-call" ? 2 : 1;
  return (
    needsCloser(block) ||
    needsCloser(call) ||
    missing.length > 1 ||
    (node.type === "object" ? node.members.length : 0) < least
  );
}

const messages: Readonly<Record<Repair["code"], string>> = {
  "double-braces": "the object stands in braces twice, as in a template",
  "single-quotes": "this is a Python dict: JSON has double quotes",
  "python-literal": "JSON writes true, false and null",
  "bare-word": "a string needs quotes",
  "control-character": "a line break within a string has to be written \\n",
  "trailing-comma": "nothing follows this comma",
  "missing-comma": "a comma is missing here",
  "brace-missing": "a bracket is never closed",
  "brace-too-many": "this brace closes nothing",
  "unclosed-string": "this string is never closed",
};

/** What is wrong with a value: one fault, with a fix that repairs all of it if all can be repaired. */
function faultsOf(repairs: readonly Repair[], node: JsonNode): Fault[] {
  const [first] = repairs;
  if (first === undefined) return [];
  const others = new Set(repairs.map(({ code }) => code)).size - 1;
  const more =
    others === 0 ? "" : `, and ${others === 1 ? "one thing more is" : `${others} things more are`} wrong with it`;
  const isOfWhole = ["single-quotes", "brace-missing"].includes(first.code);
  const span = isOfWhole ? node.span : first.span;
  const edits = repairs.flatMap((repair) => repair.edits);
  const title = first.code === "control-character" && others === 0 ? "Escape the line breaks" : "Repair the JSON";
  const isWhole = repairs.every((repair) => repair.edits.length > 0);
  const fix = isWhole ? { title, safe: false, edits } : undefined;
  return [fault("tool-call-json", span, messages[first.code] + more, fix)];
}

/** The arguments in an object, each with its places. */
export function argumentsOfNode(text: string, node: JsonObject): Argument[] {
  return node.members.map(({ key, value }) => ({
    name: key.value,
    value: valueOf(value),
    written: text.slice(value.span.start, value.span.end),
    namePlace: key.span,
    valuePlace: value.span,
    place: { start: key.span.start, end: value.span.end },
    typedBy: "json",
  }));
}

/** The arguments of the object that begins at `start`; undefined if none does. For JSON in other dialects' bodies. */
export function jsonArguments(
  text: string,
  start: number,
  limit: number,
): { readonly arguments: Argument[]; readonly end: number; readonly repairs: readonly Repair[] } | undefined {
  const end = balancedEnd(text, start, limit);
  const read = end === undefined ? undefined : readJson(text, { start, end });
  if (end !== undefined && read?.ok === true && read.node.type === "object") {
    return { arguments: argumentsOfNode(text, read.node), end, repairs: [] };
  }
  const loose = readLooseJson(text, { start, end: limit });
  if (loose?.node.type !== "object") return undefined;
  return { arguments: argumentsOfNode(text, loose.node), end: loose.end, repairs: loose.repairs };
}

/** The syntax for edits in a JSON object of arguments. */
export function jsonSyntax(insertAt: number, name: (name: string) => string): CallSyntax {
  return {
    name,
    value: (value, argument): TextEdit[] => [{ span: argument.valuePlace, text: writeJson(value) }],
    argument: (key, value) => `${JSON.stringify(key)}: ${writeJson(value)}`,
    separator: ", ",
    insertAt,
  };
}

/** A Markdown fence that opens at `at`. */
export function fenceAt(text: string, at: number): Span | undefined {
  const pattern = /```[a-zA-Z]*[ \t]*\n?/y;
  pattern.lastIndex = at;
  return pattern.test(text) ? { start: at, end: pattern.lastIndex } : undefined;
}

/** Does the text end where a fence is to be closed, or within its closing? */
export function isHalfFence(text: string, at: number): boolean {
  const start = skipSpace(text, at, text.length);
  return ["", "`", "``"].includes(text.slice(start, start + 3));
}
