import { writeJson } from "../../json/looseJson";
import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import type { XmlTreeData } from "../dialect";
import { beginsMark, fill, markText, type Dialect, type Marker } from "../marks";
import {
  fault,
  insertMark,
  isAtEnd,
  markerFrom,
  safely,
  schemaOf,
  skipSpace,
  skipSpaceBack,
  type Body,
  type Context,
  type Fault,
  type Piece,
  type PlainCall,
} from "../reading";
import { sectionFault } from "./sectionFault";
import { textOf, typedBySchema } from "../typing";

/** Arguments as a tree of tags, each behind a mark: MiniMax M3. */
export const xmlTree: Body = {
  read: (context, marker) => new TreeReader(context).read(marker),
  begins: (dialect, rest) => beginsMark(dialect.frame.call?.open, rest),
  write,
};

/** Deeper trees are not read. */
const maxDepth = 200;

function optionsOf(dialect: Dialect): XmlTreeData {
  return dialect.body as XmlTreeData;
}

interface Tag extends Span {
  readonly closer: boolean;
  readonly name: string;
  /** Does the tag lack its mark? */
  readonly bare: boolean;
  readonly namePlace: Span;
}

/** A tag that is longer than this is none. */
const longestTag = 300;

class TreeReader {
  private readonly calls: Call[] = [];
  private readonly faults: Fault[] = [];
  private readonly bareTags: Span[] = [];
  private cut = false;
  private at = 0;
  private isBare = false;
  private readonly options: XmlTreeData;

  constructor(private readonly context: Context) {
    this.options = optionsOf(context.dialect);
  }

  read(index: number): Piece | undefined {
    const { context } = this;
    const { text, markers } = context;
    const opener = markers[index] as Marker;
    if (opener.closer || (opener.role !== "section" && opener.role !== "call")) return undefined;
    this.isBare = opener.respelled;
    this.at = opener.start;
    const section = opener.role === "section" ? opener : undefined;
    if (section !== undefined) this.at = section.end;
    let next = section === undefined ? index : index + 1;
    for (;;) {
      const marker = markers[next];
      if (marker?.role !== "call" || marker.closer) break;
      if (skipSpace(text, this.at, context.end) !== marker.start) break;
      if (!this.readCall(marker)) break;
      if (this.cut) break;
      next++;
      while (next < markers.length && (markers[next] as Marker).start < this.at) next++;
    }
    if (this.calls.length === 0) return undefined;
    const end = this.at;
    const closer = markers[next];
    const isClosed = closer?.role === "section" && closer.closer && skipSpace(text, end, context.end) === closer.start;
    if (isClosed) this.at = closer.end;
    if (!this.cut) {
      const read = { opener: section, closer: isClosed ? closer : undefined, start: opener.start, end, first: opener };
      const told = sectionFault(context, read);
      if (told !== undefined) this.faults.push(told);
    }
    const span = { start: opener.start, end: this.cut ? context.end : this.at };
    if (this.isBare) {
      const places: number[] = [];
      for (let i = index; i < markers.length && (markers[i] as Marker).end <= span.end; i++) {
        if ((markers[i] as Marker).respelled) places.push((markers[i] as Marker).start);
      }
      const edits = [...places, ...this.bareTags.map((tag) => tag.start)]
        .sort((a, b) => a - b)
        .map((start) => ({ span: { start, end: start }, text: this.options.prefix }));
      const message = `${this.options.prefix} is missing before each tag: no reader takes the calls`;
      this.faults.push(fault("misspelled-tag", span, message, safely("Put it before each tag", ...edits)));
    }
    return { span, calls: this.calls, faults: this.faults, cut: this.cut };
  }

