import { NextOccurrence } from "../text/nextOccurrence";

/**
 * Decides which tags are inside a JSON string of a block of JSON lines.
 *
 * A string does not extend over a line end. It must also be closed on its line: in `{"name": "a</tool_call>` the quote
 * was forgotten and the tag is meant. Queries must be in text order; all answers together take time linear in the text.
 */
export class JsonStrings {
  private at = 0;
  private inString = false;
  // One pair for text that was read, one for text ahead: each is queried at increasing offsets.
  private readonly quote: NextOccurrence;
  private readonly lineEnd: NextOccurrence;
  private readonly quoteAhead: NextOccurrence;
  private readonly lineEndAhead: NextOccurrence;

  constructor(private readonly text: string) {
    this.quote = new NextOccurrence(text, '"');
    this.lineEnd = new NextOccurrence(text, "\n");
    this.quoteAhead = new NextOccurrence(text, '"');
    this.lineEndAhead = new NextOccurrence(text, "\n");
  }

  /** A block of JSON begins at `contentStart`. */
  enter(contentStart: number): void {
    this.at = contentStart;
    this.inString = false;
  }

  covers(start: number, end: number): boolean {
    for (;;) {
      const quote = this.quote.from(this.at);
      const lineEnd = this.lineEnd.from(this.at);
      const next = Math.min(quote, lineEnd);
      if (next >= start) break;
      if (next === lineEnd) this.inString = false;
      else if (!this.inString || !this.escaped(quote)) this.inString = !this.inString;
      this.at = next + 1;
    }
    return this.inString && this.quoteAhead.from(end) < this.lineEndAhead.from(end);
  }

  private escaped(quote: number): boolean {
    let slashes = 0;
    while (this.text[quote - 1 - slashes] === "\\") slashes++;
    return slashes % 2 === 1;
  }
}
