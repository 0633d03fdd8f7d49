import type { Span } from "../text/span";
import { box } from "./openBox";
import { closingBrace } from "../text/closingBrace";

/** More boxes than these are not looked at: the first ones, */
const mostBoxes = 100;
/** and in a box no more than so many characters. */
const longest = 1000;

/** The contents of the boxes (`\boxed{…}`) that a text closes, in its order. One inside another is a part of it. */
export function closedBoxes(text: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(box); at >= 0 && found.length < mostBoxes;) {
    const start = at + box.length;
    const end = closingBrace(text, start, 1, start + longest);
    if (end !== undefined) found.push({ start, end });
    at = text.indexOf(box, end ?? start);
  }
  return found;
}
