import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import { markText, spanOf, type Marker } from "../marks";
import {
  fault,
  insertMark,
  isAtEnd,
  isListed,
  safely,
  schemaOf,
  skipSpace,
  skipSpaceBack,
  valueMissing,
  type Context,
  type Fault,
  type Piece,
} from "../reading";
import { isOnlyString, textOf, typedBySchema } from "../typing";
import { jsonArguments } from "./jsonBody";
import { sectionFault } from "./sectionFault";
import { pairsOptions, writeArguments } from "./writePairs";

/** GLM's form: `<tool_call>N<arg_key>k</arg_key><arg_value>v</arg_value></tool_call>`, optionally in a section. */
export function readPairs(context: Context, marker: number, from: number): Piece | undefined {
  return new PairReader(context).read(marker, from);
}

class PairReader {
  private readonly calls: Call[] = [];
  private readonly faults: Fault[] = [];
  private cut = false;
  private at = 0;
  private next = 0;
  private start = 0;

  constructor(private readonly context: Context) {}

  read(first: number, from: number): Piece | undefined {
    const { markers, dialect } = this.context;
    const opener = markers[first] as Marker;
    const isLostOpener = opener.role === "key" && !opener.closer;
    if (!isLostOpener && (opener.closer || (opener.role !== "section" && opener.role !== "block"))) return undefined;
    this.start = opener.start;
    this.at = opener.start;
    this.next = first;
    const section = this.take("section", false);
    const sectionMark = dialect.frame.section;
    let count: number;
    do {
      count = this.calls.length;
      this.readCall(from, section !== undefined, count > 0);
    } while (!this.cut && this.calls.length > count && sectionMark !== undefined);
    if (this.calls.length === 0) return undefined;
    const end = this.at;
    const closer = sectionMark === undefined ? undefined : this.take("section", true);
    if (!this.cut) {
      const previous = dialect.frame.block?.close;
      const told = sectionFault(this.context, {
        opener: section,
        closer,
        start: this.start,
        end,
        first: opener,
        previous,
      });
      if (told !== undefined) this.faults.push(told);
    }
    return { span: { start: this.start, end: this.at }, calls: this.calls, faults: this.faults, cut: this.cut };
  }

