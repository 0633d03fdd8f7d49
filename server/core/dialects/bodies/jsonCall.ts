import { member, type JsonNode, type JsonObject } from "../../json/jsonNode";
import { balancedEnd } from "../../json/looseJson";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import type { JsonCallData } from "../dialect";
import { markText, spanOf, type Dialect, type Marker } from "../marks";
import {
  argumentsJson,
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
  type PlainCall,
} from "../reading";
import { jsonValue } from "../typing";
import { argumentsOfNode, fenceAt, jsonSyntax, readBodyJson } from "./jsonBody";

/** A call as one JSON object with name and arguments: Hermes, Llama, Mistral's list and many more. */
export const jsonCall: Body = {
  read: readBlock,
  readBare,
  beginsBare: (rest) => bareBeginning.test(rest) && balancedEnd(rest, 0, rest.length) === undefined,
  begins: (_, rest) => /^[{[]/.test(rest) && balancedEnd(rest, 0, rest.length) === undefined,
  write,
};

/** `{"name": "get_w`, or less of it. */
const bareBeginning = /^(?:\[\s*)?\{\s*(?:$|"(?:\w*$|(?:name|function|type)"\s*(?:$|:)))/;

function optionsOf(dialect: Dialect): JsonCallData {
  return dialect.body as JsonCallData;
}

function readBlock(context: Context, index: number, from: number): Piece | undefined {
  const { text, markers, dialect } = context;
  const opener = markers[index] as Marker;
  if (opener.role !== "block") return undefined;
  if (opener.closer) return readBeforeCloser(context, opener, from);
  const block = dialect.frame.block;
  const faults: Fault[] = [];
  let at = skipSpace(text, opener.end, context.end);
  const fence = fenceAt(text, at);
  if (fence !== undefined) at = skipSpace(text, fence.end, context.end);
  if (text[at] !== "{" && text[at] !== "[") return undefined;
  const limit = limitFrom(context, at);
  const values = readValues(context, at, limit, opener);
  if (values === undefined) return undefined;
  faults.push(...values.faults);
  const isCut = values.cut;
  let end = values.end;
  let closer: Marker | undefined;
  if (!isCut) {
    const stray = strayBraces(context, end, faults);
    if (stray !== undefined) end = stray;
    if (fence !== undefined) end = closeFence(context, fence, end, faults);
    const next = markers[markerFrom(markers, end)];
    const start = skipSpace(text, end, context.end);
    if (next?.role === "block" && next.closer && next.start === start) closer = next;
    else if (next?.role === "block" && next.closer && faults.length > 0 && next.start < context.end) {
      // The text before the closer belongs to the JSON and cannot be read.
      faults.push(fault("tool-call-json", { start, end: next.start }, "this cannot be read as part of the call"));
      closer = next;
    }
    if (block?.close !== undefined && closer === undefined && block.optional !== true) {
      const edit = insertMark(text, end, start, block.close);
      const message = `${markText(text, opener)} is never closed`;
      faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${block.close.trim()}`, edit)));
    }
  }
  if (opener.right !== undefined) {
    const edits: TextEdit[] = [{ span: spanOf(opener), text: opener.right }];
    if (closer?.right !== undefined) edits.push({ span: spanOf(closer), text: closer.right });
    const message = `${markText(text, opener)} is misspelled: readers know ${opener.right}`;
    faults.push(fault("misspelled-tag", opener, message, safely(`Write ${opener.right}`, ...edits)));
  }
  const span = { start: opener.start, end: isCut ? context.end : (closer?.end ?? end) };
  const holdsOne = optionsOf(dialect).holds === "object" && values.objects.length === 1 && values.list === undefined;
  const calls = values.objects.map((object) =>
    callOf(context, object, holdsOne && block?.close !== undefined ? span : object.span, span, !isCut, faults),
  );
  layoutFaults(context, values, faults);
  return { span, calls, faults, cut: isCut };
}

interface Values {
  readonly objects: readonly JsonObject[];
  readonly list: Span | undefined;
  readonly end: number;
  readonly faults: readonly Fault[];
  readonly cut: boolean;
}

/** The objects from `at` on: one, several side by side, or a list of them. */
function readValues(context: Context, at: number, limit: number, opener: Marker | undefined): Values | undefined {
  const { text, dialect, markers } = context;
  const first = readBodyJson(context, at, limit);
  if (first === undefined) return undefined;
  const faults = [...first.faults];
  if (first.node.type === "array") {
    const objects = first.node.items.filter((item) => item.type === "object");
    if (objects.length === 0) return undefined;
    let end = first.end;
    // The marker is repeated where one list is expected: the two lists are one.
    const again = markers[markerFrom(markers, end)];
    const block = dialect.frame.block;
    if (
      opener !== undefined &&
      block?.close === undefined &&
      again?.role === "block" &&
      !again.closer &&
      skipSpace(text, end, context.end) === again.start
    ) {
      const start = skipSpace(text, again.end, context.end);
      const second = text[start] === "[" ? readBodyJson(context, start, limitFrom(context, start)) : undefined;
      if (second?.node.type === "array") {
        const edit = { span: { start: end - 1, end: start + 1 }, text: ", " };
        const message = `${markText(text, again)} stands once, before one list of all calls`;
        faults.push(...second.faults, fault("tool-call-layout", again, message, safely("Join the lists", edit)));
        objects.push(...second.node.items.filter((item) => item.type === "object"));
        end = second.end;
      }
    }
    return { objects, list: first.node.span, end, faults, cut: first.cut };
  }
  if (first.node.type !== "object" || !looksLikeCall(context, first.node)) return undefined;
  const objects: JsonObject[] = [first.node];
  let end = first.end;
  let { cut } = first;
  while (!cut) {
    const start = skipSpace(text, skipComma(text, end, context.end), context.end);
    if (text[start] !== "{" || start >= limitFrom(context, end)) break;
    const next = readBodyJson(context, start, limitFrom(context, start));
    if (next?.node.type !== "object" || !looksLikeCall(context, next.node)) break;
    objects.push(next.node);
    faults.push(...next.faults);
    end = next.end;
    cut = next.cut;
  }
  return { objects, list: undefined, end, faults, cut };
}

function skipComma(text: string, at: number, end: number): number {
  const next = skipSpace(text, at, end);
  return text[next] === "," ? next + 1 : at;
}

/** Where an incomplete value has to end: before the next mark of the block. */
function limitFrom(context: Context, at: number): number {
  const { markers, end } = context;
  for (let i = markerFrom(markers, at); i < markers.length; i++) {
    const marker = markers[i] as Marker;
    if (marker.start >= end) break;
    if (marker.role === "block") return skipSpaceBack(context.text, marker.start, at);
  }
  return end;
}

function strayBraces(context: Context, end: number, faults: Fault[]): number | undefined {
  const { text } = context;
  const start = skipSpace(text, end, context.end);
  let at = start;
  while (at < context.end && (text[at] === "}" || text[at] === "]")) at++;
  if (at === start) return undefined;
  const span = { start, end: at };
  const fix = { title: "Remove it", safe: false, edits: [{ span, text: "" }] };
  faults.push(fault("tool-call-json", span, "this bracket closes nothing", fix));
  return at;
}

function closeFence(context: Context, fence: Span, end: number, faults: Fault[]): number {
  const { text } = context;
  const remove = (span: Span) =>
    fault(
      "tool-call-json",
      span,
      "no fence belongs around a call's JSON",
      safely("Remove the fence", { span, text: "" }),
    );
  faults.push(remove(fence));
  const at = skipSpace(text, end, context.end);
  if (!text.startsWith("```", at)) return end;
  const span = { start: text[at - 1] === "\n" && at > end ? at - 1 : at, end: at + 3 };
  faults.push(remove(span));
  return span.end;
}

function readBeforeCloser(context: Context, closer: Marker, from: number): Piece | undefined {
  const { text, dialect } = context;
  const open = dialect.frame.block?.open;
  if (open === undefined) return undefined;
  const found = bareObjects(context, { start: from, end: closer.start }).at(-1);
  if (found === undefined || skipSpace(text, found.end, closer.start) !== closer.start) return undefined;
  const span = { start: found.start, end: closer.end };
  const faults: Fault[] = [...found.faults];
  const edit = { span: { start: found.start, end: found.start }, text: open };
  const message = `${markText(text, closer)} closes nothing: ${open.trim()} is missing before the call`;
  faults.push(fault("stray-closer", closer, message, safely(`Add ${open.trim()}`, edit)));
  const calls = found.objects.map((object) =>
    callOf(context, object, found.objects.length === 1 ? span : object.span, span, true, faults),
  );
  return { span, calls, faults, cut: false };
}

function layoutFaults(context: Context, values: Values, faults: Fault[]): void {
  const { dialect } = context;
  const { holds } = optionsOf(dialect);
  const block = dialect.frame.block;
  const { objects, list } = values;
  const [first] = objects;
  const last = objects.at(-1);
  if (first === undefined || last === undefined || values.cut) return;
  if (holds === "list") {
    if (list !== undefined) return;
    const edits: TextEdit[] = [{ span: { start: first.span.start, end: first.span.start }, text: "[" }];
    for (const [i, object] of objects.entries()) {
      const next = objects[i + 1];
      if (next !== undefined) edits.push({ span: { start: object.span.end, end: next.span.start }, text: ", " });
    }
    edits.push({ span: { start: last.span.end, end: last.span.end }, text: "]" });
    const message = `${dialect.title} writes the calls as a list`;
    const span = { start: first.span.start, end: last.span.end };
    faults.push(fault("tool-call-layout", span, message, safely("Make it a list", ...edits)));
    return;
  }
  const gap = holds === "lines" ? "\n" : `${block?.close ?? ""}${dialect.between ?? ""}${block?.open ?? ""}`;
  const gaps = objects.slice(1).map((object, i) => ({
    span: { start: (objects[i] as JsonObject).span.end, end: object.span.start },
    text: gap,
  }));
  if (list !== undefined) {
    if (dialect.bare === true && block?.close === undefined) return;
    const edits = [
      { span: { start: list.start, end: first.span.start }, text: "" },
      ...gaps,
      { span: { start: last.span.end, end: list.end }, text: "" },
    ];
    const message = `${dialect.title} writes no list${holds === "object" ? ": one call a block" : ": one call a line"}`;
    faults.push(fault("tool-call-layout", list, message, safely("Write the calls one by one", ...edits)));
  } else if (holds === "object" && block?.close !== undefined) {
    for (const [i, edit] of gaps.entries()) {
      const object = objects[i + 1] as JsonObject;
      const message = `${dialect.title} writes one call a block: readers lose both`;
      faults.push(fault("tool-call-layout", object.span, message, safely("Give it a block of its own", edit)));
    }
  }
}

const nameKeys = ["name", "function", "tool_name", "tool", "function_name"];
const argumentKeys = ["arguments", "parameters", "args", "input", "params"];

function looksLikeCall(context: Context, node: JsonObject): boolean {
  const { keyed } = optionsOf(context.dialect);
  if (keyed === true) return node.members.length === 1 && node.members[0]?.value.type === "object";
  return (
    nameKeys.some((key) => member(node, key) !== undefined) ||
    argumentKeys.some((key) => member(node, key) !== undefined)
  );
}

/** Reads an object as a call and reports what is wrong with its keys. */
export function callOf(
  context: Context,
  object: JsonObject,
  place: Span,
  outer: Span,
  complete: boolean,
  faults: Fault[],
): Call {
  const { text, dialect } = context;
  const options = optionsOf(dialect);
  let node = object;
  const wrapped = member(object, "function")?.value;
  if (wrapped?.type === "object" && member(object, "name") === undefined) {
    const edit = { span: object.span, text: text.slice(wrapped.span.start, wrapped.span.end) };
    const message = "the call stands one level too deep: readers look for name and arguments here";
    faults.push(fault("tool-call-name", object.span, message, safely("Take the wrapper off", edit)));
    node = wrapped;
  }
  const rightName = options.name ?? "name";
  const rightArguments = options.arguments ?? "arguments";
  const [onlyMember] = node.members;
  const isKeyed = options.keyed === true && onlyMember !== undefined;
  const nameMember = isKeyed
    ? undefined
    : [rightName, ...nameKeys].map((key) => member(node, key)).find((found) => found?.value.type === "string");
  const argumentsMember = isKeyed
    ? onlyMember
    : [rightArguments, ...(options.alsoArguments ?? []), ...argumentKeys]
        .map((key) => member(node, key))
        .find((found) => found !== undefined);
  const name = isKeyed ? onlyMember.key : nameMember?.value;
  if (complete && nameMember !== undefined && nameMember.key.value !== rightName && !isKeyed) {
    const edit = { span: nameMember.key.span, text: JSON.stringify(rightName) };
    const message = `the tool's name belongs under "${rightName}"`;
    faults.push(fault("tool-call-name", nameMember.key.span, message, safely(`Write "${rightName}"`, edit)));
  }
  let read: Argument[] = [];
  let insertAt = node.span.end - 1;
  let argumentsPlace: Span = place;
  if (argumentsMember !== undefined) {
    const key = argumentsMember.key.value;
    const isRight = isKeyed || key === rightArguments || options.alsoArguments?.includes(key) === true;
    if (complete && !isRight) {
      const edit = { span: argumentsMember.key.span, text: JSON.stringify(rightArguments) };
      const message = `the arguments belong under "${rightArguments}"`;
      faults.push(
        fault("tool-call-parameters", argumentsMember.key.span, message, safely(`Write "${rightArguments}"`, edit)),
      );
    }
    argumentsPlace = argumentsMember.value.span;
    insertAt = argumentsPlace.start + 1;
    const { value } = argumentsMember;
    if (value.type === "object") read = argumentsOfNode(text, value);
    else if (value.type === "string") read = encodedTwice(text, value, faults, complete);
  } else if (complete && nameMember !== undefined) {
    const at = nameMember.value.span.end;
    const edit = { span: { start: at, end: at }, text: `, ${JSON.stringify(rightArguments)}: {}` };
    const message = `"${rightArguments}" is missing: some readers lose the call`;
    faults.push(
      fault("tool-call-parameters", nameMember.key.span, message, safely(`Add "${rightArguments}": {}`, edit)),
    );
  }
  const id = options.id === undefined ? undefined : member(node, options.id)?.value;
  return makeCall({
    name: name?.type === "string" ? name.value : undefined,
    namePlace: name?.span ?? place,
    id: id?.type === "string" ? id.value : undefined,
    arguments: read,
    argumentsPlace,
    place,
    outer,
    dialect: dialect.id,
    complete,
    syntax: jsonSyntax(insertAt, (to) => JSON.stringify(to)),
  });
}

/** Arguments given as JSON text in a string; their parts have no places of their own. */
export function encodedTwice(text: string, node: JsonNode, faults: Fault[], complete: boolean): Argument[] {
  if (node.type !== "string") return [];
  const inner = jsonValue(node.value);
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return [];
  if (complete) {
    const edit = { span: node.span, text: node.value };
    const message = "the arguments are a JSON text within a string: they are to be the object itself";
    faults.push(fault("tool-call-parameters", node.span, message, safely("Write the object", edit)));
  }
  return Object.entries(inner).map(([name, value]) => ({
    name,
    value: value as unknown,
    written: text.slice(node.span.start, node.span.end),
    namePlace: node.span,
    valuePlace: node.span,
    place: node.span,
    typedBy: "literal",
  }));
}

interface BareObjects extends Span {
  readonly objects: readonly JsonObject[];
  readonly list: Span | undefined;
  readonly faults: readonly Fault[];
  readonly cut: boolean;
  readonly fence: Span | undefined;
}

/** Objects and lists in prose that have the form of calls. */
function bareObjects(context: Context, range: Span): BareObjects[] {
  const { text, tools, dialect } = context;
  const found: BareObjects[] = [];
  const opener = /[{[]/g;
  // Only the range is searched: the next bracket may be far behind it.
  const searched = text.slice(range.start, range.end);
  for (let match = opener.exec(searched); match !== null; match = opener.exec(searched)) {
    const at = range.start + match.index;
    if (!/[{[]\s*(?:[{"'[\]}])/y.test(text.slice(at, at + 40))) continue;
    const isCall = /[{[]\s*(?:\{\s*)?(?:\{\s*)?["'](?:name|type|function|tool|tool_name)["']\s*:/y.test(
      text.slice(at, at + 80),
    );
    if (!isCall && dialect.bare === true && optionsOf(dialect).keyed !== true) {
      const end = skipStrict(context, at, range.end);
      if (end !== undefined) opener.lastIndex = end - range.start;
      continue;
    }
    if (!isCall) continue;
    const values = readValues({ ...context, end: range.end, markers: [] }, at, range.end, undefined);
    if (values === undefined) continue;
    const isMeant = values.objects.every((object) => {
      const name = nameKeys.map((key) => member(object, key)?.value).find((value) => value?.type === "string");
      // An object with a description is a tool, not a call of one.
      if (name?.type !== "string" || member(object, "description") !== undefined) return false;
      const hasArguments = argumentKeys.some((key) => member(object, key) !== undefined);
      const listed = isListed(tools, name.value);
      return hasArguments && (listed || dialect.bare === true || tools.length === 0);
    });
    if (!isMeant) {
      opener.lastIndex = Math.max(values.end, at + 1) - range.start;
      continue;
    }
    const fence = fenceBefore(text, at, range.start);
    found.push({
      start: at,
      end: values.end,
      objects: values.objects,
      list: values.list,
      faults: values.faults,
      cut: values.cut,
      fence,
    });
    opener.lastIndex = Math.max(values.end, at + 1) - range.start;
  }
  return found;
}

function skipStrict(context: Context, at: number, end: number): number | undefined {
  if (context.budget.characters <= 0) return undefined;
  const read = readBodyJson(context, at, Math.min(end, at + 1));
  return read === undefined || read.end <= at + 1 ? undefined : read.end;
}

function fenceBefore(text: string, at: number, from: number): Span | undefined {
  const before = text.slice(Math.max(from, at - 20), at);
  const match = /```[a-zA-Z]*\s*$/.exec(before);
  return match === null ? undefined : { start: at - match[0].length, end: at };
}

function readBare(context: Context, range: Span): Piece[] {
  const { text, dialect, tools } = context;
  const { word } = optionsOf(dialect);
  const isBare = dialect.bare === true;
  return bareObjects(context, range).flatMap((found): Piece[] => {
    if (word !== undefined && !text.endsWith(word, found.start)) return [];
    if (!isBare && isMentioned(context, found.start)) return [];
    const start = found.start - (word?.length ?? 0);
    let { end } = found;
    let from = start;
    const faults: Fault[] = [...found.faults];
    if (found.fence !== undefined) {
      const closer = skipSpace(text, end, range.end);
      if (text.startsWith("```", closer)) {
        from = found.fence.start;
        end = closer + 3;
      }
    }
    const span = { start: from, end };
    const calls = found.objects.map((object) => callOf(context, object, object.span, span, !found.cut, faults));
    if (!isBare && !found.cut) {
      const plain = calls.map((call) => ({
        name: call.name ?? "",
        arguments: Object.fromEntries(call.arguments.map((argument) => [argument.name, argument.value])),
        id: call.id,
      }));
      const list = optionsOf(dialect).holds === "list" && found.fence === undefined ? found.list : undefined;
      const mark = dialect.frame.block?.open ?? "";
      const edit =
        list !== undefined ? { span: { start, end: start }, text: mark } : { span, text: write(dialect, plain) };
      const message = `${mark.trim()} is missing around this call: no reader runs it`;
      const fix = { title: `Put ${mark.trim()} around it`, safe: false, edits: [edit] };
      const place = list ?? (found.objects[0] as JsonObject).span;
      if (tools.length > 0) faults.push(fault("missing-tag", place, message, fix));
    }
    return [{ span, calls, faults, cut: found.cut }];
  });
}

/** An object behind a back-tick, or behind a mark that is itself a mention, is a mention too. */
function isMentioned({ text, markers }: Context, start: number): boolean {
  const before = skipSpaceBack(text, start, 0);
  const marker = markers[markerFrom(markers, start) - 1];
  const isBehindMark = marker?.end === before && marker.role !== "reasoning" && marker.role !== "content";
  return isBehindMark || (text[before - 1] === "`" && text[before - 2] !== "`");
}

function write(dialect: Dialect, calls: readonly PlainCall[]): string {
  const options = optionsOf(dialect);
  const block = dialect.frame.block;
  const objects = calls.map((call, i) => {
    const member = (key: string, json: string) => `${JSON.stringify(key)}: ${json}`;
    if (options.keyed === true) return `{${member(call.name, argumentsJson(call))}}`;
    const members = [
      member(options.name ?? "name", JSON.stringify(call.name)),
      member(options.arguments ?? "arguments", argumentsJson(call)),
    ];
    if (options.id === "tool_call_id") members.unshift(member(options.id, JSON.stringify(call.id ?? String(i))));
    return `{${members.join(", ")}}`;
  });
  const open = (options.word ?? "") + (block?.optional === true ? "" : (block?.open ?? ""));
  const close = block?.optional === true ? "" : (block?.close ?? "");
  if (options.holds === "list") return `${open}[${objects.join(", ")}]${close}`;
  if (options.holds === "lines") return `${open}${objects.join("\n")}${close}`;
  return objects.map((object) => open + object + close).join(dialect.between ?? "");
}
