import type { CharacterSet } from "./characterSet";
import type { Furthest } from "./matcher";
import type { Instruction, LookInstruction, Program } from "./program";
import type { AssertionKind } from "./syntax";

/** How far a pattern got that found no match. */
export interface PatternFailure {
  /** The UTF-16 offset at which it could not continue. */
  readonly at: number;
  /** What the pattern expected there, for people: `"</think>"`, "white space", "the end of the text". */
  readonly wanted: string;
  /** The expected text, if it is a literal text. */
  readonly literal?: string;
  /** The text of the same literal that stands before that place and matched. */
  readonly begun?: string;
  /** Whether nothing of the pattern stands before that literal. */
  readonly opens?: boolean;
  /** The one literal that a negative look-ahead excludes, and where it stands. */
  readonly excluded?: { readonly literal: string; readonly at: number };
  /** How many of the pattern's steps had matched: of two failures, the one with more got further. */
  readonly progress: number;
}

/**
 * Says what a pattern expected where it got furthest. *Furthest* means furthest in the pattern: `<a>.*</b>` looks for
 * its end in the whole text, and the useful answer is the last of its parts that was not found.
 */
export function furthestOf(program: Program, text: string, furthest: Furthest | undefined): PatternFailure {
  if (furthest === undefined) return { at: 0, wanted: "another text", progress: 0 };
  const { at, instruction } = furthest;
  const { instructions } = program;
  const step = instructions[instruction];
  if (step?.op === "literal") {
    const literal = literalFrom(instructions, instruction);
    const { begun, first } = literalUpTo(instructions, instruction, text.slice(0, at));
    const opens = instructions.slice(0, first).every(({ op }) => op === "save" || op === "assert");
    return { at, wanted: JSON.stringify(literal), literal, begun, opens, progress: instruction };
  }
  const excluded = step?.op === "look" ? excludedBy(step, instructions, text, at) : undefined;
  const failure = { at, wanted: wantedBy(step, instructions), progress: instruction };
  return excluded === undefined ? failure : { ...failure, excluded };
}

/** Undefined unless exactly one literal can be what a look-ahead found. */
function excludedBy(
  { negative, behind, start }: LookInstruction,
  instructions: readonly Instruction[],
  text: string,
  from: number,
): PatternFailure["excluded"] {
  if (!negative || behind) return undefined;
  const literals: string[] = [];
  for (let i = start; instructions[i] !== undefined && instructions[i]?.op !== "match"; i++) {
    const literal = literalFrom(instructions, i);
    if (literal === "") continue;
    literals.push(literal);
    while (literalFrom(instructions, i + 1) !== "") i++;
  }
  const [literal] = literals;
  const at = literal === undefined || literals.length > 1 ? -1 : text.indexOf(literal, from);
  return literal === undefined || at < 0 ? undefined : { literal, at };
}

/** The literal text of the pattern from an instruction on. */
function literalFrom(instructions: readonly Instruction[], from: number): string {
  let literal = "";
  for (let i = from; ; i++) {
    const step = instructions[i];
    if (step?.op === "literal") literal += String.fromCodePoint(step.literal);
    else if (step?.op !== "save") return literal;
  }
}

/** The literal text of the pattern up to an instruction, as far as it stands at the end of what was read. */
function literalUpTo(
  instructions: readonly Instruction[],
  to: number,
  before: string,
): { readonly begun: string; readonly first: number } {
  let begun = "";
  let first = to;
  for (let i = to - 1; i >= 0; i--) {
    const step = instructions[i];
    if (step?.op === "save") continue;
    if (step?.op !== "literal") break;
    const longer = String.fromCodePoint(step.literal) + begun;
    if (!before.endsWith(longer)) break;
    begun = longer;
    first = i;
  }
  return { begun, first };
}

function wantedBy(step: Instruction | undefined, instructions: readonly Instruction[]): string {
  switch (step?.op) {
    case "set":
      return inWords(step.set);
    case "assert":
      return assertions[step.kind];
    case "look":
      if (!step.negative) return "what must be beside it";
      return !step.behind && isAnyCharacter(instructions[step.start])
        ? "the end of the text"
        : "something other than what is excluded";
    case "match":
      return "the end of the text";
    default:
      return "another text";
  }
}

/** `(?!.)` and the like want the end, in other words. */
function isAnyCharacter(step: Instruction | undefined): boolean {
  return step?.op === "set" && step.set.ascii.every((isMember) => isMember === 1);
}

/** The most ranges of characters that are named. */
const mostRanges = 5;

/** "one of the characters `,.0-9`" where there are few. */
function inWords({ negated, classes, ranges }: CharacterSet): string {
  if (negated) return "a character that is not among those excluded";
  const named = ranges.flatMap(([first, last]) => {
    const isShown = first > 32 && last < 127;
    const [from, to] = [String.fromCodePoint(first), String.fromCodePoint(last)];
    return isShown ? [first === last ? from : `${from}-${to}`] : [];
  });
  const isFew = classes.length === 0 && named.length === ranges.length && named.length <= mostRanges;
  return isFew && named.length > 0 ? `one of the characters \`${named.join("")}\`` : "one of the characters allowed";
}

const assertions: Readonly<Record<AssertionKind, string>> = {
  start: "the start of the text",
  "line-start": "the start of a line",
  end: "the end of the text",
  "line-end": "the end of a line",
  "very-end": "the end of the text",
  "word-boundary": "the edge of a word",
  "no-word-boundary": "not the edge of a word",
};
