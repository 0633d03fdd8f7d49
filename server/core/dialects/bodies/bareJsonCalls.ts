import { member, type JsonObject } from "../../json/jsonNode";
import type { Span } from "../../text/span";
import {
  fault,
  isListed,
  markerFrom,
  skipSpace,
  skipSpaceBack,
  type Context,
  type Fault,
  type Piece,
} from "../reading";
import { readBodyJson } from "./jsonBody";
import { argumentKeys, callOf, jsonCallOptions, nameKeys } from "./jsonCallObject";
import { readValues } from "./jsonCallValues";
import { writeJsonCalls } from "./writeJsonCalls";

export interface BareObjects extends Span {
  readonly objects: readonly JsonObject[];
  readonly list: Span | undefined;
  readonly faults: readonly Fault[];
  readonly cut: boolean;
  readonly fence: Span | undefined;
}

/** Objects and lists in prose that have the form of calls. */
export function bareObjects(context: Context, range: Span): BareObjects[] {
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
    if (!isCall && dialect.bare === true && jsonCallOptions(dialect).keyed !== true) {
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

/** Reads the calls in prose. */
export function readBare(context: Context, range: Span): Piece[] {
  const { text, dialect, tools } = context;
  const { word } = jsonCallOptions(dialect);
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
      const list = jsonCallOptions(dialect).holds === "list" && found.fence === undefined ? found.list : undefined;
      const mark = dialect.frame.block?.open ?? "";
      const edit =
        list !== undefined
          ? { span: { start, end: start }, text: mark }
          : { span, text: writeJsonCalls(dialect, plain) };
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
