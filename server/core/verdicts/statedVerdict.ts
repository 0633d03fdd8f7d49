import type { Verdict } from "../model/sample";
import type { Trace, TraceNode } from "../model/trace";
import { span, textOf, type Span } from "../text/span";
import { betterOne, type EvalConclusion } from "./conclusion";
import { sentencesOf } from "./evalText";
import type { VerdictForm } from "./verdictForm";

/** Longer lines are not examined. */
const longestLine = 1000;

/**
 * The verdict that a trace states in another form than readers read: its last line ("Final verdict: B", `\boxed{B}`,
 * "Response B is the better one.") and the evaluation's conclusion. Undefined if none of them states one, or if they
 * differ.
 */
export function statedVerdict(
  trace: Trace,
  conclusion: EvalConclusion | undefined,
  form: VerdictForm,
): Verdict | undefined {
  const last = lastLine(trace, form);
  const stated = last === undefined ? undefined : (lineVerdict(last.trim()) ?? lastSentence(last));
  const [verdict, ...others] = new Set([stated, conclusion?.verdict].filter((found) => found !== undefined));
  return others.length === 0 ? verdict : undefined;
}

/** The verdict of a line that is only a letter, alone or after a label. */
export function lineVerdict(line: string): Verdict | undefined {
  const letter = labelled.exec(line)?.[1] ?? boxed.exec(line)?.[1];
  return letter === "A" || letter === "B" ? letter : undefined;
}

const signs = String.raw`[\s*_"'\x60:=#>-]{0,8}`;
const label = String.raw`(?:(?:my|the|final|overall|your)\s+){0,3}(?:verdict|answer|decision|choice|judge?ment|winner|preference|(?:better|best|preferred)\s+(?:response|chatbot|assistant|one|answer))(?:\s+is)?`;
const subject = String.raw`(?:(?:chatbot|response|assistant|model)\s+)?`;
const labelled = new RegExp(
  String.raw`^${signs}(?:${label})?${signs}${subject}[[({*_"'\x60]{0,4}\s?([AB])\s?[\])}*_"'\x60.!]{0,5}$`,
  "i",
);
const boxed =
  /^[^\\]{0,80}\\boxed\{(?:\\text\{)?(?:(?:chatbot|response|assistant|model)\s+)?([AB])\}{1,2}[\s.$)\]]{0,5}$/i;

function lastSentence(line: string): Verdict | undefined {
  const sentence = sentencesOf(line, span(0, line.length)).at(-1);
  return sentence && betterOne(sentence.text);
}

/** The last line of the judge's own words before the answers. */
function lastLine(trace: Trace, { tags }: VerdictForm): string | undefined {
  const words = trace.children.findLast((node) => {
    const isAnswer = node.kind === "block" && tags.includes(node.name);
    return !isAnswer && textOf(trace.text, node.span).trim() !== "";
  });
  const range = words && ownText(words, trace.text);
  if (range === undefined) return undefined;
  const text = textOf(trace.text, { start: Math.max(range.start, range.end - longestLine), end: range.end }).trimEnd();
  return text.slice(text.lastIndexOf("\n") + 1);
}

function ownText(node: TraceNode, text: string): Span | undefined {
  if (node.kind === "text") return node.span;
  if (node.kind === "stray") return undefined;
  const last = node.children.at(-1);
  return last?.kind === "text" && textOf(text, last.span).trim() !== "" ? last.span : undefined;
}
