import type { Span } from "../../text/span";
import { closingBrace } from "../../text/closingBrace";

/** The place of the box's content that a reward's code takes; undefined if it finds none. */
export type Box = (text: string) => Span | undefined;

const opener = "\\boxed{";

/** From the last `\boxed{` to the brace that closes it. */
const plain: Box = (text) => {
  const at = text.lastIndexOf(opener);
  if (at < 0) return undefined;
  const start = at + opener.length;
  const end = closingBrace(text, start, 1);
  return end === undefined ? undefined : { start, end };
};

/** PRM800K's: from the last `\boxed`, else `\fbox`, to the brace that brings the count back to 0; only a `\boxed{` is opened. */
const prm: Box = (text) => {
  const found = boxed(text);
  return found !== undefined && text.startsWith(opener, found.start)
    ? { start: found.start + opener.length, end: found.end }
    : undefined;
};

/** PRIME's: the same, but it opens at the first brace, whatever comes before it. */
const prime: Box = (text) => {
  const found = boxed(text);
  if (found === undefined) return undefined;
  const open = text.indexOf("{", found.start);
  return open < 0 || open >= found.end ? undefined : { start: open + 1, end: found.end };
};

/** Hendrycks': `\boxed ` takes everything up to `$`; otherwise like {@link prm}. */
const math: Box = (text) => {
  const spaced = "\\boxed ";
  const at = text.lastIndexOf(spaced);
  if (at < 0) return prm(text);
  const start = at + spaced.length;
  const end = text.indexOf("$", start);
  return { start, end: end < 0 ? text.length : end };
};

/** From the last `\boxed`, else `\fbox`, to the `}` that closes it, which is not in the span. */
function boxed(text: string): Span | undefined {
  let start = text.lastIndexOf("\\boxed");
  if (start < 0) start = text.lastIndexOf("\\fbox");
  if (start < 0) return undefined;
  const end = closingBrace(text, start, 0);
  return end === undefined ? undefined : { start, end };
}

export const boxes = { plain, prm, prime, math } as const;
