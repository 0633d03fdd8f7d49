import { span, type Span } from "../text/span";

/**
 * A text without the details that a literal quote can change, with a map back to the text as written.
 *
 * Folded: Unicode compatibility forms (NFKC), runs of white space (one space; none at the ends), kinds of quote marks
 * (all become `'`), Markdown marks (emphasis, code, headings, bullets, block quotes). Everything else, including case,
 * stays.
 */
export interface NormalisedText {
  readonly text: string;
  /** The span of the original text for a span of the normalised text. */
  readonly toOriginal: (range: Span) => Span;
}

/**
 * More combining marks than this on one character are normalised separately (Unicode's stream-safe format allows 30).
 */
const maxMarks = 30;

const space = 0x20;
const quoteMark = 0x27;
const bullet = 0x2022;

export function normalise(original: string): NormalisedText {
  const writer = new Writer(original.length);
  for (let at = 0; at < original.length;) {
    const code = original.charCodeAt(at);
    if (code === bullet && isBulletSign(original, at, at + 1)) {
      at++;
      continue;
    }
    if (code >= 0x80) {
      at = writeComposed(original, at, writer);
      continue;
    }
    if (followedByMark(original, at)) {
      at = writeComposed(original, at, writer);
      continue;
    }
    const markEnd = markdownMarkEnd(original, at, code);
    if (markEnd > at) at = markEnd;
    else writer.write(code, at, ++at);
  }
  return writer.finish();
}

/**
 * Writes the NFKC form of the character at `from` with the combining marks that follow it; returns the place after
 * them.
 */
function writeComposed(original: string, from: number, writer: Writer): number {
  let end = from + ((original.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
  for (let marks = 0; marks < maxMarks && end < original.length && isCombining(original, end); marks++) {
    end += (original.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  const composed = original.slice(from, end).normalize("NFKC");
  for (let i = 0; i < composed.length; i++) writer.write(composed.charCodeAt(i), from, end);
  return end;
}

function followedByMark(original: string, at: number): boolean {
  const next = at + 1 < original.length ? original.charCodeAt(at + 1) : 0;
  return next >= 0x300 && isCombining(original, at + 1);
}

const combining = /^[\p{M}\u1160-\u11ff]/u;

function isCombining(original: string, at: number): boolean {
  const code = original.charCodeAt(at);
  // Between U+2000 and U+20CF and in the CJK and Hangul blocks there are no marks: most texts end here.
  if (code < 0x300 || (code >= 0x2000 && code < 0x20d0) || (code >= 0x3400 && code < 0xa000)) return false;
  return combining.test(original.slice(at, at + 2));
}

/** The end of the Markdown mark that starts at `at`; `at` itself if none does. */
function markdownMarkEnd(text: string, at: number, code: number): number {
  switch (code) {
    case 0x60: // ` : code
      return codeMarkEnd(text, at, code);
    case 0x2a: // * : emphasis or bullet
    case 0x5f: // _ : emphasis
      return emphasisEnd(text, at, code);
    case 0x7e: // ~ : struck out, where doubled
      return text.charCodeAt(at + 1) === code ? at + 2 : at;
    case 0x23: // # : heading
      return lineMarkEnd(text, at, code, 6);
    case 0x3e: // > : block quote
    case 0x2b: // + : bullet
    case 0x2d: // - : bullet
      return lineMarkEnd(text, at, code, 1);
    default:
      return at;
  }
}

/** The end of a run of back-ticks; of a fence with the name of its language. */
function codeMarkEnd(text: string, at: number, code: number): number {
  let end = at + 1;
  while (text.charCodeAt(end) === code) end++;
  if (end - at < 3 || !startsLine(text, at)) return end;
  const language = end;
  while (end - language < 20 && !isBlankUnit(text, end)) end++;
  return isBlankUnit(text, end) ? end : language;
}

/**
 * `*` and `_` are marks if they touch a word or a line's end on exactly one side: in `a*b`, `a * b` and `a_b` they are
 * text.
 */
function emphasisEnd(text: string, at: number, code: number): number {
  let end = at + 1;
  while (end - at < 4 && text.charCodeAt(end) === code) end++;
  // A longer run is a rule or a blank to fill in.
  if (end - at > 3 || text.charCodeAt(at - 1) === code) return at;
  if (isBlankUnit(text, at - 1) && isBlankUnit(text, end)) return isBulletSign(text, at, end) ? end : at;
  const inWord = isWordUnit(text, at - 1) && isWordUnit(text, end) && (code === 0x5f || end - at === 1);
  return inWord ? at : end;
}

function lineMarkEnd(text: string, at: number, code: number, most: number): number {
  let end = at + 1;
  while (end - at < most && text.charCodeAt(end) === code) end++;
  return isBulletSign(text, at, end) ? end : at;
}

/**
 * Does a separate sign begin a line of a list, a heading or a block quote? A judge often joins such lines, so the sign
 * counts anywhere except between two operands (`5 - 3`, `a * b`).
 */
function isBulletSign(text: string, start: number, end: number): boolean {
  if (!isBlankUnit(text, start - 1) || !isBlankUnit(text, end)) return false;
  return startsLine(text, start) || !(endsOperand(text, start) && startsOperand(text, end));
}

function endsOperand(text: string, before: number): boolean {
  let at = before - 1;
  while (at >= 0 && before - at < 10 && isBlankUnit(text, at)) at--;
  const char = text.charAt(at);
  return /[\d)}%]/.test(char) || (isLetter(char) && !isLetter(text.charAt(at - 1)));
}

function startsOperand(text: string, after: number): boolean {
  let at = after;
  while (at < text.length && at - after < 10 && isBlankUnit(text, at)) at++;
  const char = text.charAt(at);
  return /[\d(\\√]/.test(char) || (isLetter(char) && !isLetter(text.charAt(at + 1)));
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}

/**
 * Are there only a few blanks and block-quote marks before `at` on its line? (A deeper list is indented less than
 * that.)
 */
function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i < 40; i--) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x0d) return true;
    if (code !== space && code !== 0x09 && code !== 0x3e) return false;
  }
  return at < 40;
}

