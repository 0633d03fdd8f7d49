import type { AuditedSample } from "../audit/readBy";
import type { Finding, Severity } from "../model/finding";
import { tagsOf } from "../model/role";
import type { Part, Sample } from "../model/sample";
import { walk } from "../model/trace";
import type { Span } from "../text/span";
import { shownQuotes, type ShownQuote } from "./shownQuotes";
import { rolloutTexts, type RolloutTexts } from "./rolloutTexts";

/** The texts of a sample as a pane shows them, with the findings at their places. */
export interface SampleTexts {
  readonly texts: readonly ShownText[];
  /** The trace, with the rollout's earlier turns, as rollouts of a prompt are compared. */
  readonly rollout: RolloutTexts;
  /** A judge's quotes; none for other traces. */
  readonly quotes: readonly ShownQuote[];
  readonly findings: readonly ShownFinding[];
}

export interface ShownText {
  /** For people: "user", "completion", "ground truth". */
  readonly role: string;
  /** Length of the whole text, in UTF-16 units; the pieces may contain less. */
  readonly length: number;
  readonly pieces: readonly TextPiece[];
}

/** A piece of a text; if `left` is more than 0, that many characters are left out in its place. */
export interface TextPiece {
  readonly text: string;
  readonly left: number;
  /** Is it reasoning, which people read after the rest? */
  readonly isQuiet: boolean;
  /** Number of the finding at this place; undefined if there is none. */
  readonly finding: number | undefined;
}

export interface ShownFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** A longer text is shown only around its findings. */
export const longestShown = 4000;

/** Number of lines around a finding, and of characters if lines are long. */
const [linesAround, charactersAround] = [10, 1000];

/** A longer span is marked only if it is not most of its text. */
const longestMark = 40;

/** Maximum number of a sample's findings that are shown at their places. */
const maxFindings = 200;

/** A sample, and what was found in it; undefined if no profile reads it. */
export interface FoundSample {
  readonly sample: Sample;
  readonly found: AuditedSample | undefined;
}

/** @param earlier the earlier turns of its rollout, in order */
export function sampleTexts({ sample, found }: FoundSample, earlier: readonly FoundSample[] = []): SampleTexts {
  const findings = (found?.findings ?? []).slice(0, maxFindings);
  const shown = (role: string, part: Part): ShownText => ({
    role,
    length: part.text.length,
    pieces: piecesOf(part, findings, reasoningIn(part, found)),
  });
  const { turns, completion, calls, groundTruth, responses } = sample;
  const texts = turns.flatMap(({ role, part, calls: made }): ShownText[] => [
    ...(part === undefined ? [] : [shown(role, part)]),
    ...made.flatMap((call) =>
      call.arguments === undefined ? [] : [shown(`calls ${call.name?.text ?? ""}`, call.arguments)],
    ),
  ]);
  if (responses !== undefined) texts.push(shown("response A", responses.a), shown("response B", responses.b));
  if (sample.unanswered !== true && completion !== groundTruth) texts.push(shown("completion", completion));
  for (const call of calls) {
    if (call.arguments !== undefined) texts.push(shown(`calls ${call.name?.text ?? ""}`, call.arguments));
  }
  if (groundTruth !== undefined) texts.push(shown("ground truth", groundTruth));
  return {
    texts,
    quotes: shownQuotes(found),
    rollout: rolloutTexts(
      [...earlier, { sample, found }].map(({ sample: { completion: text, calls: made }, found: of }) => ({
        completion: text,
        calls: made,
        reasoning: reasoningIn(text, of),
      })),
    ),
    findings: findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
  };
}

/** The reasoning of the model, by the profile's tags. */
function reasoningIn(part: Part, found: AuditedSample | undefined): Span[] {
  if (found === undefined || !found.facts.traced.includes(part)) return [];
  const tags = tagsOf(found.profile, "reasoning");
  const spans: Span[] = [];
  walk(found.facts.traceOf(part).children, (node) => {
    if (node.kind === "block" && tags.includes(node.name)) spans.push(node.span);
  });
  return spans;
}

interface Mark extends Span {
  readonly finding: number;
}

/** Where findings overlap, the shortest is marked: a finding about the whole text shows no place. */
function marksIn(part: Part, findings: readonly Finding[]): Mark[] {
  const marks: Mark[] = [];
  const here = findings.flatMap(({ part: of, span }, finding): Mark[] => (of === part ? [{ ...span, finding }] : []));
  here.sort((a, b) => a.end - a.start - (b.end - b.start));
  for (const mark of here) {
    const isWhole = mark.end - mark.start > Math.max(longestMark, part.text.length / 2);
    if (!isWhole && marks.every((other) => mark.end <= other.start || other.end <= mark.start)) marks.push(mark);
  }
  return marks.sort((a, b) => a.start - b.start || a.end - b.end);
}

function piecesOf(part: Part, findings: readonly Finding[], quiet: readonly Span[]): TextPiece[] {
  const { text } = part;
  const marks = marksIn(part, findings);
  const pieces: TextPiece[] = [];
  const put = (start: number, end: number, finding: number | undefined): void => {
    const ends = quiet.flatMap((span) => [span.start, span.end]).filter((at) => start < at && at < end);
    const cuts = [start, ...ends.sort((a, b) => a - b), end];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
      const isQuiet = quiet.some((span) => span.start <= from && to <= span.end);
      if (to > from || finding !== undefined) pieces.push({ text: text.slice(from, to), left: 0, isQuiet, finding });
    }
  };
  let at = 0;
  for (const window of windowsOf(text, marks)) {
    if (window.start > at) pieces.push({ text: "", left: window.start - at, isQuiet: true, finding: undefined });
    at = window.start;
    for (const mark of marks) {
      if (mark.start < at || mark.end > window.end) continue;
      put(at, mark.start, undefined);
      put(mark.start, mark.end, mark.finding);
      at = mark.end;
    }
    put(at, window.end, undefined);
    at = window.end;
  }
  if (at < text.length) pieces.push({ text: "", left: text.length - at, isQuiet: true, finding: undefined });
  return pieces;
}

/**
 * The parts of a text that are shown: all of a short one, else lines around each finding, else its beginning and its
 * end.
 */
function windowsOf(text: string, marks: readonly Span[]): Span[] {
  if (text.length <= longestShown) return [{ start: 0, end: text.length }];
  if (marks.length === 0) {
    const half = longestShown / 2;
    return [
      { start: 0, end: half },
      { start: text.length - half, end: text.length },
    ];
  }
  const windows: { start: number; end: number }[] = [];
  for (const mark of marks) {
    const start = linesBefore(text, mark.start);
    const end = Math.max(linesBehind(text, mark.start), Math.min(mark.end, mark.start + longestShown));
    const last = windows.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else windows.push({ start, end });
  }
  return windows;
}

function linesBefore(text: string, from: number): number {
  const least = Math.max(0, from - charactersAround);
  let at = from;
  for (let line = 0; line <= linesAround && at > least; line++) at = text.lastIndexOf("\n", at - 1);
  return at < least ? least : at <= 0 ? 0 : at + 1;
}

function linesBehind(text: string, from: number): number {
  const most = Math.min(text.length, from + charactersAround);
  let at = from;
  for (let line = 0; line <= linesAround && at < most; line++) {
    const feed = text.indexOf("\n", at);
    at = feed < 0 ? most : feed + 1;
  }
  return Math.min(at, most);
}
