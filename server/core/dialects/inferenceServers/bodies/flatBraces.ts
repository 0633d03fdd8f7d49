import { NextOccurrence } from "../../../text/nextOccurrence";
import { dumps, toFloat, toInteger, type PyDict, type PyValue } from "../values/python";
import type { ServerCall } from "../reader";

const open = "<|tool_call>call:";
const close = "}<tool_call|>";
const quote = '<|"|>';
const head = /[\p{L}\p{N}_]+\{/uy;
const wordCharacter = /[\p{L}\p{N}_]/u;

/**
 * Gemma's calls as verl reads them: members are found one by one, so only flat values without line breaks stay whole.
 */
export function flatBraces(text: string): ServerCall[] {
  const opens = new NextOccurrence(text, open);
  const closes = new NextOccurrence(text, close);
  const calls: ServerCall[] = [];
  for (let at = opens.from(0); at < text.length; at = opens.from(at)) {
    head.lastIndex = at + open.length;
    const name = head.exec(text)?.[0];
    at += open.length;
    if (name === undefined) continue;
    const start = at + name.length;
    const end = closes.from(start);
    if (end === text.length) break;
    calls.push({ name: name.slice(0, -1), arguments: dumps(membersIn(text.slice(start, end))) });
    at = end + close.length;
  }
  return calls;
}

function membersIn(text: string): PyDict {
  const colons = new NextOccurrence(text, ":");
  const quotes = new NextOccurrence(text, quote);
  const lines = new NextOccurrence(text, "\n");
  const values = new Map<string, PyValue>();
  let at = 0;
  for (let colon = colons.from(at); colon < text.length; colon = colons.from(at)) {
    let key = colon;
    while (key > at && wordCharacter.test(text.charAt(key - 1))) key--;
    at = colon + 1;
    if (key === colon) continue;
    const name = text.slice(key, colon);
    const inside = at + quote.length;
    const end = text.startsWith(quote, at) ? quotes.from(inside) : text.length;
    // A string over several lines does not count as one.
    if (end < text.length && lines.from(inside) > end) {
      values.set(name, text.slice(inside, end));
      at = end + quote.length;
      continue;
    }
    const start = at;
    while (at < text.length && text[at] !== "," && text[at] !== "}") at++;
    values.set(name, bareValue(text.slice(start, at).trim()));
  }
  return values;
}

function bareValue(text: string): PyValue {
  const word = text.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  return toInteger(text) ?? toFloat(text) ?? text;
}