function isBlankUnit(text: string, at: number): boolean {
  return at < 0 || at >= text.length || isWhiteSpace(text.charCodeAt(at));
}

function isWordUnit(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  return code >= 0x80
    ? !isWhiteSpace(code) && !isQuoteMark(code)
    : (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isWhiteSpace(code: number): boolean {
  return (
    code === space ||
    (code >= 0x09 && code <= 0x0d) ||
    (code >= 0x1c && code <= 0x1f) ||
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    // Including zero-width spaces, which are invisible.
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

function isQuoteMark(code: number): boolean {
  switch (code) {
    case 0x22: // "
    case 0x27: // '
    case 0xab: // «
    case 0xbb: // »
    case 0x2039: // ‹
    case 0x203a: // ›
    case 0x300c: // 「
    case 0x300d: // 」
    case 0x300e: // 『
    case 0x300f: // 』
      return true;
    default:
      return code >= 0x2018 && code <= 0x201f;
  }
}

/** Collects the normalised units with the original span that each was made from. */
class Writer {
  private readonly units: Uint16Array[] = [];
  private block = new Uint16Array(blockSize);
  private length = 0;
  private starts: Int32Array;
  private ends: Int32Array;
  private lastWasSpace = true;

  constructor(expected: number) {
    this.starts = new Int32Array(expected + 16);
    this.ends = new Int32Array(expected + 16);
  }

  write(code: number, start: number, end: number): void {
    if (isWhiteSpace(code)) {
      if (this.lastWasSpace) {
        if (this.length > 0) this.ends[this.length - 1] = end;
        return;
      }
      this.lastWasSpace = true;
      this.push(space, start, end);
    } else {
      this.lastWasSpace = false;
      this.push(isQuoteMark(code) ? quoteMark : code, start, end);
    }
  }

  finish(): NormalisedText {
    if (this.lastWasSpace && this.length > 0) this.length--;
    const text = this.decode();
    const starts = this.starts.slice(0, this.length);
    const ends = this.ends.slice(0, this.length);
    const originalEnd = ends.at(-1) ?? 0;
    return {
      text,
      toOriginal: (range) => {
        const start = starts[range.start] ?? originalEnd;
        return span(start, range.end > range.start ? (ends[range.end - 1] ?? originalEnd) : start);
      },
    };
  }

  private push(code: number, start: number, end: number): void {
    if (this.length === this.starts.length) this.grow();
    const within = this.length % blockSize;
    if (within === 0 && this.length > 0) {
      this.units.push(this.block);
      this.block = new Uint16Array(blockSize);
    }
    this.block[within] = code;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length++;
  }

  private grow(): void {
    const size = this.length * 2;
    this.starts = enlarged(this.starts, size);
    this.ends = enlarged(this.ends, size);
  }

  private decode(): string {
    const pieces = [...this.units, this.block].map((block, i) =>
      String.fromCharCode(...block.subarray(0, Math.max(0, Math.min(blockSize, this.length - i * blockSize)))),
    );
    return pieces.join("");
  }
}

/** Few enough for the arguments of one call. */
const blockSize = 8192;

function enlarged(array: Int32Array, size: number): Int32Array {
  const larger = new Int32Array(size);
  larger.set(array);
  return larger;
}
