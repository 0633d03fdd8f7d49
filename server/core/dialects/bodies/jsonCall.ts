import type { JsonObject } from "../../json/jsonNode";
import { balancedEnd } from "../../json/looseJson";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { markText, needsCloser, spanOf, type Marker } from "../marks";
import {
  fault,
  insertMark,
  markerFrom,
  safely,
  skipSpace,
  type Body,
  type Context,
  type Fault,
  type Piece,
} from "../reading";
import { bareObjects, readBare } from "./bareJsonCalls";
import { fenceAt } from "./jsonBody";
import { callOf, jsonCallOptions } from "./jsonCallObject";
import { limitFrom, readValues, type JsonValues } from "./jsonCallValues";
import { writeJsonCalls } from "./writeJsonCalls";

/** A call as one JSON object with name and arguments: Hermes, Llama, Mistral's list and many more. */
export const jsonCall: Body = {
  read: readBlock,
  readBare,
  beginsBare: (rest) => bareBeginning.test(rest) && balancedEnd(rest, 0, rest.length) === undefined,
  begins: (_, rest) => /^[{[]/.test(rest) && balancedEnd(rest, 0, rest.length) === undefined,
  write: writeJsonCalls,
};

/** `{"name": "get_w`, or less of it. */
const bareBeginning = /^(?:\[\s*)?\{\s*(?:$|"(?:\w*$|(?:name|function|type)"\s*(?:$|:)))/;

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
    if (needsCloser(block) && closer === undefined) {
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
  const holdsOne =
    jsonCallOptions(dialect).holds === "object" && values.objects.length === 1 && values.list === undefined;
  const calls = values.objects.map((object) =>
    callOf(context, object, holdsOne && block?.close !== undefined ? span : object.span, span, !isCut, faults),
  );
  layoutFaults(context, values, faults);
  return { span, calls, faults, cut: isCut };
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

function layoutFaults(context: Context, values: JsonValues, faults: Fault[]): void {
  const { dialect } = context;
  const { holds } = jsonCallOptions(dialect);
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
