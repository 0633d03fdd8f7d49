import type { KnownCode } from "../../parse/knownCode";
import type { Span } from "../../text/span";
import { isOfCall, markText, needsCloser, type Marker } from "../marks";
import {
  fault,
  isListed,
  markerFrom,
  skipSpace,
  skipSpaceBack,
  type Context,
  type Fault,
  type Piece,
} from "../reading";

export interface Told {
  readonly pieces: readonly Piece[];
  readonly faults: readonly Fault[];
}

/**
 * Tells of calls that nothing reads, by the closers that they left behind; and takes back what was told of a section
 * whose mark does stand there, with such a call between.
 *
 * @param code what is in code; queried in the text's order, where a mark is only a mention.
 */
export function tellBrokenCalls(context: Context, range: Span, pieces: readonly Piece[], code: KnownCode): Told {
  return new BrokenCalls(context, range, pieces, code).tell();
}

/** A section that was opened and not closed yet. */
interface OpenSection {
  /** Where what was read of it ends. */
  readonly end: number;
  /** What was told of its lost closer. */
  readonly told: Fault | undefined;
}

class BrokenCalls {
  private readonly broken: Fault[] = [];
  private readonly gaps: Fault[] = [];
  private readonly unread: Marker[];
  /** The first of the broken calls that is not before the gap in question. */
  private nextBroken = 0;

  constructor(
    private readonly context: Context,
    private readonly range: Span,
    private readonly pieces: readonly Piece[],
    code: KnownCode,
  ) {
    this.unread = this.unreadMarks().filter(({ start, end }) => code.endOfSpan(start, end, range.start) === undefined);
  }

  tell(): Told {
    const isWhole = this.pieces.every(({ faults }) => faults.every(({ section }) => section === undefined));
    if (this.unread.length === 0 && isWhole) return { pieces: this.pieces, faults: [] };
    this.tellClosers();
    const wrong = this.settleSections();
    const faults = [...this.broken, ...this.gaps];
    if (wrong.size === 0) return { pieces: this.pieces, faults };
    const pieces = this.pieces.map((piece) =>
      piece.faults.some((told) => wrong.has(told))
        ? { ...piece, faults: piece.faults.filter((told) => !wrong.has(told)) }
        : piece,
    );
    return { pieces, faults };
  }

