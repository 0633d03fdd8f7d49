import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import type { JsonArgumentsData } from "../dialect";
import { fill, markText, spanOf, type Dialect, type Marker } from "../marks";
import {
  fault,
  insertMark,
  isListed,
  markerFrom,
  safely,
  skipSpace,
  skipSpaceBack,
  type Body,
  type Context,
  type Fault,
  type Piece,
} from "../reading";
import { argumentsOfNode, fenceAt, isHalfFence, jsonSyntax, readBodyJson } from "./jsonBody";
import { encodedTwice } from "./jsonCallObject";
import { sectionFault } from "./sectionFault";
import { writeJsonArguments } from "./writeJsonArguments";

/** The name in a mark or beside one, the arguments as one JSON object: Kimi K2, DeepSeek V3, Mistral, `<function=N>`. */
export const jsonArgumentsBody: Body = {
  read: (context, marker, from) => new ArgumentsReader(context).read(marker, from),
  begins: (_, rest) => /^[\w.:-]+$/.test(rest),
  write: writeJsonArguments,
};

function optionsOf(dialect: Dialect): JsonArgumentsData {
  return dialect.body as JsonArgumentsData;
}

class ArgumentsReader {
  private readonly calls: Call[] = [];
  private readonly faults: Fault[] = [];
  private cut = false;
  private at = 0;
  private next = 0;
  /** May a call begin here without its mark? */
  private isDue = false;

  constructor(private readonly context: Context) {}

  read(first: number, from: number): Piece | undefined {
    const { context } = this;
    const { markers, dialect } = context;
    const opener = markers[first] as Marker;
    const mark = dialect.frame.section;
    if (opener.role === "separator" && mark === undefined) return this.readHeadless(opener, first, from);
    if (opener.closer || (opener.role !== "section" && opener.role !== "call")) return undefined;
    this.at = opener.start;
    this.next = first;
    const section = this.take("section", false);
    let previous: number;
    do {
      previous = this.calls.length;
      this.isDue = section !== undefined;
      this.readCall();
    } while (!this.cut && this.calls.length > previous && (mark !== undefined || this.isComma()));
    if (this.calls.length === 0) return undefined;
    const end = this.at;
    const closer = mark === undefined ? undefined : this.take("section", true);
    if (!this.cut) {
      const told = sectionFault(context, { opener: section, closer, start: opener.start, end, first: opener });
      if (told !== undefined) this.faults.push(told);
    }
    const span = { start: opener.start, end: this.at };
    this.misspellings(span);
    return { span, calls: this.calls, faults: this.faults, cut: this.cut };
  }

  /** A call whose mark is lost before its name: `name[ARGS]{…}`. */
  private readHeadless(separator: Marker, first: number, from: number): Piece | undefined {
    const { text, end } = this.context;
    const name = /[\w.:-]{1,200}$/.exec(text.slice(Math.max(from, separator.start - 200), separator.start))?.[0];
    if (name === undefined || text[skipSpace(text, separator.end, end)] !== "{") return undefined;
    const start = separator.start - name.length;
    this.at = start;
    this.next = first;
    this.isDue = true;
    this.readCall();
    if (this.calls.length === 0) return undefined;
    return { span: { start, end: this.at }, calls: this.calls, faults: this.faults, cut: this.cut };
  }

