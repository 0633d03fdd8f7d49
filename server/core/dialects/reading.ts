import { writeJson } from "../json/looseJson";
import type { TextEdit } from "../text/edits";
import type { Span } from "../text/span";
import type { Call } from "./call";
import type { DialectTool } from "./dialect";
import type { Dialect, Marker } from "./marks";
import type { TextTurn } from "./turns";

/** What is wrong with the form of what was read. Rules report it; it has a fix if it is certain what was meant. */
export interface Fault {
  readonly rule:
    | "unclosed-tag"
    | "stray-closer"
    | "missing-tag"
    | "misspelled-tag"
    | "misplaced-tag"
    | "tool-call-layout"
    | "tool-call-json"
    | "tool-call-name"
    | "tool-call-parameters"
    | "parameter-type"
    | "dialect-mixed"
    | "call-in-reasoning"
    | "end-token"
    | "cut-off"
    | "template-tokens-lost";
  readonly span: Span;
  /** For people: what is wrong, in a sentence without its end. */
  readonly message: string;
  readonly fix?: FaultFix;
  /** What the section around the calls lacks, if it is that; the frame knows whether it does stand elsewhere. */
  readonly section?: "missing" | "not opened" | "not closed";
  /** Readers lose a call by it. */
  readonly losesCall?: boolean;
}

export interface FaultFix {
  readonly title: string;
  /** With the fix, every reader of the dialect reads what is meant, and no word of the model's changes. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** What the reader of a body gets. */
export interface Context {
  readonly text: string;
  readonly dialect: Dialect;
  readonly tools: readonly DialectTool[];
  readonly markers: readonly Marker[];
  /** Where the text ends for calls: before its end tokens. */
  readonly end: number;
  /** How many characters may be read more than once, so that reading stays linear. */
  readonly budget: { characters: number };
}

/** A stretch of text that was read as calls. */
export interface Piece {
  readonly span: Span;
  readonly calls: readonly Call[];
  readonly faults: readonly Fault[];
  /** The text ends within it. */
  readonly cut: boolean;
}

/** A stretch of text that holds calls, with its section. */
export interface Block {
  readonly span: Span;
  readonly calls: readonly Call[];
}

/** A text as its frame divides it into reasoning, text for the user, and calls. */
export interface Frame {
  readonly reasoning: readonly Span[];
  readonly content: readonly Span[];
  readonly calls: readonly Call[];
  /** Whole calls in the reasoning. */
  readonly drafts: readonly Call[];
  /** The calls, grouped by the stretches of text that a reader cuts out for them. */
  readonly blocks: readonly Block[];
  readonly faults: readonly Fault[];
  readonly cut: boolean;
  /** The unfinished end of the text, if it is not a call yet. */
  readonly cutFrom?: Span | undefined;
  /** The opener of the reasoning or the text for the user that is still open where the text ends. */
  readonly open?: Span | undefined;
  /** Who wrote the reasoning's opener; undefined if there is no reasoning. */
  readonly openedBy: "model" | "template" | undefined;
  /** The turns of the text, if the frame parts them. */
  readonly turns?: readonly TextTurn[];
}

/** A body kind: reads the calls that begin at a marker, and writes calls. One file each in `bodies/`. */
export interface Body {
  /**
   * The calls that begin at that marker and are meant as calls.
   *
   * @param from the earliest place that may belong to the call, in case its opener is lost.
   * @returns undefined if the marker is a mention.
   */
  read(context: Context, marker: number, from: number): Piece | undefined;
  /** Calls without any mark, if the dialect or a listed tool's name allows them. */
  readBare?(context: Context, range: Span): Piece[];
  /** May a call begin with this text, which is all that follows its opener at the text's end? */
  begins?(dialect: Dialect, rest: string): boolean;
  /** May a call without marks begin with this text, which is all that stands on the text's last line? */
  beginsBare?(rest: string): boolean;
  /** Reads the whole text, if the body is its own frame. */
  readText?(context: Context): Frame;
  /** Writes calls as the dialect does, with their section. */
  write(dialect: Dialect, calls: readonly PlainCall[]): string;
}

export interface PlainCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly id?: string | undefined;
  /** The JSON of those arguments that were written in JSON, so that `3.0` stays `3.0`. */
  readonly json?: Readonly<Record<string, string>>;
}

