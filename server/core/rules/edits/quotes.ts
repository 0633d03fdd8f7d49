import type { QuotedPlace } from "../../facts/quotePlaces";
import type { Edit, Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { tagText, type BlockNode } from "../../model/trace";
import { shorten } from "../../text/shorten";
import { literalWords } from "./literalWords";
import { span, textOf, type Span } from "../../text/span";

/** Nobody would quote longer stretches of a response than this. */
const longestQuote = 2000;

/** Another tag around the same words. */
export function renamed({ open, close }: BlockNode, name: string, part: Part): Edit[] {
  if (open === undefined || close === undefined) return [];
  return [
    { part, span: open.span, text: tagText("opener", name) },
    { part, span: close.span, text: tagText("closer", name) },
  ];
}

/** The response's own words in place of a quote's, with an ellipsis for each omission. */
export function literalQuote({ content }: BlockNode, found: QuotedPlace | undefined, part: Part): Fix[] {
  if (found === undefined) return [];
  const quoted = withoutEnds(content, part.text);
  const words = literalWords(textOf(part.text, quoted), found.place.spans, found.part.text);
  // A tag among the words would be read as one of the trace's tags.
  if (words === undefined || words.length > longestQuote || /<\/?\w/.test(words)) return [];
  const title = `Quote response ${found.response} literally: ${shorten(JSON.stringify(words.replace(/\s+/g, " ")))}`;
  return [{ title, safe: false, edits: [{ part, span: quoted, text: words }] }];
}

/** The span without white space and quote marks at its ends. */
function withoutEnds({ start, end }: Span, text: string): Span {
  const written = text.slice(start, end);
  const before = /^[\s"“”«»]*/.exec(written)?.[0].length ?? 0;
  if (before === written.length) return { start, end };
  let last = end;
  while (/[\s"“”«»]/.test(text.charAt(last - 1))) last--;
  return span(start + before, last);
}
