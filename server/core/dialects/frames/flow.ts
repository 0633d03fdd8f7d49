import type { Span } from "../../text/span";
import type { KnownCode } from "../../parse/knownCode";
import { bodies } from "../bodies";
import type { Call } from "../call";
import { isOfCall, needsCloser, type Marker } from "../marks";
import {
  fault,
  insertMark,
  isAtEnd,
  markerFrom,
  safely,
  skipSpace,
  type Context,
  type Fault,
  type Frame,
  type Piece,
} from "../reading";
import { tellBrokenCalls } from "./brokenCalls";
import { readWithoutOpener } from "./lostOpener";

/** Reads a call that is not in the dialect's own form; undefined if no other dialect reads it either. */
export type OtherReader = (context: Context, marker: Marker) => Piece | undefined;

/**
 * Reasoning between marks, then text and calls in any order: the frame of most dialects.
 *
 * @param code what is in code; queried in the text's order.
 * @param lateCode the same, queried once more in the text's order.
 * @param start where the turn begins; it ends where the context does.
 */
export function readFlow(
  context: Context,
  others: OtherReader,
  code: KnownCode,
  lateCode: KnownCode,
  start: number,
): Frame {
  return new FlowReader(context, others, code, lateCode, start).read();
}

interface Region extends Span {
  /** The span with the marks around it. */
  readonly outer: Span;
  readonly opener: Marker | undefined;
  readonly closed: boolean;
}

class FlowReader {
  private readonly pieces: Piece[] = [];
  private readonly drafts: Call[] = [];
  private readonly faults: Fault[] = [];
  private readonly reasoning: Region[] = [];
  private readonly answers: Span[] = [];
  private cutFrom: Span | undefined;
  private open: Span | undefined;

  constructor(
    private readonly context: Context,
    private readonly others: OtherReader,
    private readonly code: KnownCode,
    private readonly lateCode: KnownCode,
    private readonly start: number,
  ) {}

  read(): Frame {
    const { context } = this;
    const { text, end } = context;
    let at = this.start;
    for (let region = this.nextRegion(at); region !== undefined; region = this.nextRegion(at)) {
      if (region.outer.start > at) this.answer({ start: at, end: region.outer.start });
      if (region.closed) {
        this.reasoning.push(region);
        this.readDrafts(region);
        at = region.outer.end;
      } else {
        this.openRegion(region);
        at = end;
        break;
      }
    }
    if (at < end) this.answer({ start: at, end });
    const pieces = this.pieces;
    const cut = pieces.some((piece) => piece.cut) || this.cutFrom !== undefined;
    const openedBy =
      this.reasoning[0] === undefined ? undefined : this.reasoning[0].opener === undefined ? "template" : "model";
    return {
      reasoning: this.reasoning,
      content: this.contentSpans(text),
      calls: pieces.flatMap((piece) => piece.calls),
      drafts: this.drafts,
      blocks: pieces.filter(({ calls }) => calls.length > 0).map(({ span, calls }) => ({ span, calls })),
      faults: [...this.faults, ...pieces.flatMap((piece) => piece.faults)],
      cut,
      cutFrom: this.cutFrom,
      open: this.open ?? this.openContent(),
      openedBy,
    };
  }