/** An argument's value in JSON; one that was written in JSON stays as it was. */
export function jsonOf(call: PlainCall, argument: string): string {
  const written = call.json;
  return written !== undefined && Object.hasOwn(written, argument)
    ? (written[argument] as string)
    : writeJson(call.arguments[argument]);
}

/** All arguments as a JSON object. */
export function argumentsJson(call: PlainCall): string {
  const members = Object.keys(call.arguments).map((name) => `${JSON.stringify(name)}: ${jsonOf(call, name)}`);
  return `{${members.join(", ")}}`;
}

export function fault(rule: Fault["rule"], span: Span, message: string, fix?: FaultFix): Fault {
  return { rule, span: { start: span.start, end: span.end }, message, ...(fix === undefined ? {} : { fix }) };
}

export function safely(title: string, ...edits: TextEdit[]): FaultFix {
  return { title, safe: true, edits };
}

/** What is said of a value that was never written. It has no fix: nobody knows what it was to be. */
export function valueMissing(key: string): string {
  return `the value of ${JSON.stringify(key)} is missing: write it, or leave the sample out`;
}

/**
 * The edit that puts a mark between two things, with the layout of its dialect.
 *
 * @param previous the mark that ends at `after`, whose layout comes before this one.
 */
export function insertMark(text: string, after: number, before: number, mark: string, previous = ""): TextEdit {
  const name = mark.trim();
  const lead = previous.slice(previous.trimEnd().length) + mark.slice(0, mark.indexOf(name));
  const trail = before >= text.length ? "" : mark.slice(mark.indexOf(name) + name.length);
  const space = text.slice(after, before);
  if (space.endsWith(trail)) {
    const prefix = space.slice(0, space.length - trail.length);
    const at = before - trail.length;
    return { span: { start: at, end: at }, text: (prefix.endsWith(lead) ? "" : lead) + name };
  }
  const own = space.endsWith(lead) ? "" : lead;
  return { span: { start: before, end: before }, text: own + name + trail };
}

export function skipSpace(text: string, at: number, end: number): number {
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Does nothing but white space follow? */
export function isAtEnd(text: string, at: number): boolean {
  return skipSpace(text, at, text.length) >= text.length;
}

/** Does something else stand between `from` and `at` in the same line? */
export function isWithinLine(text: string, at: number, from: number): boolean {
  const before = skipBlanksBack(text, at, from);
  return before > from && text[before - 1] !== "\n";
}

/** Do only blanks stand before it in its line, which begins behind `from`? */
export function isFirstOfLine(text: string, at: number, from: number): boolean {
  const before = skipBlanksBack(text, at, from);
  return before > from && text[before - 1] === "\n";
}

/** Skips spaces and tabs. */
function skipBlanksBack(text: string, at: number, start: number): number {
  while (at > start && (text[at - 1] === " " || text[at - 1] === "\t")) at--;
  return at;
}

export function skipSpaceBack(text: string, at: number, start: number): number {
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The first marker at or behind an offset. */
export function markerFrom(markers: readonly Marker[], at: number): number {
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((markers[middle] as Marker).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isListed(tools: readonly DialectTool[], name: string): boolean {
  return tools.some((tool) => tool.name === name);
}

/**
 * The schema of one parameter; undefined if nothing is known of it. An unlisted tool is usually one with a misspelled
 * name: if exactly one listed tool has a parameter with that name, its schema is used.
 */
export function schemaOf(tools: readonly DialectTool[], tool: string | undefined, parameter: string): unknown {
  const own = tools.find(({ name }) => name === tool);
  if (own !== undefined) return propertyOf(own.parameters, parameter);
  const found = tools.map((other) => propertyOf(other.parameters, parameter)).filter((schema) => schema !== undefined);
  return found.length === 1 ? found[0] : undefined;
}

function propertyOf(parameters: unknown, parameter: string): unknown {
  if (typeof parameters !== "object" || parameters === null) return undefined;
  const properties = (parameters as { properties?: unknown }).properties ?? parameters;
  if (typeof properties !== "object") return undefined;
  return Object.hasOwn(properties, parameter) ? (properties as Record<string, unknown>)[parameter] : undefined;
}
