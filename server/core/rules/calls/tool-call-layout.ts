import type { CallBlock } from "../../dialects/calls";
import type { CallPiece } from "../../dialects/callPieces";
import type { Finding } from "../../model/finding";
import type { Fix } from "../../model/fix";
import { tagText, type Tag } from "../../model/trace";
import { onOneLine } from "../edits/oneLine";
import { span, textOf, type Span } from "../../text/span";
import type { FixContext, Report, Rule, TraceContext } from "../shared/rule";

/** Calls that are JSON, but not laid out as their reader reads them. */
export const toolCallLayout: Rule = {
  id: "tool-call-layout",
  summary: "Tool calls that are not written one per line.",
  severity: "error",
  scope: "trace",
  check(context) {
    const convention = context.profile.calls;
    if (convention === null) return;
    const tag = context.profile.tags[convention.tag];
    for (const block of context.facts.callBlocks(context.part)) {
      for (const piece of block.pieces) {
        if (tag?.content === "json") checkOnlyCall(piece, context);
        else checkLine(piece, convention.oneCallPerLine, context);
      }
      if (convention.oneCallPerLine) checkBlankLines(block, context);
    }
  },
  fixes(finding, context) {
    const { form } = finding.data as { readonly form: string };
    const { part } = finding;
    if (form === "blank") {
      return [{ title: "Take the blank line out", safe: true, edits: [{ part, span: finding.span, text: "" }] }];
    }
    return form === "tag-line" ? tagOnItsLine(finding, context) : callsOnTheirLines(finding, context);
  },
};

/** Calls side by side, in an array or over several lines: each on a line, or in a block of its own where that is due. */
function callsOnTheirLines({ part, span: at }: Finding, { facts, profile }: FixContext): Fix[] {
  const pieces = facts.callBlocks(part).flatMap((block) => block.pieces);
  const piece = pieces.find((each) => each.span.start <= at.start && at.end <= each.span.end);
  const { calls: convention } = profile;
  if (piece === undefined || convention === null) return [];
  const isBlockEach = profile.tags[convention.tag]?.content === "json";
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

/** Exactly a newline between a tag and the call beside it. */
function tagOnItsLine({ part, span: at }: Finding, { facts }: FixContext): Fix[] {
  for (const { block, pieces } of facts.callBlocks(part)) {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first === undefined || last === undefined || at.start < block.span.start || at.end > block.span.end) continue;
    const isOpener = at.end <= first.span.start;
    const space = isOpener ? span(block.content.start, first.span.start) : span(last.span.end, block.content.end);
    const edits = [{ part, span: space, text: "\n" }];
    return [{ title: "Put tag and call on lines of their own", safe: true, edits }];
  }
  return [];
}

/** The readers of these blocks take the whole block for one JSON object. */
function checkOnlyCall(piece: CallPiece, context: TraceContext): void {
  const { span: range, values, form } = piece;
  const count = values.length;
  if (form === "array") {
    report(
      context,
      range,
      `An array of ${calls(count)} stands in one block. Readers take a block for one call: give each its own block.`,
      form,
    );
  } else if (form === "several") {
    report(
      context,
      secondOn(piece),
      `${count} calls stand in one block. Readers take a block for one call: give each its own block.`,
      form,
    );
  }
}

function checkLine(piece: CallPiece, oneCallPerLine: boolean, context: TraceContext): void {
  const { span: range, values, form, lines } = piece;
  const severity = oneCallPerLine ? "error" : "warning";
  const cost = oneCallPerLine
    ? `The reward's reader takes each line for one call${lost(context)}`
    : "Many readers take each line for one call";
  if (form === "array") {
    report(
      context,
      range,
      `An array of ${calls(values.length)} stands here. ${cost}: take the brackets and commas away and write one call per line.`,
      form,
      severity,
    );
  } else if (form === "several") {
    report(
      context,
      secondOn(piece),
      `${values.length} calls stand on one line. ${cost}: begin a new line before each.`,
      form,
      severity,
    );
  } else if (form === "call" && lines > 1 && oneCallPerLine) {
    report(context, range, `This call goes over ${lines} lines. ${cost}: write it on one line.`, "lines", severity);
  }
}

function lost({ part, sample }: TraceContext): string {
  return part === sample.groundTruth
    ? ", and without them the sample cannot be scored"
    : ", and where one is none, all are lost";
}

function checkBlankLines({ block, pieces }: CallBlock, context: TraceContext): void {
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
      `A blank line stands between two calls. The reward's reader takes it for a call, which is not JSON${lost(context)}: take it out.`,
      "blank",
    );
  }
  if (block.open !== undefined) checkEdge(block.open, span(block.content.start, first.span.start), context);
  if (block.close !== undefined) checkEdge(block.close, span(last.span.end, block.content.end), context);
}

/** What stands between a tag and the call beside it: exactly a line end is due. */
function checkEdge(tag: Tag, between: Span, context: TraceContext): void {
  const { text } = context.part;
  const space = textOf(text, between);
  if (space.trim() !== "") return;
  const written = tagText(tag.kind, tag.name);
  const beside = tag.kind === "opener" ? space.startsWith("\n") : space.endsWith("\n");
  if (!beside) {
    const side = tag.kind === "opener" ? "after" : "before";
    const message = `Right ${side} ${written} there has to be a newline: without it the format reward is lost. Put the tag on a line of its own, with no spaces beside it.`;
    report(context, space === "" ? tag.span : between, message, "tag-line");
    return;
  }
  const blank = blankLines(text, between.start, between.end);
  if (blank === undefined) return;
  const message = `A blank line stands between the calls and ${written}. The reward passes over it, and other readers may not: take it out.`;
  report(context, blank, message, "blank", "information");
}

/** The blank lines, their line ends included, in the white space between two places; undefined where there are none. */
function blankLines(text: string, start: number, end: number): Span | undefined {
  const firstEnd = text.indexOf("\n", start);
  const lastEnd = text.lastIndexOf("\n", end - 1);
  if (firstEnd < 0 || firstEnd >= end || lastEnd <= firstEnd) return undefined;
  return text.slice(start, end).trim() === "" ? span(firstEnd + 1, lastEnd + 1) : undefined;
}

/** From the second call to the piece's end: what has to move. */
function secondOn({ span: range, values }: CallPiece): Span {
  return span(values[1]?.span.start ?? range.start, range.end);
}

function calls(count: number): string {
  return count === 1 ? "one call" : `${count} calls`;
}

function report(
  context: TraceContext,
  range: Span,
  message: string,
  form: string,
  severity?: Report["severity"],
): void {
  context.report({ span: range, message, data: { form }, ...(severity && { severity }) });
}
