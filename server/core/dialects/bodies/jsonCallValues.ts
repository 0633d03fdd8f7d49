import type { JsonObject } from "../../json/jsonNode";
import type { Span } from "../../text/span";
import { markText, type Marker } from "../marks";
import { fault, markerFrom, safely, skipSpace, skipSpaceBack, type Context, type Fault } from "../reading";
import { readBodyJson } from "./jsonBody";
import { looksLikeCall } from "./jsonCallObject";

/** What a stretch of text holds: one object, several side by side, or a list of them. */
export interface JsonValues {
  readonly objects: readonly JsonObject[];
  readonly list: Span | undefined;
  readonly end: number;
  readonly faults: readonly Fault[];
  readonly cut: boolean;
}

/** The objects from `at` on: one, several side by side, or a list of them. */
export function readValues(
  context: Context,
  at: number,
  limit: number,
  opener: Marker | undefined,
): JsonValues | undefined {
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
export function limitFrom(context: Context, at: number): number {
  const { markers, end } = context;
  for (let i = markerFrom(markers, at); i < markers.length; i++) {
    const marker = markers[i] as Marker;
    if (marker.start >= end) break;
    if (marker.role === "block") return skipSpaceBack(context.text, marker.start, at);
  }
  return end;
}
