import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { makeCall, type Argument } from "../call";
import type { BracesData } from "../dialect";
import { markText, type Dialect, type Marker } from "../marks";
import {
  fault,
  insertMark,
  safely,
  schemaOf,
  skipSpace,
  type Body,
  type Context,
  type Fault,
  type Piece,
  type PlainCall,
} from "../reading";
import { excludesString, typedBySchema } from "../typing";

/** `call:N{k:v,…}` with marks as quotes: Gemma 4, FunctionGemma. */
export const braces: Body = {
  read,
  begins: (dialect, rest) => {
    const { word } = optionsOf(dialect);
    return word.startsWith(rest) || (rest.startsWith(word) && /^[\w.-]*$/.test(rest.slice(word.length)));
  },
  write,
};

const maxDepth = 200;

function optionsOf(dialect: Dialect): BracesData {
  return dialect.body as BracesData;
}

function read(context: Context, index: number): Piece | undefined {
  const { text, markers, dialect } = context;
  const opener = markers[index] as Marker;
  const mark = dialect.frame.block;
  if (opener.role !== "block" || opener.closer || mark === undefined) return undefined;
  const { word, quote } = optionsOf(dialect);
  const faults: Fault[] = [];
  let at = skipSpace(text, opener.end, context.end);
  const hasWord = text.startsWith(word, at);
  const nameStart = hasWord ? at + word.length : at;
  const pattern = /[\w.-]{1,200}/y;
  pattern.lastIndex = nameStart;
  const name = pattern.exec(text)?.[0];
  if (name === undefined) return undefined;
  const namePlace = { start: nameStart, end: nameStart + name.length };
  at = skipSpace(text, namePlace.end, context.end);
  const isCut = at >= context.end && hasWord;
  const bracket = text[at];
  if (!isCut && bracket !== "{" && bracket !== "(") return undefined;
  if (!hasWord) {
    const edit = { span: { start: nameStart, end: nameStart }, text: word };
    const message = `${word} is missing before the name`;
    faults.push(fault("misspelled-tag", namePlace, message, safely(`Add ${word}`, edit)));
  }
  const reader = new BracesReader(context, quote, name, faults);
  const values = isCut ? [] : reader.call(at);
  if (values === undefined) return undefined;
  const cut = isCut || reader.cut;
  const end = cut ? context.end : reader.at;
  let place: Span = { start: opener.start, end };
  if (!cut) {
    const start = skipSpace(text, end, context.end);
    let next = index + 1;
    while (next < markers.length && (markers[next] as Marker).start < start) next++;
    const closer = markers[next];
    if (closer?.role === "block" && closer.closer && closer.start === start)
      place = { start: opener.start, end: closer.end };
    else {
      const edit = insertMark(text, end, start, mark.close ?? "");
      const message = `${markText(text, opener)} is never closed`;
      faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${mark.close ?? ""}`, edit)));
    }
  }
  const call = makeCall({
    name,
    namePlace,
    id: undefined,
    arguments: values,
    argumentsPlace: isCut ? place : { start: at, end },
    place,
    outer: place,
    dialect: dialect.id,
    complete: !cut,
    syntax: {
      name: (to) => to,
      value: (value, argument) => [{ span: argument.valuePlace, text: writeValue(quote, value) }],
      argument: (key, value) => `${key}:${writeValue(quote, value)}`,
      separator: ",",
      insertAt: at + 1,
    },
  });
  return { span: place, calls: [call], faults, cut };
}

interface Value extends Span {
  readonly value: unknown;
}

class BracesReader {
  at = 0;
  cut = false;
  private depth = 0;

  constructor(
    private readonly context: Context,
    private readonly quote: string,
    private readonly tool: string,
    private readonly faults: Fault[],
  ) {}

  /** The arguments in braces, or in a Python call's parentheses. */
  call(start: number): Argument[] | undefined {
    const { text, end } = this.context;
    const isParenthesis = text[start] === "(";
    const edits: TextEdit[] = [];
    this.at = start + 1;
    const read: Argument[] = [];
    const closer = isParenthesis ? ")" : "}";
    let firstEnd = start + 1;
    for (;;) {
      this.space();
      if (text[this.at] === closer && this.at < end) {
        edits.push({ span: { start: this.at, end: this.at + 1 }, text: "}" });
        this.at++;
        break;
      }
      if (text[this.at] === "," && this.at < end) {
        this.at++;
        continue;
      }
      const key = this.key();
      if (key === undefined) {
        if (this.at >= end) this.cut = true;
        else if (read.length === 0) return undefined;
        break;
      }
      if (isParenthesis) edits.push({ span: { start: this.at - 1, end: this.at }, text: ":" });
      if (read.length === 0) firstEnd = this.at;
      const schema = schemaOf(this.context.tools, this.tool, key.name);
      const value = this.value(schema, closer);
      if (value === undefined) break;
      read.push({
        name: key.name,
        value: value.value,
        written: text.slice(value.start, value.end),
        namePlace: key.span,
        valuePlace: { start: value.start, end: value.end },
        place: { start: key.span.start, end: value.end },
        typedBy: "literal",
      });
    }
    if (isParenthesis && !this.cut) {
      const message = `${this.context.dialect.title} writes arguments in braces`;
      const open = { span: { start, end: start + 1 }, text: "{" };
      const span = { start, end: firstEnd };
      this.faults.push(fault("tool-call-layout", span, message, safely("Write braces", open, ...edits)));
    }
    return read;
  }

  private key(): { name: string; span: Span } | undefined {
    const { text } = this.context;
    if (text.startsWith(this.quote, this.at)) {
      const end = text.indexOf(this.quote, this.at + this.quote.length);
      if (end < 0) return undefined;
      const span = { start: this.at, end: end + this.quote.length };
      const name = text.slice(this.at + this.quote.length, end);
      this.at = span.end;
      this.space();
      if (text[this.at] !== ":") return undefined;
      this.at++;
      return { name, span };
    }
    const pattern = /["']?([\w.$-]{1,200})["']?\s*[:=]/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(text);
    if (match === null || pattern.lastIndex > this.context.end) {
      if (/^[\w.$-]*$/.test(text.slice(this.at, Math.min(this.context.end, this.at + 201)))) this.at = this.context.end;
      return undefined;
    }
    const start = this.at + match[0].indexOf(match[1] ?? "");
    const span = { start, end: start + (match[1]?.length ?? 0) };
    this.at = pattern.lastIndex;
    return { name: match[1] ?? "", span };
  }

  private value(schema: unknown, closer: string): Value | undefined {
    const { text, end } = this.context;
    const { quote } = this;
    this.space();
    const start = this.at;
    if (start >= end) {
      this.cut = true;
      return undefined;
    }
    if (text.startsWith(quote, start)) {
      const from = start + quote.length;
      const close = text.indexOf(quote, from);
      if (close < 0 || close >= end) {
        this.cut = true;
        this.at = end;
        return undefined;
      }
      this.at = close + quote.length;
      const value = text.slice(from, close);
      const typed = typedBySchema(value, schema);
      if (excludesString(schema) && typeof typed.value !== "string") {
        const span = { start, end: this.at };
        const edit = { span, text: writeValue(quote, typed.value) };
        const message = "the schema says no string: some readers correct it, others pass a string";
        this.faults.push(fault("parameter-type", span, message, safely("Write it without quotes", edit)));
      }
      return { start, end: this.at, value };
    }
    const first = text[start];
    if ((first === "{" || first === "[") && this.depth < maxDepth) {
      this.depth++;
      const value = first === "{" ? this.object() : this.list();
      this.depth--;
      return value === undefined ? undefined : { start, end: this.at, value };
    }
    if (first === '"') return this.jsonString(start);
    return this.bare(start, closer);
  }

  private object(): Record<string, unknown> | undefined {
    const { text, end } = this.context;
    this.at++;
    const entries: [string, unknown][] = [];
    for (;;) {
      this.space();
      if (this.at >= end) {
        this.cut = true;
        return undefined;
      }
      if (text[this.at] === "}") break;
      if (text[this.at] === ",") {
        this.at++;
        continue;
      }
      const key = this.key();
      const value = key === undefined ? undefined : this.value(undefined, "}");
      if (key === undefined || value === undefined) return undefined;
      entries.push([key.name, value.value]);
    }
    this.at++;
    return Object.fromEntries(entries);
  }

  private list(): unknown[] | undefined {
    const { text, end } = this.context;
    this.at++;
    const items: unknown[] = [];
    for (;;) {
      this.space();
      if (this.at >= end) {
        this.cut = true;
        return undefined;
      }
      if (text[this.at] === "]") break;
      if (text[this.at] === ",") {
        this.at++;
        continue;
      }
      const value = this.value(undefined, "]");
      if (value === undefined) return undefined;
      items.push(value.value);
    }
    this.at++;
    return items;
  }

  private jsonString(start: number): Value | undefined {
    const { text, end } = this.context;
    const pattern = /"([^"\\]*(?:\\.[^"\\]*)*)"/y;
    pattern.lastIndex = start;
    const match = pattern.exec(text.length === end ? text : text.slice(0, end));
    if (match === null) {
      this.cut = true;
      this.at = end;
      return undefined;
    }
    const value = match[1] ?? "";
    this.at = start + match[0].length;
    const span = { start, end: this.at };
    const edit = { span, text: this.quote + value + this.quote };
    const message = `strings stand between ${this.quote}: readers take these quotes into the value`;
    this.faults.push(fault("tool-call-json", span, message, safely(`Write ${this.quote}`, edit)));
    return { ...span, value };
  }

  /** A number, a word, or a string that lost its opening mark. */
  private bare(start: number, closer: string): Value | undefined {
    const { text, end } = this.context;
    const pattern = /[^,{}[\]()\n]{0,100000}/y;
    pattern.lastIndex = start;
    let stop = Math.min(end, start + (pattern.exec(text)?.[0].length ?? 0));
    const quoted = text.slice(start, Math.min(end, stop + this.quote.length)).indexOf(this.quote);
    const next = quoted < 0 ? -1 : start + quoted;
    // The closing mark of a string that lost its opener: it comes before the next key.
    if (next >= 0 && next <= stop) {
      const value = text.slice(start, next);
      this.at = next + this.quote.length;
      const edit = { span: { start, end: start }, text: this.quote };
      const message = `${this.quote} is missing before this string`;
      this.faults.push(fault("tool-call-json", edit.span, message, safely(`Add ${this.quote}`, edit)));
      return { start, end: this.at, value };
    }
    if (stop >= end && closer !== "") {
      this.cut = true;
      this.at = end;
      return undefined;
    }
    while (stop > start && /\s/.test(text[stop - 1] as string)) stop--;
    const raw = text.slice(start, stop);
    this.at = stop;
    if (raw === "") return undefined;
    const span = { start, end: stop };
    if (/^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(raw)) return { ...span, value: Number(raw) };
    const word = words.get(raw);
    if (word !== undefined) {
      if (/^[TFN]/.test(raw)) {
        const edit = { span, text: String(word) };
        const message = "Python's word: some readers take it for a text";
        const fix = { title: `Write ${String(word)}`, safe: false, edits: [edit] };
        this.faults.push(fault("parameter-type", span, message, fix));
      }
      return { ...span, value: word };
    }
    const edit = { span, text: this.quote + raw + this.quote };
    const message = `strings stand between ${this.quote}`;
    this.faults.push(fault("tool-call-json", span, message, safely(`Write ${this.quote}`, edit)));
    return { ...span, value: raw };
  }

  private space(): void {
    this.at = skipSpace(this.context.text, this.at, this.context.end);
  }
}

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["True", true],
  ["False", false],
  ["None", null],
]);

function writeValue(quote: string, value: unknown): string {
  if (typeof value === "string") return quote + value + quote;
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(quote, item)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}:${writeValue(quote, member)}`)
      .join(",")}}`;
  }
  return String(value);
}

function write(dialect: Dialect, calls: readonly PlainCall[]): string {
  const { quote, word } = optionsOf(dialect);
  const block = dialect.frame.block;
  return calls
    .map((call) => (block?.open ?? "") + word + call.name + writeValue(quote, call.arguments) + (block?.close ?? ""))
    .join(dialect.between ?? "");
}
