import type { Verdict } from "../model/sample";
import { blocksNamed, type BlockNode, type Trace } from "../model/trace";
import { lastCodePoints } from "../text/codePoints";
import { span, textOf, type Span } from "../text/span";
import type { VerdictForm } from "./verdictForm";
import { verdictLabels, verdictMarker } from "./verdictForm";
import { verdictReaders, type VerdictReader, type VerdictReaderName } from "./readers/verdictReaders";

/**
 * The four ways in which the verdict of a judge trace is read. They can disagree, and each belongs to a step:
 *
 * - `parsed`: the verdict inside the last well-placed tag for it, which is what the author meant;
 * - the programs of {@link verdictReaders}: what training, evaluation and filtering read.
 */
export type ReadingName = "parsed" | VerdictReaderName;

/** Why a reading gives no verdict. */
export type ReadingFailure =
  /** There is nothing to read. */
  | "none"
  /** Both verdicts are present where only one is allowed. */
  | "both"
  /** A tag for the verdict is there, but its content is not exactly `[[A]]` or `[[B]]` (`parsed` only). */
  | "malformed"
  /** A tag for the verdict is there, but only inside another block (`parsed` only). */
  | "misplaced";

export interface VerdictReading<Name extends ReadingName = ReadingName> {
  readonly name: Name;
  readonly verdict: Verdict | undefined;
  /** Set if, and only if, there is no verdict. */
  readonly failure: ReadingFailure | undefined;
  /** The text that decided: the marker that was read, or the one that prevented it. Undefined if there is none. */
  readonly span: Span | undefined;
  /** The part of the text that the reading looks at. */
  readonly window: Span;
}

export type VerdictReadings = { readonly [Name in ReadingName]: VerdictReading<Name> };

/** All readings. Only the SFT filter uses `gold`; without it, that reading gives what the filter would let pass. */
export function readVerdicts(trace: Trace, form: VerdictForm, gold: Verdict | undefined): VerdictReadings {
  const { text } = trace;
  return {
    parsed: readParsed(trace, form),
    train: readBy("train", text, form, gold),
    eval: readBy("eval", text, form, gold),
    sftFilter: readBy("sftFilter", text, form, gold),
  };
}

/** The verdict inside the last well-placed tag for it, ignoring white space around it. */
export function readParsed(trace: Trace, form: VerdictForm): VerdictReading<"parsed"> {
  const answer = lastAnswer(trace, form);
  const window = answer?.content ?? span(0, trace.text.length);
  const base = { name: "parsed", window } as const;
  if (answer === undefined) {
    const nested = blocksNamed(trace, form.tags).at(-1);
    return { ...base, verdict: undefined, failure: nested ? "misplaced" : "none", span: nested?.span };
  }
  const content = textOf(trace.text, answer.content);
  const verdict = verdictLabels.find((label) => content.trim() === verdictMarker(label));
  if (verdict === undefined) {
    const both = verdictLabels.every((label) => content.includes(verdictMarker(label)));
    return { ...base, verdict: undefined, failure: both ? "both" : "malformed", span: answer.content };
  }
  const start = answer.content.start + content.indexOf(verdictMarker(verdict));
  return { ...base, verdict, failure: undefined, span: span(start, start + verdictMarker(verdict).length) };
}

/** The last block for a verdict at the top level: the one that a human reader takes as the verdict. */
export function lastAnswer(trace: Trace, { tags }: VerdictForm): BlockNode | undefined {
  const isAnswer = (node: Trace["children"][number]): node is BlockNode =>
    node.kind === "block" && tags.includes(node.name);
  return trace.children.findLast(isAnswer);
}

/**
 * What a program reads: a label's form in its window, and not the other's. A program that looks only for the gold label
 * reads it even beside the other.
 */
export function readBy<Name extends VerdictReaderName>(
  name: Name,
  text: string,
  form: VerdictForm,
  gold: Verdict | undefined,
): VerdictReading<Name> {
  const reader: VerdictReader = verdictReaders[name];
  const window = span(reader.window === null ? 0 : lastCodePoints(text, reader.window), text.length);
  const find = (verdict: Verdict): Span | undefined =>
    reader.form === "marker"
      ? lastIn(text, verdictMarker(verdict), window)
      : lastOf(form.written(verdict).map((written) => lastIn(text, written, window)));
  const golden = reader.goldAlone && gold !== undefined ? find(gold) : undefined;
  if (golden !== undefined) return { name, verdict: gold, failure: undefined, span: golden, window };
  const found = verdictLabels
    .map((verdict) => ({ verdict, span: find(verdict) }))
    .filter((candidate): candidate is { verdict: Verdict; span: Span } => candidate.span !== undefined)
    .sort((one, other) => one.span.start - other.span.start);
  const last = found.at(-1);
  if (last === undefined) return { name, verdict: undefined, failure: "none", span: undefined, window };
  if (found.length > 1) return { name, verdict: undefined, failure: "both", span: last.span, window };
  return { name, verdict: last.verdict, failure: undefined, span: last.span, window };
}

function lastIn(text: string, marker: string, window: Span): Span | undefined {
  const at = text.lastIndexOf(marker);
  // Markers are shorter than the window, so if the last one is before the window, the window has none.
  return at >= window.start ? span(at, at + marker.length) : undefined;
}

function lastOf(spans: readonly (Span | undefined)[]): Span | undefined {
  return spans.reduce((last, one) =>
    one !== undefined && (last === undefined || one.start > last.start) ? one : last,
  );
}