  private misspellings(span: Span): void {
    const { markers, dialect } = this.context;
    const wrong: Marker[] = [];
    for (let i = markerFrom(markers, span.start); i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.start >= span.end) break;
      if (marker.right !== undefined) wrong.push(marker);
    }
    const [first] = wrong;
    if (first === undefined) return;
    const edits = wrong.map((marker) => ({ span: spanOf(marker), text: marker.right as string }));
    const isAll = wrong.length > 2;
    const message = `this is not spelled as ${dialect.title} spells it: no reader takes the calls`;
    this.faults.push(fault("misspelled-tag", isAll ? span : first, message, safely("Spell the marks right", ...edits)));
  }

  /** `, name[ARGS]{…}`: is there a comma in place of the marker? */
  private isComma(): boolean {
    const { text, dialect, end } = this.context;
    if (dialect.frame.separator === undefined || dialect.frame.call?.close !== undefined) return false;
    const at = skipSpace(text, this.at, end);
    return text[at] === ",";
  }

  private readCall(): void {
    const { context } = this;
    const { text, dialect, markers } = context;
    const before = { at: this.at, next: this.next, faults: this.faults.length };
    const giveUp = () => {
      this.at = before.at;
      this.next = before.next;
      this.faults.length = before.faults;
    };
    let opener = this.take("call", false);
    let start = opener?.start ?? this.at;
    let nameStart: number;
    const isHeadless = opener === undefined && this.isDue;
    this.isDue = false;
    if (isHeadless) {
      nameStart = skipSpace(text, this.at, context.end);
      start = nameStart;
    } else if (opener === undefined) {
      if (this.calls.length === 0 || !this.isComma()) return;
      const comma = skipSpace(text, this.at, context.end) + 1;
      nameStart = skipSpace(text, comma, context.end);
      start = this.at;
      const next = markers[this.next];
      if (next === undefined || next.role !== "separator") return;
      const open = (dialect.frame.call?.open ?? "").trim();
      const edit = { span: { start, end: nameStart }, text: open };
      const message = `a call begins with ${open}, and not with a comma`;
      this.faults.push(fault("tool-call-layout", edit.span, message, safely(`Write ${open}`, edit)));
      opener = undefined;
    } else nameStart = skipSpace(text, opener.end, context.end);
    const captured = opener?.captures["name"];
    let name: Span;
    let id: string | undefined;
    if (captured !== undefined) {
      name = captured.span;
      this.at = opener?.end ?? this.at;
    } else {
      const pattern = /[^\s{}[\]<>"'`,;｜|]{1,200}/y;
      pattern.lastIndex = nameStart;
      const found = pattern.exec(text);
      if (found === null) return giveUp();
      name = { start: nameStart, end: nameStart + found[0].length };
      this.at = name.end;
      const idMark = dialect.frame.id === undefined ? undefined : this.take("id", false);
      if (idMark !== undefined) {
        pattern.lastIndex = idMark.end;
        id = pattern.exec(text)?.[0];
        this.at = idMark.end + (id?.length ?? 0);
      }
    }
    const separator = dialect.frame.separator;
    const hasSeparator = this.take("separator", false) !== undefined;
    let json = skipSpace(text, this.at, context.end);
    if (isHeadless) {
      const isCall = separator === undefined ? text[json] === "{" || fenceAt(text, json) !== undefined : hasSeparator;
      if (!isCall) return giveUp();
      const open = (dialect.frame.call?.open ?? "").trim();
      const edit = { span: { start, end: start }, text: open };
      const message = `${open} is missing before the call: no reader takes it`;
      this.faults.push(fault("missing-tag", name, message, safely(`Add ${open}`, edit)));
    }
    if (!hasSeparator && separator !== undefined) {
      if (text[json] !== "{") return giveUp();
      const edit = { span: { start: name.end, end: name.end }, text: separator.open.trim() };
      const message = `${separator.open.trim()} is missing between the name and the arguments`;
      this.faults.push(fault("missing-tag", edit.span, message, safely(`Add ${separator.open.trim()}`, edit)));
    }
    const fence = optionsOf(dialect).fence;
    const opened = fenceAt(text, json);
    if (opened !== undefined) json = skipSpace(text, opened.end, context.end);
    const limit = this.limit();
    if (json >= context.end) {
      if (captured !== undefined || (opener === undefined && this.calls.length === 0)) return giveUp();
      this.cut = true;
      this.finish(opener, start, name, id, [], json, name);
      return;
    }
    const written = text.slice(name.start, name.end);
    const read = readBodyJson(context, json, limit, captured === undefined ? this.toolIn(written).name : written);
    if (read === undefined) return giveUp();
    this.faults.push(...read.faults);
    this.cut = read.cut || (opened !== undefined && isHalfFence(text, read.end));
    this.at = read.end;
    if (!read.cut && fence !== undefined) this.fences(fence, opened, name.end, json, read.end);
    else if (!read.cut && opened !== undefined) this.unfence(opened, read.end);
    while (this.next < markers.length && (markers[this.next] as Marker).start < this.at) this.next++;
    const { node } = read;
    const values =
      node.type === "object" ? argumentsOfNode(text, node) : encodedTwice(text, node, this.faults, !read.cut);
    this.finish(opener, start, name, id, values, node.span.start + 1, node.span);
  }

  private finish(
    opener: Marker | undefined,
    start: number,
    name: Span,
    id: string | undefined,
    values: readonly Argument[],
    insertAt: number,
    argumentsPlace: Span,
  ): void {
    const { context } = this;
    const { text, dialect } = context;
    const last = this.at;
    const mark = dialect.frame.call;
    this.skipUnread();
    const closer = mark?.close === undefined || this.cut ? undefined : this.take("call", true);
    if (mark?.close !== undefined && closer === undefined && !this.cut) {
      const edit = insertMark(text, last, skipSpace(text, last, context.end), mark.close);
      const message = `${opener === undefined ? "the call" : markText(text, opener)} is never closed`;
      this.faults.push(
        fault(
          "unclosed-tag",
          opener ?? { start, end: last },
          message,
          safely(`Close it with ${mark.close.trim()}`, edit),
        ),
      );
    }
    if (this.cut) this.at = context.end;
    const place = { start, end: this.at };
    const raw = text.slice(name.start, name.end);
    const resolved = opener?.captures["name"] !== undefined ? { name: raw, id } : this.resolve(raw, name, values);
    this.calls.push(
      makeCall({
        name: resolved.name,
        namePlace: resolved.place ?? name,
        id: id ?? resolved.id,
        arguments: values,
        argumentsPlace,
        place,
        outer: place,
        dialect: dialect.id,
        complete: !this.cut,
        syntax: jsonSyntax(insertAt, (to) => to),
      }),
    );
  }

  /** Takes the text between broken JSON and its closer as part of the call that cannot be read. */
  private skipUnread(): void {
    const { text, markers, end } = this.context;
    const next = markers[this.next];
    if (this.cut || next?.role !== "call" || !next.closer || next.start >= end) return;
    const start = skipSpace(text, this.at, end);
    if (start >= next.start || !this.faults.some(({ rule }) => rule === "tool-call-json")) return;
    const message = "this cannot be read as part of the call";
    this.faults.push(fault("tool-call-json", { start, end: next.start }, message));
    this.at = next.start;
  }

  /** The tool's name in the form in which the dialect writes it, and where it begins; no place if it has another form. */
  private toolIn(raw: string): { readonly name: string; readonly at?: number } {
    const { nameForm, alsoNameForms } = optionsOf(this.context.dialect);
    for (const form of nameForm === undefined ? [] : [nameForm, ...(alsoNameForms ?? [])]) {
      const name = formPattern(form).exec(raw)?.groups?.["name"];
      if (name !== undefined) return { name, at: raw.indexOf(name, form.indexOf("{name}")) };
    }
    return { name: raw };
  }

  /** The name meant by a written one: `functions.N:0` and its misspellings. */
  private resolve(
    raw: string,
    place: Span,
    values: readonly Argument[],
  ): { name: string; id: string | undefined; place?: Span } {
    const { dialect, tools } = this.context;
    const { nameForm } = optionsOf(dialect);
    if (nameForm === undefined) return { name: raw, id: undefined };
    const found = this.toolIn(raw);
    if (found.at !== undefined) {
      const start = place.start + found.at;
      return { name: found.name, id: raw, place: { start, end: start + found.name.length } };
    }
    const digits = /(?<!\d)\d+$/.exec(raw)?.[0] ?? String(this.calls.length);
    const right = (name: string) => fill(nameForm, { name, index: digits });
    const bare = raw
      .replace(/^functions?[._:]?/, "")
      .replace(/(?<!\d)\d+$/, "")
      .replace(/[_:.]$/, "");
    const listed = isListed(tools, bare) ? bare : undefined;
    const keys = values.map(({ name }) => name);
    const byKeys = /^\d+$/.test(raw) ? tools.filter(({ parameters }) => hasKeys(parameters, keys)) : [];
    const guess = listed ?? (byKeys.length === 1 ? byKeys[0]?.name : undefined);
    const message = `a call's name is written ${nameForm.replace("{name}", "NAME").replace("{index}", "0")}`;
    const fix =
      guess === undefined
        ? undefined
        : { title: `Write ${right(guess)}`, safe: listed !== undefined, edits: [{ span: place, text: right(guess) }] };
    if (!this.cut) this.faults.push(fault("tool-call-name", place, message, fix));
    return { name: guess ?? raw, id: undefined };
  }

  private fences(
    fence: readonly [string, string],
    opened: Span | undefined,
    nameEnd: number,
    json: number,
    end: number,
  ): void {
    const { text, dialect } = this.context;
    const at = skipSpace(text, end, this.context.end);
    const hasCloser = text.startsWith("```", at);
    if (opened === undefined) {
      const behind = skipSpace(text, nameEnd, json);
      const lead = text.slice(nameEnd, behind).endsWith("\n") ? "" : "\n";
      const edits = [
        { span: { start: behind, end: behind }, text: lead + fence[0].trimStart() },
        ...(hasCloser ? [] : [{ span: { start: end, end }, text: fence[1] }]),
      ];
      const message = `${dialect.title} writes the arguments in a JSON fence: readers look for it`;
      this.faults.push(
        fault("tool-call-layout", { start: behind, end: behind }, message, safely("Add the fence", ...edits)),
      );
    } else if (!hasCloser) {
      const edit = { span: { start: end, end }, text: fence[1] };
      const message = "the fence around the arguments is never closed";
      this.faults.push(fault("tool-call-layout", edit.span, message, safely("Close the fence", edit)));
    } else if (!text.slice(end, at).includes("\n")) {
      const edit = { span: { start: end, end: at }, text: "\n" };
      const message = "the fence's closer stands on a line of its own";
      this.faults.push(fault("tool-call-layout", edit.span, message, safely("Put it on its own line", edit)));
    }
    if (hasCloser) this.at = at + 3;
  }

  private unfence(opened: Span, end: number): void {
    const { text } = this.context;
    const at = skipSpace(text, end, this.context.end);
    const spans = [opened];
    if (text.startsWith("```", at)) {
      spans.push({ start: end, end: at + 3 });
      this.at = at + 3;
    }
    for (const span of spans) {
      const fix = safely("Remove the fence", { span, text: "" });
      this.faults.push(fault("tool-call-json", span, "no fence belongs around a call's JSON", fix));
    }
  }

  private limit(): number {
    const { markers, end, text } = this.context;
    for (let i = this.next; i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.start >= end) break;
      if (marker.role !== "separator" && marker.role !== "id") return skipSpaceBack(text, marker.start, this.at);
    }
    return end;
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

function formPattern(form: string): RegExp {
  const source = form
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{name}", "(?<name>.+?)")
    .replace("{index}", "\\d+");
  return new RegExp(`^${source}$`);
}

function hasKeys(parameters: unknown, keys: readonly string[]): boolean {
  const properties = (parameters as { properties?: unknown } | undefined)?.properties;
  return typeof properties === "object" && properties !== null && keys.every((key) => Object.hasOwn(properties, key));
}
