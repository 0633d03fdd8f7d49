import type { CallBlock } from "../../dialects/calls";
import type { CallPiece } from "../../dialects/callPieces";
import type { JsonFailure } from "../../json/jsonNode";
import type { Finding } from "../../model/finding";
import type { Fix } from "../../model/fix";
import { blockWithSpace } from "../edits/blocks";
import { repairJson } from "../edits/json";
import { withItsSpace } from "../edits/tags";
import { textOf, type Span } from "../../text/span";
import type { FixContext, Rule, TraceContext } from "../shared/rule";

/** Calls that cannot be read: not JSON, or JSON of another kind than an object. */
export const toolCallJson: Rule = {
  id: "tool-call-json",
  summary: "A tool call that is not a JSON object.",
  severity: "error",
  scope: "trace",
  check(context) {
    for (const block of context.facts.callBlocks(context.part)) {
      checkEmpty(block, context);
      checkPieces(block, context);
    }
    for (const { failure } of context.facts.calls(context.part)) {
      if (failure === undefined) continue;
      const message = `The arguments of this call are not valid JSON: ${failure.message}. The call cannot be run as it stands.`;
      context.report({ part: failure.part, span: failure.span, message, data: { code: failure.code } });
    }
  },
  fixes(finding, context) {
    const { code } = finding.data as { readonly code: string };
    if (code === codeFence.code) return withoutFence(finding, context);
    if (code === "empty") return withoutBlock(finding);
    const { part } = finding;
    const broken = brokenText(finding, context);
    const repaired = broken && repairJson(textOf(part.text, broken));
    // A call is an object; that a bare word could be a string helps nobody.
    if (broken === undefined || repaired === undefined || !/^\s*[{[]/.test(repaired)) return [];
    return [{ title: "Repair the JSON", safe: true, edits: [{ part, span: broken, text: repaired }] }];
  },
};

/** The text that was to be JSON: a piece of a block of calls, or all of the arguments that are given as data. */
function brokenText({ part, span }: Finding, { facts }: FixContext): Span | undefined {
  if (!facts.traced.includes(part)) return { start: 0, end: part.text.length };
  const pieces = facts.callBlocks(part).flatMap((block) => block.pieces);
  return pieces.find(({ form, span: at }) => form === "broken" && at.start <= span.start && span.end <= at.end)?.span;
}

/** Takes the lines of the fence out: it is no word of the model's, but Markdown's. */
function withoutFence({ part, span }: Finding, { facts }: FixContext): Fix[] {
  const block = facts.callBlocks(part).find(({ pieces }) => pieces.some((piece) => piece.span.start === span.start));
  const fences = (block?.pieces ?? []).map((piece) => piece.span).filter((at) => isFence(part.text, at));
  const first = fences.findIndex((at) => at.start === span.start);
  const edits = fences.slice(first, first + 2).map((at) => ({ part, span: withItsSpace(part.text, at), text: "" }));
  return edits.length === 0 ? [] : [{ title: "Take the code fence out", safe: true, edits }];
}

/** An empty block out: whether a call was to stand in it only its author knows. */
function withoutBlock({ part, span }: Finding): Fix[] {
  const edits = [{ part, span: blockWithSpace(part.text, span), text: "" }];
  return [{ title: "Take the empty block out", safe: false, edits }];
}

function checkEmpty({ block, pieces }: CallBlock, context: TraceContext): void {
  if (pieces.length > 0 || block.open === undefined || block.children.some(({ kind }) => kind !== "text")) return;
  // Cut off right behind its opener: that the tag is unclosed says it all.
  if (block.close === undefined) return;
  const message = `There is no call in this block, and readers expect at least one JSON object. Write the call, or take the tags out.`;
  context.report({ span: block.span, message, data: { code: "empty" } });
}

function checkPieces({ block, pieces }: CallBlock, context: TraceContext): void {
  let fence: CallPiece | undefined;
  for (const piece of pieces) {
    const { failure } = piece;
    if (failure === undefined) continue;
    const { text } = context.part;
    if (isFence(text, piece.span)) {
      // Opening and closing fence are one fault.
      if (fence === undefined) reportFailure(context, { ...failure, ...codeFence, span: piece.span });
      fence = fence === undefined ? piece : undefined;
      continue;
    }
    // A block that was cut off in the middle of a call is one fault, and `unclosed-tag` tells it.
    if (block.close === undefined && piece === pieces.at(-1) && failure.code === "unclosed") continue;
    reportFailure(context, failure);
  }
}

const codeFence = { code: "code-fence", message: "a code fence stands around the calls; take both its lines out" };

function isFence(text: string, { start, end }: Span): boolean {
  return end - start < 40 && /^(?:```|~~~)\w*$/.test(text.slice(start, end));
}

function reportFailure(context: TraceContext, { code, message, span }: JsonFailure): void {
  const what = code === "no-object" ? "This is not a call" : "This call is not valid JSON";
  context.report({ span, message: `${what}: ${message}. ${cost(context)}`, data: { code } });
}

function cost({ part, sample, profile }: TraceContext): string {
  if (part === sample.groundTruth) return "A ground truth whose calls cannot be read cannot be scored against.";
  return profile.calls?.oneCallPerLine === true
    ? "The reward reads every line of the block or none: with one bad line all of its calls are lost."
    : "The call is lost to every reader.";
}
