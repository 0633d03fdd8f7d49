import { toolNameOf, type Call, type SampleCallBlock } from "../../dialects/sampleCalls";
import type { CallPiece } from "../../dialects/callPieces";
import type { Fault } from "../../dialects/reading";
import type { JsonFailure } from "../../json/jsonNode";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { blockWithSpace } from "../edits/blocks";
import type { AddedCloser } from "../../json/closings";
import { closedArguments, closedCall } from "../../dialects/meantClosings";
import { guessedJson } from "../edits/brokenJson";
import { repairJson } from "../edits/json";
import { withItsSpace } from "../edits/tags";
import { isInOtherDialect } from "../../facts/besideConvention";
import { listInWords } from "../../text/listInWords";
import { textOf, type Span } from "../../text/span";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule, type TraceContext } from "../rule";

/** What can be done about a call that cannot be read. */
type Unreadable =
  | { readonly form: "empty" }
  /** The opening fence, and the closing one if there is one. */
  | { readonly form: "fence"; readonly fences: readonly Span[] }
  /** The text that should be JSON: a call, or the arguments of the call that it is given with. */
  | { readonly form: "broken"; readonly text: Span; readonly argumentsOf?: Call };

/** Calls that cannot be read: not JSON, or JSON that is not an object. */
export const toolCallJson = traceRule<Unreadable | Fault>({
  id: "tool-call-json",
  summary: "A tool call that is not a JSON object.",
  severity: "error",
  check(context) {
    reportFaults("tool-call-json", context);
    for (const block of context.facts.callBlocks(context.part)) {
      checkEmpty(block, context);
      checkPieces(block, context);
    }
    for (const call of context.facts.calls(context.part)) {
      const { failure } = call;
      if (failure === undefined) continue;
      const text = { start: 0, end: failure.part.text.length };
      const guess = repairJson(failure.part.text) === undefined ? guessedJson(failure.part.text)?.text : undefined;
      const hint = guess === '"' ? " (most likely the string before it lacks its closing quote)" : "";
      const message = `The arguments of this call are not valid JSON: ${failure.message}${hint}. The call cannot be run as it stands.`;
      context.report({ part: failure.part, span: failure.span, message }, { form: "broken", text, argumentsOf: call });
    }
  },
  fixes({ part, span, state }, { facts }) {
    if (isFault(state)) return fixesOfFault(part, state);
    if (state.form === "fence") return withoutFence(part, state.fences);
    if (state.form === "empty") return withoutBlock(part, span);
    const repaired = repairJson(textOf(part.text, state.text));
    // A call is an object; to read a bare word as a string helps nobody.
    if (repaired === undefined) return guessed(part, state.text);
    if (!/^\s*[{[]/.test(repaired.text)) return [];
    const edits = (text: string) => [{ part, span: state.text, text }];
    if (repaired.missing === 0) return [{ title: "Repair the JSON", safe: true, edits: edits(repaired.text) }];
    const { ways, isCertain } =
      state.argumentsOf === undefined
        ? closedCall(repaired.text, repaired.missing, facts.dialectTools)
        : closedArguments(repaired.text, repaired.missing, toolNameOf(state.argumentsOf), facts.dialectTools);
    return ways.map(({ text, added }) => ({
      title: isCertain ? "Repair the JSON" : `Repair the JSON: ${closedWhere(added)}`,
      safe: isCertain,
      edits: edits(text),
    }));
  },
});

/** What tells one way to close a call's brackets from the others. */
function closedWhere(added: readonly AddedCloser[]): string {
  return listInWords(
    added
      .filter(({ isAtEnd }, i) => !isAtEnd || i === 0)
      .map(({ name, next, isAtEnd, closer }) => {
        const what = name === undefined ? (closer === "]" ? "the list" : "the object") : quoted(name);
        return `${what} ends ${isAtEnd ? "at the end" : next === undefined ? "before the next item" : `before ${quoted(next)}`}`;
      }),
  );
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}

/** What was most likely meant. Only the author knows where a text without its closing quote ends. */
function guessed(part: Part, text: Span): Fix[] {
  const edit = guessedJson(textOf(part.text, text));
  if (edit === undefined) return [];
  const span = { start: text.start + edit.span.start, end: text.start + edit.span.end };
  const title = edit.text === "" ? "Keep one of the two equal values" : "Close the string before the next key";
  return [{ title, safe: false, edits: [{ part, span, text: edit.text }] }];
}

/** Removes the lines of the fence: they are Markdown, not the model's words. */
function withoutFence(part: Part, fences: readonly Span[]): Fix[] {
  const edits = fences.map((at) => ({ part, span: withItsSpace(part.text, at), text: "" }));
  return [{ title: "Take the code fence out", safe: true, edits }];
}

/** Removes an empty block: only its author knows whether it should hold a call. */
function withoutBlock(part: Part, span: Span): Fix[] {
  const edits = [{ part, span: blockWithSpace(part.text, span), text: "" }];
  return [{ title: "Take the empty block out", safe: false, edits }];
}

function checkEmpty({ block, pieces }: SampleCallBlock, context: TraceContext<Unreadable | Fault>): void {
  if (pieces.length > 0 || block.open === undefined || block.children.some(({ kind }) => kind !== "text")) return;
  // It was cut off right behind its opener: the finding on the unclosed tag is enough.
  if (block.close === undefined) return;
  const message = `There is no call in this block, and readers expect at least one JSON object. Write the call, or take the tags out.`;
  context.report({ span: block.span, message }, { form: "empty" });
}

function checkPieces({ block, pieces }: SampleCallBlock, context: TraceContext<Unreadable | Fault>): void {
  let fence: CallPiece | undefined;
  for (const [i, piece] of pieces.entries()) {
    const { failure } = piece;
    if (failure === undefined || isInOtherDialect(piece.span, context.part, context.facts)) continue;
    const { text } = context.part;
    if (isFence(text, piece.span)) {
      // The opening and the closing fence are one fault.
      if (fence === undefined) {
        const fences = pieces.slice(i).filter(({ span }) => isFence(text, span));
        const state = { form: "fence", fences: fences.slice(0, 2).map(({ span }) => span) } as const;
        reportFailure(context, { ...failure, ...codeFence, span: piece.span }, state);
      }
      fence = fence === undefined ? piece : undefined;
      continue;
    }
    // A block that was cut off in the middle of a call is one fault, and `unclosed-tag` reports it.
    if (block.close === undefined && piece === pieces.at(-1) && failure.code === "unclosed") continue;
    reportFailure(context, failure, { form: "broken", text: piece.span });
  }
}

const codeFence = { code: "code-fence", message: "a code fence stands around the calls; take both its lines out" };

function isFence(text: string, { start, end }: Span): boolean {
  return end - start < 40 && /^(?:```|~~~)\w*$/.test(text.slice(start, end));
}

function reportFailure(
  context: TraceContext<Unreadable | Fault>,
  { code, message, span }: JsonFailure,
  state: Unreadable,
): void {
  const what = code === "no-object" ? "This is not a call" : "This call is not valid JSON";
  context.report({ span, message: `${what}: ${message}. ${cost(context)}` }, state);
}

function cost({ facts, part, sample, profile }: TraceContext<Unreadable | Fault>): string {
  if (part === sample.groundTruth) return "A ground truth whose calls cannot be read cannot be scored against.";
  return profile.calls?.oneCallPerLine === true && facts.paysFor("calls")
    ? "The reward reads every line of the block or none: with one bad line all of its calls are lost."
    : "The call is lost to every reader.";
}
