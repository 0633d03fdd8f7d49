import type { Part } from "../../model/sample";
import judgePrompts from "./judgePrompts.json";
import { slicePart } from "./derivedParts";
import { goldIn } from "./goldLabel";
import type { SampleDraft } from "./jsonFormat";

/** What a known prompt writes around a judged response; {} stands for its name, a character. */
interface Marks {
  readonly open: string;
  readonly close: string;
  /** What the prompt calls the two responses, if not A and B. */
  readonly names?: readonly string[];
}

const marks: readonly Marks[] = judgePrompts;

/** The marks up to the letter. A prompt without any of them need not be searched. */
const openers = [...new Set(marks.map(({ open }) => open.slice(0, open.indexOf("{}"))))];

/** Does a prompt show two responses to compare, between known marks, or ask which is better with a known label? */
export function showsTwoResponses(prompt: string): boolean {
  return (
    marks.some(({ open, names = ["A", "B"] }) => names.every((name) => prompt.includes(open.replace("{}", name)))) ||
    (prompt.includes("[[A]]") && prompt.includes("[[B]]")) ||
    (prompt.includes("[[A>B]]") && prompt.includes("[[B>A]]"))
  );
}

/** The two responses in a judge's prompt; undefined if it is no such prompt. */
export function judgedResponses(prompt: Part): { readonly a: Part; readonly b: Part } | undefined {
  if (!openers.some((opener) => prompt.text.includes(opener))) return undefined;
  for (const { open, close, names: [first = "A", second = "B"] = [] } of marks) {
    const startA = prompt.text.indexOf(open.replace("{}", first));
    if (startA < 0) continue;
    const startB = prompt.text.indexOf(open.replace("{}", second), startA);
    if (startB < 0) continue;
    const a = between(
      prompt,
      "response_a",
      startA + open.length - 1,
      prompt.text.lastIndexOf(close.replace("{}", first), startB),
    );
    const b = between(
      prompt,
      "response_b",
      startB + open.length - 1,
      prompt.text.lastIndexOf(close.replace("{}", second)),
    );
    if (a !== undefined && b !== undefined) return { a, b };
  }
  return undefined;
}

/** The text between two marks, without the line end next to each. */
function between(part: Part, role: "response_a" | "response_b", start: number, end: number): Part | undefined {
  if (end < start) return undefined;
  let from = start;
  let to = end;
  if (part.text.startsWith("\r\n", from)) from += 2;
  else if (part.text[from] === "\n") from += 1;
  if (to > from && part.text[to - 1] === "\n") to -= part.text[to - 2] === "\r" && to - 1 > from ? 2 : 1;
  return slicePart(part, role, from, Math.max(from, to));
}

/**
 * A draft whose prompt is a judge's, with the two responses that it shows, and the gold label if the ground truth is
 * one.
 */
export function withJudgedResponses<T extends Partial<SampleDraft>>(given: T): T {
  if (given.responses !== undefined || given.turns === undefined || typeof given.turns === "function") return given;
  const asked = given.turns.findLast((turn) => turn.role === "user" || turn.role === "prompt")?.part;
  return asked === undefined ? given : judgedIn(asked, given);
}

/** The same if the prompt is one text. */
export function judgedIn<T extends Partial<SampleDraft>>(prompt: Part, given: T): T {
  const responses = judgedResponses(prompt);
  if (responses === undefined) return given;
  const known = given.attributes;
  const isKnown = known?.gold !== undefined || known?.otherGold !== undefined;
  return { ...given, responses, attributes: isKnown ? known : { ...known, ...goldIn(given.groundTruth?.text, true) } };
}
