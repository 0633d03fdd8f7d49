import type { Span } from "../../text/span";

/** Where `needle` first lies wholly inside `range` of `text`; -1 if it does not. */
export function find(text: string, needle: string, range: Span): number {
  const at = text.indexOf(needle, range.start);
  return at !== -1 && at + needle.length <= range.end ? at : -1;
}

/** Where `needle` last lies wholly inside `range` of `text`; -1 if it does not. */
export function findLast(text: string, needle: string, range: Span): number {
  if (range.end - range.start < needle.length) return -1;
  const at = text.lastIndexOf(needle, range.end - needle.length);
  return at >= range.start ? at : -1;
}

/** Every place of `needle` inside `range` of `text`. */
export function findAll(text: string, needle: string, range: Span): Span[] {
  const found: Span[] = [];
  for (let at = find(text, needle, range); at !== -1;) {
    const end = at + needle.length;
    found.push({ start: at, end });
    at = find(text, needle, { start: end, end: range.end });
  }
  return found;
}
