import { lowerBound } from "./sorted";
import { endingOf } from "./ending";

/** A place as LSP counts: line and UTF-16 character, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The line starts of a text, for turning offsets into positions. `\n`, `\r\n` and `\r` end a line, as in LSP. */
export class LineTable {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    const hasLoneCr = text.includes("\r");
    if (!hasLoneCr) {
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
      return;
    }
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 13 && text.charCodeAt(at + 1) === 10) continue;
      if (code === 10 || code === 13) this.starts.push(at + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = lowerBound(this.starts, clamped + 1) - 1;
    return { line, character: clamped - (this.starts[line] ?? 0) };
  }

  /** The line's characters without its line end. */
  lineText(line: number): string {
    const start = this.starts[line] ?? this.text.length;
    const end = this.starts[line + 1] ?? this.text.length;
    const text = this.text.slice(start, end);
    return text.slice(0, text.length - endingOf(text, /[\r\n]/).length);
  }
}
