import type { Span } from "../../text/span";
import { findHeaders, readPairs } from "./headers";

/**
 * The insertion into a `.trace` record's text that switches a rule off for it: one more id in `off=` of its `@sample`
 * line, which is added if the record has none. No character of any part changes.
 */
export function switchOffInSample(text: string, rule: string): { readonly span: Span; readonly text: string } {
  const headers = findHeaders(text);
  const sample = headers.find(({ name }) => name === "sample");
  if (sample === undefined) {
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    // Without any header the whole text is the completion.
    const completion = headers.length === 0 ? `@completion${newline}` : "";
    return { span: { start: 0, end: 0 }, text: `@sample off=${rule}${newline}${completion}` };
  }
  const pair = readPairs(text, sample).findLast(({ key }) => key === "off");
  if (pair === undefined) return { span: { start: sample.end, end: sample.end }, text: ` off=${rule}` };
  const present = pair.value.split(",").filter((id) => id.trim() !== "");
  const ids = [...new Set([...present.map((id) => id.trim()), rule])];
  return { span: { start: pair.start, end: pair.end }, text: `off=${ids.join(",")}` };
}
