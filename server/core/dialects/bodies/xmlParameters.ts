import type { TextEdit } from "../../text/edits";
import type { Argument, Call } from "../call";
import { beginsMark, markText, spanOf, type Marker } from "../marks";
import {
  fault,
  insertMark,
  isAtEnd,
  isWithinLine,
  safely,
  schemaOf,
  skipSpace,
  skipSpaceBack,
  valueMissing,
  type Body,
  type Context,
  type Fault,
  type Piece,
} from "../reading";
import { excludesString, isOnlyString, typedAsJson, typedBySchema } from "../typing";
import { jsonArguments } from "./jsonBody";
import { OpenedCall } from "./openedXmlCall";
import { readPairs } from "./pairs";
import { writePairs } from "./writePairs";
import { sectionFault } from "./sectionFault";
import { typeName, writeXmlCalls, xmlOptions } from "./writeXmlCalls";

/** One mark per parameter, with the value as text: Qwen-XML, MiniMax, DSML, Kimi K3, GLM's pairs. */
export const xmlParameters: Body = {
  read: (context, marker, from) =>
    xmlOptions(context.dialect).pairs === true ? readPairs(context, marker, from) : new XmlReader(context).read(marker),
  begins: (dialect, rest) =>
    xmlOptions(dialect).pairs === true ? /^[\w.:-]+$/.test(rest) : beginsMark(dialect.frame.call?.open, rest),
  write: (dialect, calls) =>
    xmlOptions(dialect).pairs === true ? writePairs(dialect, calls) : writeXmlCalls(dialect, calls),
};

class XmlReader {
  private readonly calls: Call[] = [];
  private readonly faults: Fault[] = [];
  private cut = false;
  /** The end of what was read for the calls so far. */
  private at = 0;
  /** The index of the next marker. */
  private next = 0;

  constructor(private readonly context: Context) {}

  read(first: number): Piece | undefined {
    const { context } = this;
    const { markers, dialect } = context;
    const opener = markers[first] as Marker;
    if (opener.closer || !["section", "block", "call"].includes(opener.role)) return undefined;
    const start = opener.start;
    this.at = start;
    this.next = first;
    const section = this.take("section", false);
    const needsSection = dialect.frame.section !== undefined && dialect.frame.section.optional !== true;
    for (;;) {
      const before = { at: this.at, next: this.next };
      const block = dialect.frame.block === undefined ? undefined : this.take("block", false);
      const calls: OpenedCall[] = [];
      for (let call = this.readCall(); call !== undefined; call = this.readCall()) calls.push(call);
      const last = this.at;
      if (calls.length === 0) {
        this.at = before.at;
        this.next = before.next;
        break;
      }
      const blockCloser = dialect.frame.block === undefined ? undefined : this.take("block", true);
      this.finishBlock(calls, block, blockCloser, last);
      if (this.cut || (section === undefined && dialect.frame.section === undefined)) break;
    }
    if (this.calls.length === 0) return undefined;
    const callsEnd = this.at;
    const sectionCloser = dialect.frame.section === undefined ? undefined : this.take("section", true);
    if (needsSection && !this.cut) {
      const told = sectionFault(context, {
        opener: section,
        closer: sectionCloser,
        start,
        end: callsEnd,
        first: markers[this.first(start)] as Marker,
        previous: (dialect.frame.block ?? dialect.frame.call)?.close,
      });
      if (told !== undefined) this.faults.push(told);
    }
    return this.piece(start);
  }

