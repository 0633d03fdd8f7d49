import type { SampleCallBlock } from "../../dialects/sampleCalls";
import { dialectOf } from "../../dialects/data";
import type { CallPiece } from "../../dialects/callPieces";
import type { Fault } from "../../dialects/reading";
import type { Profile } from "../../model/profile";
import type { Part } from "../../model/sample";
import type { Fix } from "../../model/fix";
import { tagText, type Tag } from "../../model/trace";
import { onOneLine } from "../edits/oneLine";
import { span, textOf, type Span } from "../../text/span";
import { isInOtherDialect } from "../../facts/besideConvention";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule, type Report, type TraceContext } from "../rule";

/** What has to move. */
type Layout =
  /** A blank line. */
  | { readonly form: "blank" }
  /** The text between a tag and the call beside it. */
  | { readonly form: "edge"; readonly space: Span }
  /** Calls that share a line, or a call that covers several lines. */
  | { readonly form: "calls"; readonly piece: CallPiece }
  /** Nothing can be moved: the extra text is meant. */
  | { readonly form: "bare" };

/** Calls that are JSON, but not in the layout that their reader expects. */
export const toolCallLayout = traceRule<Layout | Fault>({
  id: "tool-call-layout",
  summary: "Tool calls that are not written one per line.",
  severity: "error",
  severities: "error, warning where the profile's reader does not need it, information for blank lines beside the tags",
  check(context) {
    // Every reader of the dialect accepts what has no fix, unless it is no call.
    reportFaults("tool-call-layout", context, ({ fix, losesCall }) =>
      fix === undefined && losesCall !== true ? { severity: "information" } : {},
    );
    checkBare(context);
    const convention = context.profile.calls;
    if (convention === null) return;
    const tag = context.profile.tags[convention.tag];
    for (const block of context.facts.callBlocks(context.part)) {
      if (isInOtherDialect(block.block.span, context.part, context.facts)) continue;
      for (const piece of block.pieces) {
        if (tag?.content === "json") checkOnlyCall(piece, context);
        else checkLine(piece, convention.oneCallPerLine, context);
      }
      if (convention.oneCallPerLine) checkBlankLines(block, context);
    }
  },
  fixes({ part, span, state }, { profile }) {
    if (isFault(state)) return fixesOfFault(part, state);
    if (state.form === "bare") return [];
    if (state.form === "calls") return callsOnTheirLines(part, state.piece, profile);
    return state.form === "blank"
      ? [{ title: "Take the blank line out", safe: true, edits: [{ part, span, text: "" }] }]
      : tagOnItsLine(part, state.space);
  },
});

/**
 * Calls without marks: their readers take the whole message for one call, so a second call, or words behind the first,
 * may lose them all. Servers differ here, so this is information only.
 */
function checkBare({ facts, part, report }: TraceContext<Layout | Fault>): void {
  const reading = facts.reading(part);
  const dialect = reading && dialectOf(reading.dialect);
  const [first, second] = reading?.calls ?? [];
  if (reading === undefined || dialect?.bare !== true || first === undefined) return;
  const own = dialect.body.kind === "json-call" && dialect.body.holds === "object";
  const isTwo = own && second !== undefined && part.text.slice(first.outer.end, second.outer.start).includes(";");
  const behind = reading.contentPlaces.some(
    ({ start, end }) => start >= first.outer.end && part.text.slice(start, end).trim() !== "",
  );
  if (!isTwo && !behind) return;
  const what = isTwo
    ? `${reading.calls.length} calls stand in one message, with a semicolon between them`
    : "Text follows this call in the same message";
  const message = `${what}. Some servers read only a message that is one call and nothing else, and make text of all of it. Make one call per message.`;
  report({ span: first.outer, message, severity: "information" }, { form: "bare" });
}

/**
 * Calls that are side by side, in an array or over several lines: each gets its own line, or its own block if the
 * profile wants that.
 */
function callsOnTheirLines(part: Part, piece: CallPiece, { calls: convention, tags }: Profile): Fix[] {
  if (convention === null) return [];
  const isBlockEach = tags[convention.tag]?.content === "json";
  const between = isBlockEach ? `\n${tagText("closer", convention.tag)}\n${tagText("opener", convention.tag)}\n` : "\n";
  const written = piece.values.map((value) => textOf(part.text, value.span));
  const text = (isBlockEach ? written : written.map(onOneLine)).join(between);
  const title = isBlockEach
    ? "Give each call its own block"
    : written.length === 1
      ? "Write the call on one line"
      : "Write one call per line";
  return [{ title, safe: true, edits: [{ part, span: piece.span, text }] }];
}

/** Puts exactly one newline between a tag and the call beside it. */
function tagOnItsLine(part: Part, space: Span): Fix[] {
  return [{ title: "Put tag and call on lines of their own", safe: true, edits: [{ part, span: space, text: "\n" }] }];
}

