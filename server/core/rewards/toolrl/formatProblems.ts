import type { Span } from "../../text/span";
import { find, findAll, findLast } from "../shape/find";
import { followsTemplate, type Template } from "./format";

/** Something that costs the format reward. */
export interface FormatProblem {
  readonly code: "missing-tag" | "repeated-tag" | "wrong-start" | "wrong-end" | "wrong-order" | "wrong-separator";
  /** For people: what is wrong and what the template wants. */
  readonly message: string;
  /** In the completion. */
  readonly span: Span;
}

/** Why the text in `range` does not follow the template; empty exactly if it does. */
export function formatProblems(text: string, range: Span, template: Template): FormatProblem[] {
  if (followsTemplate(text, range, template)) return [];
  const tags = tagsOf(template);
  const problems: FormatProblem[] = [];
  const start: Span = { start: range.start, end: range.start };
  const end: Span = { start: range.end, end: range.end };

  for (const tag of tags) {
    const places = findAll(text, tag, range);
    if (places.length === 0) {
      const span = tag === "<think>" ? start : end;
      problems.push({ code: "missing-tag", message: `${tag} is missing`, span });
    }
    const second = places[1];
    if (second !== undefined && template.once.includes(tag)) {
      const message = `${tag} occurs ${places.length} times; the format reward allows it once, mentions included`;
      problems.push({ code: "repeated-tag", message, span: second });
    }
  }
  if (problems.length > 0) return problems;

  if (!text.startsWith("<think>", range.start)) {
    const span = { start: range.start, end: find(text, "<think>", range) };
    problems.push({ code: "wrong-start", message: "the text has to begin with <think>", span });
  }
  const lastTag = tags.at(-1) ?? "</think>";
  const lastEnd = findLast(text, lastTag, range) + lastTag.length;
  if (lastEnd !== range.end) {
    const span = { start: lastEnd, end: range.end };
    problems.push({ code: "wrong-end", message: `nothing may follow ${lastTag}`, span });
  }
  problems.push(...separatorProblems(text, range, template));
  if (problems.length === 0) {
    const message = `the blocks do not stand in the order ${tags.join(" … ")}`;
    problems.push({ code: "wrong-order", message, span: range });
  }
  return problems;
}

function tagsOf(template: Template): string[] {
  return template.pieces.flatMap((piece) => piece.split("\n")).filter((tag) => tag !== "");
}

/** Places where the blocks' tags are not separated by single line breaks. All tags of the template occur here. */
function separatorProblems(text: string, range: Span, template: Template): FormatProblem[] {
  const problems: FormatProblem[] = [];
  for (const piece of template.pieces) {
    if (find(text, piece, range) !== -1) continue;
    // A piece is tags joined by line breaks. If it begins or ends with a line break, its first or last tag is empty
    // here.
    const tags = piece.split("\n");
    for (const [i, left] of tags.entries()) {
      const right = tags[i + 1];
      if (right === undefined) continue;
      if (left === "") problems.push(...before(text, range, right));
      else if (right === "") problems.push(...after(text, range, left));
      else problems.push(...between(text, range, left, right));
    }
  }
  return problems;
}

/** Requires `left` and `right` to be joined by one line break. */
function between(text: string, range: Span, left: string, right: string): FormatProblem[] {
  const rightAt = find(text, right, range);
  const leftAt = findLast(text, left, { start: range.start, end: rightAt });
  if (leftAt === -1) {
    const span = { start: rightAt, end: rightAt + right.length };
    return [{ code: "wrong-order", message: `${right} has to come after ${left}`, span }];
  }
  const span = { start: leftAt + left.length, end: rightAt };
  return separator(text, span, `between ${left} and ${right}`);
}

function before(text: string, range: Span, tag: string): FormatProblem[] {
  const at = find(text, tag, range);
  if (text.charAt(at - 1) === "\n") return [];
  return separator(text, { start: at, end: at }, `before ${tag}`);
}

function after(text: string, range: Span, tag: string): FormatProblem[] {
  const end = find(text, tag, range) + tag.length;
  return end < range.end && text.charAt(end) === "\n" ? [] : separator(text, { start: end, end }, `after ${tag}`);
}

function separator(text: string, span: Span, where: string): FormatProblem[] {
  if (text.slice(span.start, span.end) === "\n") return [];
  return [{ code: "wrong-separator", message: `exactly one line break (LF) has to stand ${where}`, span }];
}