  /** Marks that all lack the same thing count as one fault. */
  private piece(start: number): Piece {
    const span = { start, end: this.at };
    const { markers } = this.context;
    const respelled: Marker[] = [];
    for (let i = this.first(start); i < markers.length && (markers[i] as Marker).end <= this.at; i++) {
      const marker = markers[i] as Marker;
      if (marker.right !== undefined && marker.respelled) respelled.push(marker);
    }
    if (respelled.length > 0) {
      const edits = respelled.map((marker) => ({ span: spanOf(marker), text: marker.right as string }));
      const isSection = respelled.some(({ role }) => role === "section" || role === "block");
      const message = `these marks are not spelled as ${this.context.dialect.title} spells them`;
      const isSure = respelled.every(({ unsure }) => unsure !== true);
      const fix = { title: "Spell the marks right", safe: isSure, edits };
      if (isSection) this.faults.push(fault("misspelled-tag", span, message, fix));
      else {
        respelled.forEach((marker, i) =>
          this.faults.push(
            fault("misspelled-tag", marker, message, safely("Spell the mark right", edits[i] as TextEdit)),
          ),
        );
      }
    }
    // If the marks may be no marks, a call has no bounds of its own.
    const isUnsure = respelled.some(({ unsure }) => unsure === true);
    const calls = isUnsure ? this.calls.map((call) => ({ ...call, place: span })) : this.calls;
    return { span, calls, faults: this.faults, cut: this.cut };
  }

  private first(start: number): number {
    let i = this.next;
    while (i > 0 && (this.context.markers[i - 1] as Marker).start >= start) i--;
    return i;
  }

  private finishBlock(
    calls: readonly OpenedCall[],
    block: Marker | undefined,
    closer: Marker | undefined,
    last: number,
  ): void {
    const { dialect, text } = this.context;
    const mark = dialect.frame.block;
    const end = this.at;
    const only = calls.length === 1;
    for (const read of calls) {
      const start = only && block !== undefined ? block.start : read.start;
      const isWhole = only && (block !== undefined || closer !== undefined);
      const place = isWhole ? { start, end: this.cut ? this.context.end : end } : { start: read.start, end: read.end };
      this.calls.push(read.make(place, { start: this.calls[0]?.outer.start ?? start, end }));
    }
    if (mark === undefined || mark.optional === true || this.cut) return;
    const firstCall = calls[0] as OpenedCall;
    const openerEdit = { span: { start: firstCall.start, end: firstCall.start }, text: mark.open };
    if (block !== undefined && closer === undefined) {
      const edit = insertMark(text, last, this.nextStart(last), mark.close ?? "", dialect.frame.call?.close);
      const message = `${block.right ?? markText(text, block)} is never closed`;
      this.faults.push(
        fault("unclosed-tag", block, message, safely(`Close it with ${(mark.close ?? "").trim()}`, edit)),
      );
    } else if (block === undefined && closer !== undefined) {
      const message = `${markText(text, closer)} closes nothing: ${mark.open.trim()} is missing before the call`;
      this.faults.push(fault("stray-closer", closer, message, safely(`Add ${mark.open.trim()}`, openerEdit)));
    } else if (block === undefined) {
      const edit = insertMark(text, last, this.nextStart(last), mark.close ?? "", dialect.frame.call?.close);
      const message = `${mark.open.trim()} is missing around this call`;
      const span = { start: firstCall.start, end: firstCall.openerEnd };
      this.faults.push(
        fault("missing-tag", span, message, safely(`Put ${mark.open.trim()} around it`, openerEdit, edit)),
      );
    }
  }

  /** Where the next text after white space begins; an inserted mark has to come before it. */
  private nextStart(at: number): number {
    return skipSpace(this.context.text, at, this.context.end);
  }

  /** Does the text end within what was read? (It changes while a call is read.) */
  private isCut(): boolean {
    return this.cut;
  }

  /** Takes the next marker if it has that role and only space comes before it. */
  private take(role: Marker["role"], closer: boolean): Marker | undefined {
    const { markers, text } = this.context;
    const marker = markers[this.next];
    if (marker === undefined || marker.role !== role || marker.closer !== closer) return undefined;
    if (skipSpace(text, this.at, marker.start) !== marker.start) return undefined;
    this.next++;
    this.at = marker.end;
    if (marker.right !== undefined && !marker.respelled) {
      const message = `${markText(text, marker)} is misspelled: readers know ${marker.right}`;
      const edit = { span: spanOf(marker), text: marker.right };
      this.faults.push(fault("misspelled-tag", marker, message, safely(`Write ${marker.right}`, edit)));
    }
    return marker;
  }

