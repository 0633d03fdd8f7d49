import { countOf } from "./strings";

/**
 * A text that is looked for in many others.
 *
 * Tags, boxes and headings hold a character that prose rarely has, and the host finds a single character much faster than
 * a longer text. Where a text is full of that character, the whole needle is looked for from there on.
 */
export class Needle {
  /** Where in the needle its rare character stands; -1 if it has none. */
  private readonly offset: number;
  private readonly rare: string;

  constructor(readonly text: string) {
    this.offset = text.length < 2 ? -1 : text.search(/[<#\\{}[\]$|@^~>]/);
    this.rare = this.offset < 0 ? "" : text.charAt(this.offset);
  }

  /** The first offset from `from` on at which it stands; -1 if there is none. */
  indexIn(text: string, from = 0): number {
    const { offset, rare } = this;
    if (offset < 0) return text.indexOf(this.text, from);
    let at = text.indexOf(rare, from + offset);
    for (let tries = 0; at >= 0; at = text.indexOf(rare, at + 1)) {
      if (text.startsWith(this.text, at - offset)) return at - offset;
      if (++tries === patience) return text.indexOf(this.text, at + 1 - offset);
    }
    return -1;
  }

  isIn(text: string): boolean {
    return this.indexIn(text) >= 0;
  }

  /** How often it occurs without overlap (`text.count(needle)`). */
  countIn(text: string): number {
    if (this.text === "") return countOf(text, "");
    let count = 0;
    for (let at = this.indexIn(text); at >= 0; at = this.indexIn(text, at + this.text.length)) count++;
    return count;
  }

  /** The last of the places that {@link countIn} counts: where `text.split(needle)` cuts last; -1 if there is none. */
  lastIn(text: string): number {
    let last = -1;
    if (this.text === "") return last;
    for (let at = this.indexIn(text); at >= 0; at = this.indexIn(text, at + this.text.length)) last = at;
    return last;
  }
}

/** So many places of the rare character are tried before the whole needle is looked for. */
const patience = 32;