  private readCall(from: number, hasSection: boolean, isLater: boolean): void {
    const { text, markers, dialect, tools } = this.context;
    const before = { at: this.at, next: this.next, faults: this.faults.length };
    const giveUp = () => {
      this.at = before.at;
      this.next = before.next;
      this.faults.length = before.faults;
    };
    const block = this.take("block", false);
    const follows = markers[this.next];
    let nameEnd = follows?.start ?? this.context.end;
    let nameStart: number;
    if (block === undefined) {
      // The name is the last word before the first key.
      if (follows === undefined || (isLater && !hasSection)) return giveUp();
      const earliest = isLater ? this.nextStart(this.at) : from;
      const end = skipSpaceBack(text, follows.start, earliest);
      const word = /[\w.:-]{1,100}$/.exec(text.slice(Math.max(earliest, end - 100), end));
      if (word === null) return giveUp();
      nameStart = end - word[0].length;
      nameEnd = end;
      // In a section, nothing but the name stands between two calls.
      if (isLater && nameStart !== earliest) return giveUp();
      if (!isLater) this.start = nameStart;
    } else nameStart = skipSpace(text, block.end, nameEnd);
    const brace = text.slice(nameStart, Math.min(nameEnd, nameStart + 200)).indexOf("{");
    if (brace >= 0) nameEnd = nameStart + brace;
    const trimmedEnd = skipSpaceBack(text, nameEnd, nameStart);
    let name = text.slice(nameStart, trimmedEnd);
    let nameStop = trimmedEnd;
    let lostKey: { start: number; end: number } | undefined;
    if (follows?.role === "key" && follows.closer) {
      // The name runs into the key: it is cut after a listed tool's name, or else at its line end.
      const listed = tools
        .filter((tool) => name.startsWith(tool.name))
        .sort((a, b) => b.name.length - a.name.length)[0];
      const line = name.indexOf("\n");
      const length = listed?.name.length ?? (line > 0 ? line : undefined);
      if (length === undefined) return giveUp();
      nameStop = nameStart + length;
      lostKey = { start: skipSpace(text, nameStop, trimmedEnd), end: trimmedEnd };
      name = text.slice(nameStart, nameStop).trimEnd();
    }
    if (!/^[\w.:-]{1,200}$/.test(name)) return giveUp();
    this.at = nameStop;
    const separator = dialect.frame.separator;
    const hasSeparator = this.take("separator", false) !== undefined;
    const bodyStart = this.at;
    const read: Argument[] = [];
    if (brace >= 0) {
      const json = jsonArguments(text, nameEnd, markers[this.next]?.start ?? this.context.end);
      if (json === undefined) return giveUp();
      this.at = json.end;
      while (this.next < markers.length && (markers[this.next] as Marker).start < this.at) this.next++;
      read.push(...json.arguments);
      const values = Object.fromEntries(json.arguments.map((argument) => [argument.name, argument.value]));
      const span = { start: nameEnd, end: json.end };
      const behind = skipSpace(text, json.end, this.context.end);
      const edit = {
        span: { start: nameStop, end: behind },
        text: (pairsOptions(dialect).nameEnd ?? "") + writeArguments(dialect, values),
      };
      const message = `${dialect.title} writes arguments as pairs of keys and values, not as JSON`;
      this.faults.push(fault("dialect-mixed", span, message, safely("Write them as pairs", edit)));
    } else {
      if (separator !== undefined && !hasSeparator && separator.optional !== true) {
        const edit = { span: { start: this.at, end: this.at }, text: separator.open.trim() };
        const message = `${separator.open.trim()} is missing behind the name`;
        this.faults.push(fault("missing-tag", edit.span, message, safely(`Add ${separator.open.trim()}`, edit)));
      }
      if (lostKey !== undefined) {
        const open = dialect.frame.key?.open ?? "";
        const edit = { span: { start: lostKey.start, end: lostKey.start }, text: open.trim() };
        const message = `${open.trim()} is missing: the key runs into the tool's name`;
        this.faults.push(fault("missing-tag", edit.span, message, safely(`Add ${open.trim()}`, edit)));
        this.at = lostKey.end;
        const closer = this.take("key", true);
        if (closer !== undefined) this.readValue(read, name, lostKey, lostKey.start);
      }
      if (follows?.role === "value" && follows.closer) {
        const closer = this.take("value", true);
        if (closer !== undefined) {
          const message = `${markText(text, closer)} closes nothing, and gets into the tool's name`;
          const edit = { span: spanOf(closer), text: "" };
          this.faults.push(fault("stray-closer", closer, message, safely("Remove it", edit)));
        }
      }
      while (!this.cut && this.readPair(read, name));
    }
    const last = this.at;
    const closer = this.take("block", true);
    const rest = this.nextStart(last);
    const isKnown = isListed(tools, name) || hasSection || isLater;
    const outer = markers[this.next];
    const isBounded =
      outer?.start === rest &&
      ((outer.role === "section" && outer.closer) || (outer.role === "block" && !outer.closer));
    if (closer === undefined && read.length === 0 && !this.cut) {
      if (!isKnown || (rest < this.context.end && !isBounded) || block === undefined) return giveUp();
    }
    const mark = dialect.frame.block;
    // With a name alone, or with the call and its section still open, more arguments may have been to come.
    const isOpen = closer === undefined && block !== undefined && isAtEnd(text, last);
    if (isOpen && (read.length === 0 || dialect.frame.section !== undefined)) this.cut = true;
    if (!this.cut && mark !== undefined) {
      const edit = { span: { start: nameStart, end: nameStart }, text: mark.open.trim() };
      if (block === undefined && closer !== undefined) {
        const message = `${markText(text, closer)} closes nothing: ${mark.open.trim()} is missing before the name`;
        this.faults.push(fault("stray-closer", closer, message, safely(`Add ${mark.open.trim()}`, edit)));
      } else if (closer === undefined) {
        const previous = read.length === 0 ? undefined : dialect.frame.value?.close;
        const close = insertMark(text, last, rest, mark.close ?? "", previous);
        if (rest >= this.context.end) this.at = this.context.end;
        if (block === undefined) {
          const message = `${mark.open.trim()} is missing around this call`;
          const span = { start: nameStart, end: nameStop };
          this.faults.push(
            fault("missing-tag", span, message, safely(`Put ${mark.open.trim()} around it`, edit, close)),
          );
        } else {
          const message = `${markText(text, block)} is never closed`;
          this.faults.push(
            fault("unclosed-tag", block, message, safely(`Close it with ${(mark.close ?? "").trim()}`, close)),
          );
        }
      }
    }
    const start = block?.start ?? nameStart;
    if (this.cut) this.at = this.context.end;
    const place = { start, end: this.at };
    const namePlace = { start: nameStart, end: nameStart + name.length };
    this.calls.push(this.make(name, namePlace, read, place, bodyStart));
  }