  private readCall(): OpenedCall | undefined {
    if (this.cut) return undefined;
    const { context } = this;
    const { text, dialect, markers } = context;
    const before = { at: this.at, next: this.next, faults: this.faults.length };
    const opener = this.take("call", false);
    if (opener === undefined) return undefined;
    const name = opener.captures["name"] ?? { text: "", span: spanOf(opener) };
    const read = new OpenedCall(context, opener, name);
    if (opener.empty) {
      read.end = this.at;
      return read;
    }
    let closer: Marker | undefined;
    for (;;) {
      const last = this.at;
      closer = this.take("call", true);
      if (closer !== undefined) break;
      if (this.readParameter(read)) {
        if (this.isCut()) break;
        continue;
      }
      if (this.readJson(read)) continue;
      this.at = last;
      break;
    }
    const rest = skipSpace(text, this.at, context.end);
    if (closer === undefined && !this.isCut() && read.arguments.length === 0) {
      const follows = markers[this.next];
      const isOuter = follows?.start === rest && (follows.role === "block" || follows.role === "section");
      if (!isOuter && (rest < context.end || before.at === opener.start)) {
        // A name in prose, with nothing of a call behind it.
        this.faults.length = before.faults;
        this.next = before.next;
        this.at = before.at;
        return undefined;
      }
      this.cut = !isOuter;
    }
    // With the call and what is around it still open, more arguments may have been to come.
    const isInner = dialect.frame.block !== undefined || dialect.frame.section !== undefined;
    if (closer === undefined && isInner && isAtEnd(text, this.at)) this.cut = true;
    if (closer === undefined && !this.isCut()) {
      const close = dialect.frame.call?.close ?? "";
      const previous = read.arguments.length === 0 ? dialect.frame.call?.open : dialect.frame.parameter?.close;
      const edit = insertMark(text, this.at, rest, close, previous);
      const message = `${markText(text, opener)} is never closed`;
      this.faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${close.trim()}`, edit)));
    }
    read.end = this.cut ? context.end : this.at;
    read.complete = !this.cut;
    if (this.cut) this.at = context.end;
    return read;
  }

  /** Reads an object in place of the marks: some templates write it, and a model may fall back to it. */
  private readJson(read: OpenedCall): boolean {
    const { text, markers, end } = this.context;
    const wrapper = this.take("json", false);
    const start = skipSpace(text, this.at, end);
    if (text[start] !== "{") return false;
    const json = jsonArguments(text, start, this.limitOfValue(this.next));
    if (json === undefined) return false;
    this.at = json.end;
    while (this.next < markers.length && (markers[this.next] as Marker).start < this.at) this.next++;
    read.arguments.push(...json.arguments);
    if (wrapper !== undefined) this.take("json", true);
    return true;
  }

  private limitOfValue(from: number): number {
    const { markers, end } = this.context;
    for (let i = from; i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (!marker.closer || marker.role !== "parameter") return Math.min(end, marker.start);
    }
    return end;
  }

  /**
   * Reads a parameter with its value, which ends at the last parameter closer before the next opener or the call's
   * closer.
   */
  private readParameter(read: OpenedCall): boolean {
    const { text, markers, dialect, end } = this.context;
    const opener = this.take("parameter", false);
    if (opener === undefined) return false;
    let closer: number | undefined;
    let stop: number | undefined;
    let fallback: number | undefined;
    let inLine: number | undefined;
    const hasLines = dialect.frame.parameter?.open.endsWith("\n") === true;
    for (let i = this.next; i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.role === "parameter" && marker.closer) {
        closer = i;
        continue;
      }
      const isCallCloser = marker.role === "call" && marker.closer;
      const isOpener = !marker.closer && ["parameter", "call", "block", "section"].includes(marker.role);
      const isOuterCloser = marker.closer && (marker.role === "block" || marker.role === "section");
      const isBehindCloser =
        closer !== undefined && skipSpace(text, (markers[closer] as Marker).end, marker.start) === marker.start;
      if (isCallCloser || isOpener || (isOuterCloser && isBehindCloser)) {
        // Where marks have lines of their own, one within a line of an open value is text, if the value is closed later.
        const isInLine = hasLines && closer === undefined && isWithinLine(text, marker.start, opener.end);
        if (marker.role === "call" && isInLine) {
          inLine ??= i;
          continue;
        }
        stop = i;
        break;
      }
      if (isOuterCloser) fallback ??= i;
    }
    if (closer === undefined) stop = inLine ?? stop;
    const options = xmlOptions(dialect);
    const open = dialect.frame.parameter?.open ?? "";
    const close = dialect.frame.parameter?.close ?? "";
    let valueEnd: number;
    let missing: TextEdit | undefined;
    const from = opener.end;
    if (closer !== undefined) {
      const marker = markers[closer] as Marker;
      valueEnd = marker.start;
      this.next = closer;
      this.at = valueEnd;
      this.take("parameter", true);
      this.at = marker.end;
      this.next = closer + 1;
    } else {
      const stopper = stop === undefined || (fallback !== undefined && fallback < stop) ? fallback : stop;
      if (stopper === undefined) {
        this.cut = true;
        this.at = end;
        this.next = markers.length;
        return true;
      }
      const next = markers[stopper] as Marker;
      valueEnd = skipSpaceBack(text, next.start, from);
      missing = insertMark(text, valueEnd, next.start, close);
      this.at = valueEnd;
      this.next = stopper;
    }
    let start = from;
    let stopAt = valueEnd;
    if (open.endsWith("\n")) {
      if (text[start] === "\n" && start < stopAt) start++;
      if (text[stopAt - 1] === "\n" && stopAt > start && close.startsWith("\n") && missing === undefined) stopAt--;
    }
    if (options.cdata === true && text.startsWith("<![CDATA[", start) && text.startsWith("]]>", stopAt - 3)) {
      start += 9;
      stopAt -= 3;
    }
    const key = opener.captures["key"] ?? { text: "", span: spanOf(opener) };
    const written = text.slice(start, stopAt);
    if (missing !== undefined && written.trim() === "") {
      this.faults.push(fault("unclosed-tag", opener, valueMissing(key.text)));
      return true;
    }
    const schema = schemaOf(this.context.tools, read.name.text, key.text);
    const { value, typedBy } = this.valueOf(opener, written, schema);
    read.arguments.push({
      name: key.text,
      value,
      written,
      namePlace: key.span,
      valuePlace: { start, end: stopAt },
      place: { start: opener.start, end: this.at },
      typedBy,
    });
    if (missing !== undefined) {
      const message = `${markText(text, opener)} is never closed: readers lose the argument`;
      this.faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${close.trim()}`, missing)));
    }
    return true;
  }

  private valueOf(opener: Marker, written: string, schema: unknown): { value: unknown; typedBy: Argument["typedBy"] } {
    const { text, dialect } = this.context;
    const { typing } = xmlOptions(dialect);
    const bySchema = typedBySchema(written, schema);
    if (typing === "schema") return bySchema;
    const flag = opener.captures[typing === "flag" ? "string" : "type"];
    if (flag === undefined) {
      if (opener.right === undefined || opener.respelled) {
        const isString = schema === undefined || typeof bySchema.value === "string";
        const at = opener.end - 1;
        const edit = { span: { start: at, end: at }, text: ` string="${isString}"` };
        const message = "this parameter does not say whether its value is a string: some readers lose it";
        this.faults.push(fault("misspelled-tag", edit.span, message, safely(`Add string="${isString}"`, edit)));
      }
      return bySchema;
    }
    const isString = typing === "flag" ? flag.text !== "false" : flag.text === "string";
    const value = isString ? written : typedAsJson(written);
    const isWrong = isString
      ? excludesString(schema) && typeof bySchema.value !== "string"
      : isOnlyString(schema) && typeof value !== "string";
    if (isWrong) {
      const right = typing === "flag" ? String(!isString) : typeName(bySchema.value);
      const attribute = typing === "flag" ? "string" : "type";
      const span = { start: flag.span.start - attribute.length - 2, end: flag.span.end + 1 };
      const edit = { span: flag.span, text: right };
      const message = `${text.slice(span.start, span.end)} and the tool's schema disagree: readers take the one or the other`;
      this.faults.push(fault("parameter-type", span, message, safely(`Write ${attribute}="${right}"`, edit)));
    }
    return { value, typedBy: "flag" };
  }
}
