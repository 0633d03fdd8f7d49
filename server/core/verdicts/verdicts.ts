import type { Verdict } from "../model/sample";
import type { BlockNode, Trace } from "../model/trace";
import { blocksNamed } from "../model/trace";
import { lastCodePoints } from "../text/codePoints";
import { span, textOf, type Span } from "../text/span";

/**
 * The four ways in which the verdict of a judge trace is read. They disagree, and each belongs to a step:
 *
 * - `parsed`: the verdict inside the last well-placed `<answer>`; what the author meant;
 * - `train`: RM-R1's RL reward, `<answer>[[X]]</answer>` in the last 80 code points;
 * - `eval`: RM-R1's benchmark scripts, `[[X]]` anywhere in the text, reasoning included;
 * - `sftFilter`: RM-R1's filter of distilled traces, `[[X]]` of the gold label in the last 100 code points.
 */
export type ReadingName = "parsed" | "train" | "eval" | "sftFilter";

/** Why a reading gives no verdict. */
export type ReadingFailure =
  /** There is nothing to read. */
  | "none"
  /** Both verdicts stand where only one may. */
  | "both"
  /** An `<answer>` is there, but holds neither `[[A]]` nor `[[B]]` alone (`parsed` only). */
  | "malformed"
  /** An `<answer>` is there, but only inside another block (`parsed` only). */
  | "misplaced";

export interface VerdictReading<Name extends ReadingName = ReadingName> {
  readonly name: Name;
  readonly verdict: Verdict | undefined;
  /** Set exactly where there is no verdict. */
  readonly failure: ReadingFailure | undefined;
  /** The text that decided: the marker that was read, or the one that stood in the way. Undefined where there is none. */
  readonly span: Span | undefined;
  /** The part of the text that the reading looks at. */
  readonly window: Span;
}

export type VerdictReadings = { readonly [Name in ReadingName]: VerdictReading<Name> };

/** Code points at the end of the text that the RL reward looks at. */
export const trainWindow = 80;
/** Code points at the end of the text that the SFT filter looks at. */
export const sftFilterWindow = 100;

export const verdictLabels: readonly Verdict[] = ["A", "B"];

/** How a verdict is written. */
export function verdictMarker(verdict: Verdict): string {
  return `[[${verdict}]]`;
}

/** How RM-R1's reward wants a verdict: marker and tags, nothing between. */
export function answerText(verdict: Verdict): string {
  return `<answer>${verdictMarker(verdict)}</answer>`;
}

/** All four readings. `gold` is asked for by the SFT filter only; without it that reading tells what it would let pass. */
export function readVerdicts(trace: Trace, gold: Verdict | undefined): VerdictReadings {
  return {
    parsed: readParsed(trace),
    train: readTrain(trace.text),
    eval: readEval(trace.text),
    sftFilter: readSftFilter(trace.text, gold),
  };
}

/** The verdict inside the last well-placed `<answer>`, white space around it aside. */
export function readParsed(trace: Trace): VerdictReading<"parsed"> {
  const answer = lastAnswer(trace);
  const window = answer?.content ?? span(0, trace.text.length);
  const base = { name: "parsed", window } as const;
  if (answer === undefined) {
    const nested = blocksNamed(trace, "answer").at(-1);
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

/** The last `<answer>` at the top level: the one that a reader of the trace takes for the verdict. */
export function lastAnswer(trace: Trace): BlockNode | undefined {
  const isAnswer = (node: Trace["children"][number]): node is BlockNode =>
    node.kind === "block" && node.name === "answer";
  return trace.children.findLast(isAnswer);
}

/** RM-R1's RL reward: `<answer>[[X]]</answer>` in the last 80 code points, for one X and not for the other. */
export function readTrain(text: string): VerdictReading<"train"> {
  return readOne("train", text, span(lastCodePoints(text, trainWindow), text.length), answerText);
}

/** RM-R1's benchmark scripts: `[[A]]` or `[[B]]` anywhere; both or none is an error that scores 0. */
export function readEval(text: string): VerdictReading<"eval"> {
  return readOne("eval", text, span(0, text.length), verdictMarker);
}

/**
 * RM-R1's filter of distilled traces: it keeps a trace whose last 100 code points hold the gold label's marker and does not
 * look at the other label's. With `gold`, that label is read where its marker is there, even beside the other one.
 */
export function readSftFilter(text: string, gold: Verdict | undefined): VerdictReading<"sftFilter"> {
  const window = span(lastCodePoints(text, sftFilterWindow), text.length);
  const at = gold === undefined ? undefined : lastIn(text, verdictMarker(gold), window);
  if (at !== undefined) return { name: "sftFilter", verdict: gold, failure: undefined, span: at, window };
  return readOne("sftFilter", text, window, verdictMarker);
}

function readOne<Name extends ReadingName>(
  name: Name,
  text: string,
  window: Span,
  marker: (verdict: Verdict) => string,
): VerdictReading<Name> {
  const found = verdictLabels
    .map((verdict) => ({ verdict, span: lastIn(text, marker(verdict), window) }))
    .filter((candidate): candidate is { verdict: Verdict; span: Span } => candidate.span !== undefined)
    .sort((one, other) => one.span.start - other.span.start);
  const last = found.at(-1);
  if (last === undefined) return { name, verdict: undefined, failure: "none", span: undefined, window };
  if (found.length > 1) return { name, verdict: undefined, failure: "both", span: last.span, window };
  return { name, verdict: last.verdict, failure: undefined, span: last.span, window };
}

function lastIn(text: string, marker: string, window: Span): Span | undefined {
  const at = text.lastIndexOf(marker);
  // Markers are shorter than the text's end is long, so a last one before the window means that the window has none.
  return at >= window.start ? span(at, at + marker.length) : undefined;
}