  /** The next stretch of reasoning from `at` on: between its marks, or from the start to a closer without an opener. */
  private nextRegion(at: number): Region | undefined {
    const { markers, text, end } = this.context;
    for (let i = markerFrom(markers, at); i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.start >= end) break;
      if (marker.role !== "reasoning") continue;
      if (marker.closer) {
        if (at > this.start || this.reasoning.length > 0) return undefined;
        return {
          start: at,
          end: marker.start,
          outer: { start: at, end: marker.end },
          opener: undefined,
          closed: true,
        };
      }
      let next = i + 1;
      while (isBefore(markers[next], end) && !isReasoningCloser(markers[next] as Marker)) next++;
      const closer = markers[next];
      if (isBefore(closer, end)) {
        const outer = { start: marker.start, end: closer.end };
        return { start: marker.end, end: closer.start, outer, opener: marker, closed: true };
      }
      // Without a closer it counts only if nothing but calls comes before it.
      if (skipSpace(text, at, marker.start) !== marker.start) return undefined;
      return { start: marker.end, end, outer: { start: marker.start, end }, opener: marker, closed: false };
    }
    return undefined;
  }

  /** Ends reasoning that is never closed before the first call. */
  private openRegion(region: Region): void {
    const { context } = this;
    const { text, markers, dialect, end } = context;
    const pieces = this.readPieces({ start: region.start, end }, context);
    let stop = Math.min(pieces[0]?.span.start ?? end, end);
    for (let i = markerFrom(markers, region.start); isBefore(markers[i], stop); i++) {
      const marker = markers[i] as Marker;
      if (marker.role === "content" && !marker.closer) stop = marker.start;
    }
    const close = dialect.reasoning?.close ?? "";
    const opener = region.opener ?? { start: region.start, end: region.start };
    const written = text.slice(opener.start, opener.end);
    if (stop < end) {
      let from = stop;
      while (from > region.start && /\s/.test(text[from - 1] as string)) from--;
      const edit = insertMark(text, from, stop, close);
      const message = `${written} is never closed: it belongs closed before the first call`;
      this.faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${close.trim()}`, edit)));
    } else {
      this.open = { start: opener.start, end: opener.end };
      this.faults.push(fault("unclosed-tag", opener, `${written} is never closed`));
    }
    this.reasoning.push({ ...region, end: stop });
    if (stop < end) this.answer({ start: stop, end }, pieces);
  }

  private readDrafts(region: Region): void {
    const context = { ...this.context, end: region.end };
    for (const piece of this.readPieces(region, context)) {
      const calls = piece.calls.filter((call) => call.complete);
      if (calls.length === 0 || piece.cut) continue;
      this.drafts.push(...calls);
      const message = "a call in the reasoning is no call; readers that search the whole text run it";
      this.faults.push(fault("call-in-reasoning", piece.span, message));
    }
  }

  private answer(range: Span, read?: readonly Piece[]): void {
    const context = { ...this.context, end: range.end };
    const marked = read ?? this.readPieces(range, context);
    const body = bodies[context.dialect.body.kind];
    const all = [...marked];
    // Where nothing closes a block, the mark is all that a call can lose.
    const isOpen = context.dialect.frame.block !== undefined && !needsCloser(context.dialect.frame.block);
    const isBare = context.dialect.bare === true || marked.length === 0 || isOpen;
    if (body.readBare !== undefined && isBare) {
      let at = range.start;
      for (const piece of [...marked, undefined]) {
        const gap = { start: at, end: piece?.span.start ?? range.end };
        if (gap.start < gap.end) all.push(...body.readBare(context, gap));
        at = piece?.span.end ?? at;
      }
      all.sort((a, b) => a.span.start - b.span.start);
    }
    const told = tellBrokenCalls(context, range, all, this.lateCode);
    this.pieces.push(...told.pieces);
    this.faults.push(...told.faults);
    let at = range.start;
    for (const { span } of all) {
      if (span.start > at) this.answers.push({ start: at, end: span.start });
      at = Math.max(at, span.end);
    }
    this.cutFrom = range.end < this.context.end ? undefined : this.cutOpener(at, range.end);
    const end = this.cutFrom?.start ?? range.end;
    if (at < end) this.answers.push({ start: at, end });
  }

  /** The opener of a text for the user that nothing closes. */
  private openContent(): Span | undefined {
    const { markers, dialect, end } = this.context;
    if (dialect.content?.close === undefined) return undefined;
    const last = markers[markerFrom(markers, end) - 1];
    if (last?.role !== "content" || last.closer || last.start < this.start) return undefined;
    return { start: last.start, end: last.end };
  }

  /** A call that was cut off before its name: from its openers to the end. */
  private cutOpener(from: number, end: number): Span | undefined {
    const { markers, text, dialect } = this.context;
    let last = markerFrom(markers, end) - 1;
    const opener = markers[last];
    if (opener === undefined || opener.start < from || !isCallOpener(opener) || end - opener.end > 200)
      return dialect.bare === true ? this.cutBare(from, end) : undefined;
    const rest = text.slice(opener.end, end).trim();
    if (rest !== "" && bodies[dialect.body.kind].begins?.(dialect, rest) !== true) return undefined;
    let { start } = opener;
    while (last > 0) {
      const before = markers[last - 1] as Marker;
      if (before.start < from || !isCallOpener(before) || skipSpace(text, before.end, start) !== start) break;
      ({ start } = before);
      last--;
    }
    // A marker alone at the end of a line of prose is a word.
    const isOnItsOwn = start === 0 || /[\n>\]]/.test(text[start - 1] as string);
    return rest !== "" || isOnItsOwn ? { start, end } : undefined;
  }

  /** A call without marks that was cut off before its name: the last line begins one, and does not end it. */
  private cutBare(from: number, end: number): Span | undefined {
    const { text, dialect } = this.context;
    const line = Math.max(from, text.lastIndexOf("\n", end - 1) + 1, end - 300);
    const start = skipSpace(text, line, end);
    const rest = text.slice(start, end);
    if (rest === "" || !isAtEnd(text, end)) return undefined;
    return bodies[dialect.body.kind].beginsBare?.(rest) === true ? { start, end } : undefined;
  }

  private readPieces(range: Span, context: Context): Piece[] {
    const { markers, dialect } = context;
    const body = bodies[dialect.body.kind];
    const pieces: Piece[] = [];
    let at = range.start;
    // The earliest place for a lost opener: behind the previous mark.
    let since = at;
    let hasOpener = false;
    for (let i = markerFrom(markers, range.start); i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.start >= range.end) break;
      if (marker.start < at || marker.role === "reasoning" || marker.role === "content") continue;
      // A marker in code is a mention.
      if (this.code.endOfSpan(marker.start, marker.end, range.start) !== undefined) continue;
      let piece: Piece | undefined = body.read(context, i, since);
      if (!marker.closer) piece ??= this.others(context, marker);
      else if (!hasOpener) piece ??= readWithoutOpener(context, i, since);
      since = Math.max(since, marker.end);
      if (marker.role === "block") hasOpener = piece === undefined && !marker.closer;
      if (piece === undefined || piece.span.start < at) continue;
      pieces.push(piece);
      at = Math.max(piece.span.end, marker.end);
      since = at;
    }
    return pieces;
  }

  /** The answers without the marks that wrap them. */
  private contentSpans(text: string): Span[] {
    const { markers } = this.context;
    const spans: Span[] = [];
    for (const answer of this.answers) {
      let at = answer.start;
      for (let i = markerFrom(markers, answer.start); i < markers.length; i++) {
        const marker = markers[i] as Marker;
        if (marker.start >= answer.end) break;
        if (marker.role !== "content") continue;
        spans.push({ start: at, end: marker.start });
        at = marker.end;
      }
      spans.push({ start: at, end: answer.end });
    }
    return spans.filter(({ start, end }) => /[^\s;,]/.test(text.slice(start, end)));
  }
}

function isBefore(marker: Marker | undefined, end: number): marker is Marker {
  return marker !== undefined && marker.start < end;
}

function isCallOpener(marker: Marker): boolean {
  return !marker.closer && isOfCall(marker);
}

function isReasoningCloser({ role, closer }: Marker): boolean {
  return role === "reasoning" && closer;
}
