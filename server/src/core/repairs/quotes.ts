import type { QuotedPlace } from "../facts/quotePlaces";
import type { Edit, Fix } from "../model/fix";
import type { Part } from "../model/sample";
import { tagText, type BlockNode } from "../model/trace";
import { shorten } from "../text/shorten";
import { span, textOf, type Span } from "../text/span";

/** Words of a response that go on for longer than this are no quote that anyone would write. */
const longestQuote = 2000;

/** Another tag around the same words. */
export function renamed({ open, close }: BlockNode, name: string, part: Part): Edit[] {
  if (open === undefined || close === undefined) return [];
  return [
    { part, span: open.span, text: tagText("opener", name) },
    { part, span: close.span, text: tagText("closer", name) },
  ];
}

/** The response's own words in place of a quote's, with an ellipsis for what is left out. */
export function literalQuote({ content }: BlockNode, found: QuotedPlace | undefined, part: Part): Fix[] {
  if (found === undefined) return [];
  const { text } = found.part;
  const words = found.place.spans.map((range) => textOf(text, wholeWords(range, text))).join(" … ");
  // A tag among the words would be read as one of the trace's.
  if (words.length > longestQuote || /<\/?\w/.test(words)) return [];
  const title = `Quote response ${found.response} literally: ${shorten(JSON.stringify(words.replace(/\s+/g, " ")))}`;
  return [{ title, safe: false, edits: [{ part, span: withoutEnds(content, part.text), text: words }] }];
}

/** Without the white space and the quote marks around it. */
function withoutEnds({ start, end }: Span, text: string): Span {
  const written = text.slice(start, end);
  const before = /^[\s"“”«»]*/.exec(written)?.[0].length ?? 0;
  if (before === written.length) return { start, end };
  let last = end;
  while (/[\s"“”«»]/.test(text.charAt(last - 1))) last--;
  return span(start + before, last);
}

/** Not from the middle of a word, nor into it; and with the braces that close what a formula opened. */
function wholeWords({ start, end }: Span, text: string): Span {
  let [from, to] = [start, end];
  const words = text.slice(start, end);
  for (let open = words.split("{").length - words.split("}").length; open > 0 && text[to] === "}"; open--) to++;
  while (from > 0 && isLetter(text, from - 1) && isLetter(text, from)) from--;
  while (to < text.length && isLetter(text, to - 1) && isLetter(text, to)) to++;
  return span(from, to);
}

function isLetter(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