  private readCall(opener: Marker): boolean {
    const { context } = this;
    const { text, dialect, tools } = context;
    const name = opener.captures["name"] ?? { text: "", span: opener };
    this.at = opener.end;
    const read: Argument[] = [];
    let isClosed = false;
    for (;;) {
      const start = skipSpace(text, this.at, context.end);
      const closer = this.closerAt(start);
      if (closer !== undefined) {
        this.at = closer;
        isClosed = true;
        break;
      }
      const tag = this.tagAt(start);
      if (tag === undefined || tag.closer) {
        // The text ends within the next argument's tag.
        const { prefix } = this.options;
        const rest = text.slice(start, start + longestTag);
        if (rest.length < longestTag && rest.startsWith(`${prefix}<`) && !rest.includes(">", prefix.length))
          this.cut = true;
        break;
      }
      const schema = schemaOf(tools, name.text, tag.name);
      const value = this.readValue(tag, schema, 0);
      if (value === undefined) break;
      read.push({
        name: tag.name,
        value: value.value,
        written: text.slice(value.place.start, value.place.end),
        namePlace: tag.namePlace,
        valuePlace: value.place,
        place: { start: tag.start, end: this.at },
        typedBy: "schema",
      });
    }
    if (!isClosed && read.length === 0 && !this.cut) {
      const rest = skipSpace(text, this.at, context.end);
      if (rest < context.end && !this.isSectionCloser(rest)) return false;
      this.cut = rest >= context.end;
    }
    // With the call and its section still open, more arguments may have been to come.
    if (!isClosed && dialect.frame.section !== undefined && isAtEnd(text, this.at)) this.cut = true;
    if (!isClosed && !this.cut) {
      const close = dialect.frame.call?.close ?? "";
      const edit = insertMark(text, this.at, skipSpace(text, this.at, context.end), close);
      const message = `${markText(text, opener)} is never closed`;
      this.faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${close}`, edit)));
    }
    const place = { start: opener.start, end: this.cut ? context.end : this.at };
    const first = read[0];
    const last = read.at(-1);
    this.calls.push(
      makeCall({
        name: name.text === "" ? undefined : name.text,
        namePlace: name.span,
        id: undefined,
        arguments: read,
        argumentsPlace:
          first === undefined || last === undefined ? place : { start: first.place.start, end: last.place.end },
        place,
        outer: place,
        dialect: dialect.id,
        complete: !this.cut,
        syntax: {
          name: (to) => to,
          value: (value, argument) => [{ span: argument.valuePlace, text: writeTree(this.options, value) }],
          argument: (key, value) => writeElement(this.options, key, value),
          separator: "",
          insertAt: opener.end,
        },
      }),
    );
    return true;
  }

  private isSectionCloser(at: number): boolean {
    const { markers } = this.context;
    const marker = markers[markerFrom(markers, at)];
    return marker?.start === at && marker.role === "section" && marker.closer;
  }

  /** Reads an element's content: children, or text up to the closer. */
  private readValue(tag: Tag, schema: unknown, depth: number): { value: unknown; place: Span } | undefined {
    const { text, end } = this.context;
    const start = tag.end;
    this.at = start;
    const first = this.tagAt(skipSpace(text, start, end));
    if (first !== undefined && !first.closer && depth < maxDepth) {
      this.at = first.start;
      const children: [string, unknown][] = [];
      for (;;) {
        const from = skipSpace(text, this.at, end);
        const child = this.tagAt(from);
        if (child === undefined || this.cut) break;
        if (child.closer) {
          this.at = child.end;
          this.checkCloser(tag, child);
          const place = { start, end: from };
          const isList = children.every(([name]) => name === this.options.item);
          return { value: isList ? children.map(([, value]) => value) : Object.fromEntries(children), place };
        }
        const value = this.readValue(child, innerSchema(schema, child.name, this.options.item), depth + 1);
        if (value === undefined) break;
        children.push([child.name, value.value]);
      }
      this.cut = skipSpace(text, this.at, end) >= end;
      return undefined;
    }
    const next = this.nextTag(start, tag.name);
    if (next === undefined) {
      this.cut = true;
      this.at = end;
      return undefined;
    }
    const place = { start, end: next.start };
    if (next.closer) {
      const isCallCloser = this.closerAt(next.start) !== undefined;
      if (isCallCloser) {
        const close = `${this.options.prefix}</${tag.name}>`;
        const at = skipSpaceBack(text, next.start, start);
        const edit = { span: { start: at, end: at }, text: close };
        this.faults.push(
          fault("unclosed-tag", tag, `<${tag.name}> is never closed`, safely(`Close it with ${close}`, edit)),
        );
        this.at = at;
        return { ...typedBySchema(text.slice(start, at), schema), place: { start, end: at } };
      }
      this.at = next.end;
      this.checkCloser(tag, next);
    } else {
      const close = `${this.options.prefix}</${tag.name}>`;
      const edit = { span: { start: next.start, end: next.start }, text: close };
      this.faults.push(
        fault("unclosed-tag", tag, `<${tag.name}> is never closed`, safely(`Close it with ${close}`, edit)),
      );
      this.at = next.start;
    }
    return { value: typedBySchema(text.slice(place.start, place.end), schema).value, place };
  }

  private checkCloser(opener: Tag, closer: Tag): void {
    if (closer.name === opener.name) return;
    const right = `${closer.bare ? "" : this.options.prefix}</${opener.name}>`;
    const edit = { span: { start: closer.start, end: closer.end }, text: right };
    const message = `this closes <${opener.name}> under another name`;
    this.faults.push(fault("misspelled-tag", closer, message, safely(`Write ${right}`, edit)));
  }

  private closerAt(at: number): number | undefined {
    const close = this.context.dialect.frame.call?.close ?? "";
    const written = this.isBare ? close.slice(this.options.prefix.length) : close;
    return written !== "" && this.context.text.startsWith(written, at) ? at + written.length : undefined;
  }

  private tagAt(at: number): Tag | undefined {
    const { text, end } = this.context;
    const { prefix } = this.options;
    if (!this.isBare && !text.startsWith(prefix, at)) return undefined;
    const pattern = /<(\/?)([A-Za-z_][\w.-]{0,200})>/y;
    pattern.lastIndex = this.isBare ? at : at + prefix.length;
    const match = pattern.exec(text);
    if (match === null || pattern.lastIndex > end) return undefined;
    const name = match[2] ?? "";
    const nameStart = pattern.lastIndex - 1 - name.length;
    const tag = {
      start: at,
      end: pattern.lastIndex,
      closer: match[1] === "/",
      name,
      bare: this.isBare,
      namePlace: { start: nameStart, end: nameStart + name.length },
    };
    const known = name === "invoke" || name === "tool_call";
    if (this.isBare && !known && this.bareTags.at(-1)?.start !== at) this.bareTags.push({ start: at, end: tag.end });
    return tag;
  }

  /**
   * The tag that ends a text: the next one behind a mark; without marks, the next closer with that name, or any closer.
   */
  private nextTag(from: number, name: string): Tag | undefined {
    const { text, end } = this.context;
    const { prefix } = this.options;
    if (!this.isBare) {
      for (let at = text.indexOf(prefix, from); at >= 0 && at < end; at = text.indexOf(prefix, at + 1)) {
        const tag = this.tagAt(at);
        if (tag !== undefined) return tag;
      }
      return undefined;
    }
    const at = text.indexOf(`</${name}>`, from);
    return at < 0 || at >= end ? undefined : this.tagAt(at);
  }
}

function innerSchema(schema: unknown, name: string, item: string): unknown {
  if (typeof schema !== "object" || schema === null) return undefined;
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
  if (name === item && items !== undefined) return items;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function writeElement(options: XmlTreeData, name: string, value: unknown): string {
  return `${options.prefix}<${name}>${writeTree(options, value)}${options.prefix}</${name}>`;
}

function writeTree(options: XmlTreeData, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => writeElement(options, options.item, item)).join("");
  if (typeof value !== "object" || value === null) return textOf(value);
  return Object.entries(value)
    .map(([name, member]) =>
      /^[A-Za-z_][\w.-]*$/.test(name) ? writeElement(options, name, member) : writeJson(member),
    )
    .join("");
}

function write(dialect: Dialect, calls: readonly PlainCall[]): string {
  const { section, call } = dialect.frame;
  const written = calls.map((one) => {
    const children = Object.entries(one.arguments).map(([key, value]) => writeElement(optionsOf(dialect), key, value));
    return fill(call?.open ?? "", { name: one.name }) + children.join("") + (call?.close ?? "");
  });
  return (section?.open ?? "") + written.join("") + (section?.close ?? "");
}