/** The readers of these blocks take the whole block for one JSON object. */
function checkOnlyCall(piece: CallPiece, context: TraceContext<Layout | Fault>): void {
  const { span: range, values, form } = piece;
  const count = values.length;
  const state = { form: "calls", piece } as const;
  if (form === "array") {
    report(
      context,
      range,
      `An array of ${calls(count)} stands in one block. Readers take a block for one call: give each its own block.`,
      state,
    );
  } else if (form === "several") {
    report(
      context,
      secondOn(piece),
      `${count} calls stand in one block. Readers take a block for one call: give each its own block.`,
      state,
    );
  }
}

/** Who reads the calls line by line, to begin a sentence. */
function readerOf({ facts }: TraceContext<Layout | Fault>): string {
  return facts.paysFor("calls") ? "The reward's reader" : "A reader of lines";
}

function checkLine(piece: CallPiece, oneCallPerLine: boolean, context: TraceContext<Layout | Fault>): void {
  const { span: range, values, form, lines } = piece;
  const severity = oneCallPerLine ? "error" : "warning";
  const state = { form: "calls", piece } as const;
  const cost = oneCallPerLine
    ? `${readerOf(context)} takes each line for one call${lost(context)}`
    : "Many readers take each line for one call";
  if (form === "array") {
    report(
      context,
      range,
      `An array of ${calls(values.length)} stands here. ${cost}: take the brackets and commas away and write one call per line.`,
      state,
      severity,
    );
  } else if (form === "several") {
    report(
      context,
      secondOn(piece),
      `${values.length} calls stand on one line. ${cost}: begin a new line before each.`,
      state,
      severity,
    );
  } else if (form === "call" && lines > 1 && oneCallPerLine) {
    report(context, range, `This call goes over ${lines} lines. ${cost}: write it on one line.`, state, severity);
  }
}

function lost({ part, sample }: TraceContext<Layout | Fault>): string {
  return part === sample.groundTruth
    ? ", and without them the sample cannot be scored"
    : ", and where one is none, all are lost";
}

function checkBlankLines({ block, pieces }: SampleCallBlock, context: TraceContext<Layout | Fault>): void {
  const { text } = context.part;
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return;
  for (const [i, piece] of pieces.entries()) {
    const next = pieces[i + 1];
    const blank = next && blankLines(text, piece.span.end, next.span.start);
    if (blank === undefined) continue;
    report(
      context,
      blank,
      `A blank line stands between two calls. ${readerOf(context)} takes it for a call, which is not JSON${lost(context)}: take it out.`,
      { form: "blank" },
    );
  }
  if (block.open !== undefined) checkEdge(block.open, span(block.content.start, first.span.start), context);
  if (block.close !== undefined) checkEdge(block.close, span(last.span.end, block.content.end), context);
}

/** Checks the text between a tag and the call beside it, which should be exactly one line end. */
function checkEdge(tag: Tag, between: Span, context: TraceContext<Layout | Fault>): void {
  const { text } = context.part;
  const space = textOf(text, between);
  if (space.trim() !== "") return;
  const written = tagText(tag.kind, tag.name);
  const beside = tag.kind === "opener" ? space.startsWith("\n") : space.endsWith("\n");
  if (!beside) {
    const side = tag.kind === "opener" ? "after" : "before";
    const message = `Right ${side} ${written} there has to be a newline${context.facts.paysFor("format") ? ": without it the format reward is lost" : ""}. Put the tag on a line of its own, with no spaces beside it.`;
    report(context, space === "" ? tag.span : between, message, { form: "edge", space: between });
    return;
  }
  const blank = blankLines(text, between.start, between.end);
  if (blank === undefined) return;
  const message = `A blank line stands between the calls and ${written}. ${context.facts.paysFor("calls") ? "The reward passes over it, and other readers may not" : "Some readers do not pass over it"}: take it out.`;
  report(context, blank, message, { form: "blank" }, "information");
}

/** The blank lines, with their line ends, in the white space between two places; undefined if there are none. */
function blankLines(text: string, start: number, end: number): Span | undefined {
  // Searched within the white space alone: each pair of tags asks, and the text may have no line end at all.
  const between = text.slice(start, end);
  const [firstEnd, lastEnd] = [between.indexOf("\n"), between.lastIndexOf("\n")];
  if (lastEnd <= firstEnd) return undefined;
  return between.trim() === "" ? span(start + firstEnd + 1, start + lastEnd + 1) : undefined;
}

/** From the second call to the piece's end: the part that has to move. */
function secondOn({ span: range, values }: CallPiece): Span {
  return span(values[1]?.span.start ?? range.start, range.end);
}

function calls(count: number): string {
  return count === 1 ? "one call" : `${count} calls`;
}

function report(
  context: TraceContext<Layout | Fault>,
  range: Span,
  message: string,
  state: Layout,
  severity?: Report["severity"],
): void {
  context.report({ span: range, message, ...(severity && { severity }) }, state);
}
