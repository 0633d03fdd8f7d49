import { shorten } from "./shorten";

/** A text's beginning on one line of at most `most` characters: white space of any length is one space. */
export function oneLine(text: string, most: number): string {
  // What lies beyond is never looked at: a question may be a book.
  const start = text.length > most * 4 ? text.slice(0, most * 4) : text;
  const line = start.replace(/\s+/g, " ").trim();
  return shorten(start.length < text.length && line.length <= most ? `${line}…` : line, most);
}