  private unreadMarks(): Marker[] {
    const { markers } = this.context;
    const unread: Marker[] = [];
    let piece = 0;
    for (let i = markerFrom(markers, this.range.start); i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.start >= this.range.end) break;
      while ((this.pieces[piece]?.span.end ?? Infinity) <= marker.start) piece++;
      if ((this.pieces[piece]?.span.start ?? Infinity) <= marker.start) continue;
      if (marker.role !== "reasoning" && marker.role !== "content") unread.push(marker);
    }
    return unread;
  }

  /** One finding a call: marks with white space between them are of one. */
  private tellClosers(): void {
    const { text } = this.context;
    let told = -1;
    let opener: Marker | undefined;
    let piece = 0;
    for (const [i, marker] of this.unread.entries()) {
      while ((this.pieces[piece]?.span.end ?? Infinity) <= marker.start) {
        piece++;
        opener = undefined;
      }
      if (!isOfCall(marker)) continue;
      if (!marker.closer) {
        if (this.beginsListed(marker)) {
          const message = "this has the mark and the name of a call, and cannot be read as one";
          this.broken.push({ ...fault("tool-call-layout", marker, message), losesCall: true });
        }
        if (marker.role !== "section") opener ??= marker;
        continue;
      }
      const before = this.unread[i - 1];
      const isTold = told >= 0 && skipSpace(text, told, marker.start) === marker.start;
      const isEmpty = before?.end === marker.start && before.role === marker.role;
      if (isTold) told = marker.end;
      const lead = text.slice(Math.max(this.range.start, marker.start - 20), marker.start);
      if (isTold || isEmpty || !/[}\])>]\s*$/.test(lead)) continue;
      told = marker.end;
      this.broken.push(this.brokenCall(opener, marker));
      opener = undefined;
    }
  }

  private brokenCall(opener: Marker | undefined, closer: Marker): Fault {
    const { text } = this.context;
    const written = markText(text, closer);
    if (opener === undefined) {
      const message = `${written} closes nothing: the call before it lost its opener, and no reader takes it`;
      return fault("stray-closer", closer, message);
    }
    let next = markerFrom(this.unread, opener.end);
    while (this.unread[next]?.closer === false) next++;
    const orphan = this.unread[next];
    if (orphan !== undefined && orphan.start < closer.start && !isOfCall(orphan)) {
      const message = `${markText(text, orphan)} closes nothing: its opener is lost with what it named, and no reader takes this call`;
      return fault("stray-closer", orphan, message);
    }
    const message = `this has the marks of a call, and cannot be read as one`;
    const span = { start: opener.start, end: closer.end };
    return { ...fault("tool-call-layout", span, message), losesCall: true };
  }

  /** Does a listed tool's name follow an opener that needs no closer? */
  private beginsListed({ role, end }: Marker): boolean {
    const { text, dialect, tools } = this.context;
    const mark = role === "block" || role === "call" ? dialect.frame[role] : undefined;
    if (mark === undefined || needsCloser(mark) || mark.open.includes("{")) return false;
    const name = /^[[{\s]*(?:"name"\s*:\s*")?([\w-]{1,100})/.exec(text.slice(end, end + 200))?.[1];
    return name !== undefined && isListed(tools, name);
  }

  /** Finds sections that are whole but for calls that cannot be read; gives what was told of their marks wrongly. */
  private settleSections(): ReadonlySet<Fault> {
    const wrong = new Set<Fault>();
    const marks = this.unread.filter(({ role }) => role === "section");
    let mark = 0;
    let open: OpenSection | undefined;
    const close = (to: number): void => {
      if (open?.told !== undefined) wrong.add(open.told);
      if (open !== undefined) this.tellGap({ start: open.end, end: to });
      open = undefined;
    };
    const readMarks = (until: number): void => {
      for (; mark < marks.length && (marks[mark] as Marker).start < until; mark++) {
        const { start, end, closer } = marks[mark] as Marker;
        if (closer) close(start);
        else open = { end, told: undefined };
      }
    };
    for (const { span, faults } of this.pieces) {
      readMarks(span.start);
      const told = faults.find(({ section }) => section !== undefined);
      const isWhole = open?.told !== undefined && told?.section === "not opened";
      const isInside = isWhole || (open !== undefined && this.hasMarks({ start: open.end, end: span.start }));
      if (told !== undefined && told.section !== "not closed" && isInside) {
        wrong.add(told);
        const before: OpenSection | undefined = open;
        close(span.start);
        if (told.section === "missing") {
          if (before?.told !== undefined) wrong.delete(before.told);
          open = { end: span.end, told: before?.told };
        }
      } else open = told?.section === "not closed" ? { end: span.end, told } : undefined;
    }
    readMarks(this.range.end);
    return wrong;
  }

  /** Do marks of a call that nothing reads stand there? Prose alone makes the mark before it a mention. */
  private hasMarks({ start, end }: Span): boolean {
    const next = this.unread[markerFrom(this.unread, start)];
    return next !== undefined && next.start < end;
  }

  /** Something is told of each stretch in a section that is no call. */
  private tellGap(gap: Span): void {
    const { text } = this.context;
    const start = skipSpace(text, gap.start, gap.end);
    const end = skipSpaceBack(text, gap.end, start);
    if (start === end) return;
    while ((this.broken[this.nextBroken]?.span.start ?? Infinity) < start) this.nextBroken++;
    if ((this.broken[this.nextBroken]?.span.start ?? Infinity) < end) return;
    const message = "this stands among the calls and cannot be read as one: readers lose it, or what follows";
    this.gaps.push({ ...fault("tool-call-layout", { start, end }, message), losesCall: true });
  }
}