  private readPair(read: Argument[], tool: string): boolean {
    const { text, markers } = this.context;
    const opener = this.take("key", false) ?? this.takeLostKey();
    if (opener === undefined) return false;
    const follows = markers[this.next];
    if (follows === undefined) {
      this.cut = true;
      return true;
    }
    if (follows.role === "key" && follows.closer) {
      const key = { start: opener.end, end: follows.start };
      this.at = follows.start;
      this.take("key", true);
      this.readValue(read, tool, trimmed(text, key), opener.start);
      return true;
    }
    // A key that is not closed ends where its value begins.
    const key = trimmed(text, { start: opener.end, end: follows.start });
    const close = this.context.dialect.frame.key?.close;
    if (close !== undefined && follows.role === "value" && !follows.closer) {
      const edit = insertMark(text, key.end, follows.start, close);
      const message = `${markText(text, opener)} is never closed`;
      this.faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${close.trim()}`, edit)));
    }
    this.at = follows.start;
    this.readValue(read, tool, key, opener.start);
    return true;
  }

  /** The place of a key's lost opener: a word and the key's closer come next. */
  private takeLostKey(): Span | undefined {
    const { text, markers, dialect } = this.context;
    const closer = markers[this.next];
    if (closer?.role !== "key" || !closer.closer) return undefined;
    const key = trimmed(text, { start: this.at, end: closer.start });
    if (!/^[\w.:-]{1,200}$/.test(text.slice(key.start, key.end))) return undefined;
    const open = (dialect.frame.key?.open ?? "").trim();
    const place = { start: key.start, end: key.start };
    const message = `${open} is missing before the key: readers lose the argument`;
    this.faults.push(fault("missing-tag", key, message, safely(`Add ${open}`, { span: place, text: open })));
    return place;
  }

  private readValue(read: Argument[], tool: string, key: { start: number; end: number }, start: number): void {
    const { text, markers, dialect, end } = this.context;
    const keyEnd = this.at;
    const mark = dialect.frame.value;
    const opener = this.take("value", false);
    const from = opener?.end ?? skipSpace(text, keyEnd, end);
    let closer: number | undefined;
    let stop: number | undefined;
    for (let i = this.next; i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.role === "value" && marker.closer) {
        closer = i;
        continue;
      }
      const isOwnOpener = !marker.closer && marker.role !== "separator";
      const isBehind =
        closer !== undefined && skipSpace(text, (markers[closer] as Marker).end, marker.start) === marker.start;
      const isOuterCloser = marker.closer && (marker.role === "block" || marker.role === "section");
      if (isOwnOpener || (isOuterCloser && (isBehind || stop === undefined))) {
        if (isOuterCloser && !isBehind) {
          stop = i;
          continue;
        }
        if (stop === undefined || closer !== undefined) stop = i;
        break;
      }
    }
    const behind = closer ?? stop;
    const isHalf = opener === undefined || closer === undefined;
    if (isHalf && behind !== undefined && skipSpaceBack(text, (markers[behind] as Marker).start, from) === from) {
      this.next = closer === undefined ? behind : closer + 1;
      this.at = closer === undefined ? from : (markers[closer] as Marker).end;
      const message = valueMissing(text.slice(key.start, key.end));
      this.faults.push(fault(opener === undefined ? "missing-tag" : "unclosed-tag", opener ?? key, message));
      return;
    }
    let valueEnd: number;
    if (closer !== undefined) {
      valueEnd = (markers[closer] as Marker).start;
      this.next = closer + 1;
      this.at = (markers[closer] as Marker).end;
    } else if (stop === undefined) {
      this.cut = true;
      this.at = end;
      this.next = markers.length;
      return;
    } else {
      const next = markers[stop] as Marker;
      valueEnd = skipSpaceBack(text, next.start, from);
      this.next = stop;
      this.at = valueEnd;
      const close = (mark?.close ?? "").trim();
      const edit = { span: { start: valueEnd, end: valueEnd }, text: close };
      const message = `${(mark?.open ?? "").trim()} is never closed`;
      this.faults.push(
        fault(
          "unclosed-tag",
          opener ?? { start: from, end: valueEnd },
          message,
          safely(`Close it with ${close}`, edit),
        ),
      );
    }
    if (opener === undefined) {
      const open = (mark?.open ?? "").trim();
      const edit = { span: { start: from, end: from }, text: open };
      const message = `${open} is missing before this value: readers run it into the key`;
      this.faults.push(fault("missing-tag", edit.span, message, safely(`Add ${open}`, edit)));
    }
    const name = text.slice(key.start, key.end);
    const written = text.slice(from, valueEnd);
    const schema = schemaOf(this.context.tools, tool, name);
    if (isOnlyString(schema) && /^"[^"\n]*"$/.test(written)) {
      const edit = { span: { start: from, end: valueEnd }, text: written.slice(1, -1) };
      const message = "a string value needs no quotes: some readers take them off, others keep them";
      this.faults.push(
        fault("parameter-type", edit.span, message, { title: "Remove the quotes", safe: false, edits: [edit] }),
      );
    }
    read.push({
      name,
      ...typedBySchema(written, schema),
      written,
      namePlace: key,
      valuePlace: { start: from, end: valueEnd },
      place: { start, end: this.at },
    });
  }

  private make(
    name: string,
    namePlace: { start: number; end: number },
    read: readonly Argument[],
    place: { start: number; end: number },
    bodyStart: number,
  ): Call {
    const { dialect, text } = this.context;
    const first = read[0];
    const last = read.at(-1);
    const close = dialect.frame.value?.close ?? "";
    const layout = close.slice(close.trimEnd().length);
    const nameEnd = pairsOptions(dialect).nameEnd ?? "";
    return makeCall({
      name,
      namePlace,
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
        value: (value, argument) => [{ span: argument.valuePlace, text: textOf(value) }],
        argument: (key, value) =>
          writeArguments(dialect, { [key]: value }).trim() + (first === undefined ? layout : ""),
        separator: layout,
        layoutBehind: last !== undefined && text.startsWith(layout, last.place.end) ? layout.length : 0,
        insertAt: bodyStart + (text.startsWith(nameEnd, bodyStart) ? nameEnd.length : 0),
      },
    });
  }

  private nextStart(at: number): number {
    return skipSpace(this.context.text, at, this.context.end);
  }

  private take(role: Marker["role"], closer: boolean): Marker | undefined {
    const { markers, text } = this.context;
    const marker = markers[this.next];
    if (marker === undefined || marker.role !== role || marker.closer !== closer) return undefined;
    if (skipSpace(text, this.at, marker.start) !== marker.start) return undefined;
    this.next++;
    this.at = marker.end;
    return marker;
  }
}

function trimmed(text: string, span: { start: number; end: number }): { start: number; end: number } {
  const start = skipSpace(text, span.start, span.end);
  return { start, end: skipSpaceBack(text, span.end, start) };
}
