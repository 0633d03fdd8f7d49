import type { DialectTool } from "../../dialect";
import { NextOccurrence } from "../../../text/nextOccurrence";
import { dumps, isDict, loads, type PyDict, type PyValue } from "../values/python";
import type { ServerCall, ServerReading } from "../reader";
import { isKnown } from "../values/schema";
import { flagged } from "./functions";
import { parametersIn, type ParametersData } from "./parameters";

const parameters: ParametersData = {
  head: { pattern: /<(?:｜DSML｜)?parameter\s+name="(?<name>[^"]+)"\s+string="(?<flag>[^"]+)"\s*>/g },
  close: /<\/(?:｜DSML｜)?parameter>/g,
  toEnd: false,
  trimName: false,
  trimValue: "space",
};
const sectionOpen = /<(?:｜DSML｜)?(?:function|tool)_calls>/;
const sectionClose = /<\/(?:｜DSML｜)?(?:function|tool)_calls>/;
const invokeHead = /<(?:｜DSML｜)?invoke\s+name="([^"]+)"\s*(\/?)>/g;
const invokeClose = /<\/(?:｜DSML｜)?invoke>/g;
const parameterOpener = /<(?:｜DSML｜)?parameter\b/g;

/** DSML as SGLang's own parser reads it: a section has to close, and a call with an unreadable parameter is lost. */
export function sectionOfInvokes(text: string, tools: readonly DialectTool[]): ServerReading {
  const opened = sectionOpen.exec(text);
  const first = text.search(new RegExp(invokeHead.source));
  const start = opened?.index ?? first;
  if (start < 0) return { calls: [], content: text };
  const content = text.slice(0, start);
  const inside = opened === null ? text.slice(start) : text.slice(start + opened[0].length);
  const closed = sectionClose.exec(inside);
  if (opened !== null && closed === null) return { calls: [], content };
  const calls = invokesIn(closed === null ? inside : inside.slice(0, closed.index));
  return { calls: calls.filter(({ name }) => isKnown(tools, name)), content };
}

function invokesIn(text: string): ServerCall[] {
  const closers = [...text.matchAll(invokeClose)];
  const calls: ServerCall[] = [];
  let next = 0;
  let at = 0;
  for (const head of text.matchAll(invokeHead)) {
    if (head.index < at) continue;
    const inside = head.index + head[0].length;
    const name = head[1] ?? "";
    if (head[2] === "/") {
      calls.push({ name, arguments: "{}" });
      continue;
    }
    while (next < closers.length && (closers[next]?.index ?? 0) < inside) next++;
    const closer = closers[next];
    if (closer === undefined) break;
    at = closer.index + closer[0].length;
    const values = valuesOf(text.slice(inside, closer.index));
    if (values !== undefined) calls.push({ name, arguments: dumps(values) });
  }
  return calls;
}

function valuesOf(body: string): PyDict | undefined {
  const json = body.trim().startsWith("{") ? loads(body.trim()) : undefined;
  if (isDict(json)) return json;
  const found = parametersIn(body, parameters);
  if (found.length < [...body.matchAll(parameterOpener)].length) return undefined;
  return new Map<string, PyValue>(found.map((one) => [one.name, flagged(one.text, one.flag)]));
}

const mark = "<｜DSML｜";

/**
 * DSML as DeepSeek's own parser rewrites it, which SGLang uses for V4 and V4.1: the first mark ends the reasoning and
 * the text, and arguments are passed on as they are written. A key is everything up to the next space, whatever it
 * holds.
 */
export function writtenOn(text: string, spaced: RegExp): ServerReading {
  const start = text.search(spaced);
  if (start < 0) return { calls: [], content: text };
  return { calls: invokesWrittenOn(text.slice(start)), content: text.slice(0, start) };
}

const anyInvoke = /<｜DSML｜ ?invoke name="/g;
const sectionEnd = /<\/｜DSML｜ ?(?:function_|tool_)?calls>/;

function invokesWrittenOn(text: string): ServerCall[] {
  const closed = sectionEnd.exec(text);
  const section = closed === null ? text : text.slice(0, closed.index);
  const heads = [...section.matchAll(anyInvoke)];
  return heads.flatMap((head, index) => {
    const inside = head.index + head[0].length;
    const next = heads[index + 1]?.index ?? section.length;
    const nameEnd = section.indexOf('"', inside);
    if (nameEnd < 0 || nameEnd >= next) return [];
    const name = section.slice(inside, nameEnd);
    return { name, arguments: argumentsWrittenOn(section.slice(nameEnd, next)) };
  });
}

const parameterName = /<｜DSML｜ ?parameter name=/g;
const parameterEnd = /<\/｜DSML｜ ?parameter>/g;
const flagMark = 'string="';

function argumentsWrittenOn(body: string): string {
  const spaces = new NextOccurrence(body, " ");
  const flags = new NextOccurrence(body, flagMark);
  const heads = new NextOccurrence(body, ">");
  const ends = [...body.matchAll(parameterEnd)];
  const members: string[] = [];
  let at = 0;
  let nextEnd = 0;
  for (const opener of body.matchAll(parameterName)) {
    if (opener.index < at) continue;
    const keyStart = opener.index + opener[0].length;
    const keyEnd = spaces.from(keyStart);
    const flag = flags.from(keyEnd);
    const valueStart = heads.from(flag) + 1;
    if (flag === body.length || valueStart > body.length) break;
    const isString = body.startsWith("true", flag + flagMark.length);
    while (nextEnd < ends.length && (ends[nextEnd]?.index ?? 0) < valueStart) nextEnd++;
    const end = ends[nextEnd];
    const value = body.slice(valueStart, end?.index);
    const written = isString ? dumps(value) : value;
    const key = body.slice(keyStart, keyEnd);
    // A value that is cut off is passed on without its end.
    if (end === undefined) return `{${[...members, `${key}: ${isString ? written.slice(0, -1) : written}`].join(", ")}`;
    members.push(`${key}: ${written}`);
    at = end.index + end[0].length;
  }
  return `{${members.join(", ")}}`;
}

/** The mark that begins a section or call, in V4's spelling and, for V4.1's reader, in its own. */
export const anyDsml = new RegExp(`${mark} ?(?:(?:function_|tool_)?calls>|invoke name=")`);
