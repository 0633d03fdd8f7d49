import { NextOccurrence } from "../text/nextOccurrence";
import { lowerBound } from "../text/sorted";

/**
 * Decides which tags are in code: fenced blocks, back-ticked text on one line, indented blocks.
 *
 * Queries must be in text order; each continues where the last one stopped, so that all answers together take time
 * linear in the text.
 */
export class KnownCode {
  private fences: readonly number[] | undefined;
  private readonly nextLineEnd: NextOccurrence;
  private readonly nextTick: NextOccurrence;
  private readonly tickAhead: NextOccurrence;
  private firstTick: number | undefined;
  private lineEnd = -1;
  private countedTo = 0;
  private ticks = 0;

  constructor(private readonly text: string) {
    this.nextLineEnd = new NextOccurrence(text, "\n");
    this.nextTick = new NextOccurrence(text, "`");
    this.tickAhead = new NextOccurrence(text, "`");
  }

  /**
   * The end of the code that contains `[start, end)`; undefined outside code. Fences are paired from `from` on (the
   * start of the block that contains the tag), so that a fence left open in one block does not affect the next one.
   */
  endOfCode(start: number, end: number, from: number): number | undefined {
    return this.endOfFence(start, from) ?? this.endOfTicks(start, end) ?? this.endOfIndented(start, end, from);
  }

  /** Like {@link endOfCode}, without indented blocks: for text that is indented for another reason. */
  endOfSpan(start: number, end: number, from: number): number | undefined {
    return this.endOfFence(start, from) ?? this.endOfTicks(start, end);
  }

  private endOfFence(start: number, from: number): number | undefined {
    this.fences ??= findFences(this.text);
    if (this.fences.length === 0) return undefined;
    const before = lowerBound(this.fences, start);
    const open = (before - lowerBound(this.fences, from)) % 2 === 1;
    return open ? this.fences[before] : undefined;
  }

  private endOfTicks(start: number, end: number): number | undefined {
    // Most texts have no backtick; their lines need no look.
    this.firstTick ??= this.nextTick.from(0);
    if (start < this.firstTick) return undefined;
    while (this.lineEnd < start) {
      this.countedTo = this.lineEnd + 1;
      this.ticks = 0;
      this.lineEnd = this.nextLineEnd.from(this.countedTo);
    }
    for (let at = this.nextTick.from(this.countedTo); at < start; at = this.nextTick.from(this.countedTo)) {
      this.ticks++;
      this.countedTo = at + 1;
    }
    if (this.ticks % 2 === 0) return undefined;
    const close = this.tickAhead.from(end);
    return close < this.lineEnd ? close : undefined;
  }

  private endOfIndented(start: number, end: number, from: number): number | undefined {
    let at = start;
    while (at > from && (this.text[at - 1] === " " || this.text[at - 1] === "\t")) at--;
    if (at < from + 2 || this.text[at - 1] !== "\n" || this.text[at - 2] !== "\n") return undefined;
    const indented = start - at >= 4 || this.text.slice(at, start).includes("\t");
    return indented ? end : undefined;
  }
}

function findFences(text: string): number[] {
  const found: number[] = [];
  for (const mark of ["```", "~~~"]) {
    for (let at = text.indexOf(mark); at >= 0;) {
      let lineStart = at;
      while (lineStart > 0 && at - lineStart < 4 && text[lineStart - 1] === " ") lineStart--;
      if (lineStart === 0 || text[lineStart - 1] === "\n") found.push(at);
      const lineEnd = text.indexOf("\n", at);
      at = lineEnd < 0 ? -1 : text.indexOf(mark, lineEnd);
    }
  }
  return found.sort((a, b) => a - b);
}
