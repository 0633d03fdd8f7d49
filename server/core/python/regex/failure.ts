import type { Furthest } from "./matcher";
import type { Instruction, Program } from "./program";
import type { AssertionKind } from "./syntax";

/** How far a pattern got that found no match. */
export interface PatternFailure {
  /** The UTF-16 offset at which it could not continue. */
  readonly at: number;
  /** What the pattern expected there, for people: `"</think>"`, "white space", "the end of the text". */
  readonly wanted: string;
  /** The expected text, if it is a literal text. */
  readonly literal?: string;
  /** How many of the pattern's steps had matched: of two failures, the one with more got further. */
  readonly progress: number;
}

/**
 * Says what a pattern expected where it got furthest. *Furthest* means furthest in the pattern: `<a>.*</b>` looks for
 * its end in the whole text, and the useful answer is the last of its parts that was not found.
 */
export function furthestOf(program: Program, furthest: Furthest | undefined): PatternFailure {
  if (furthest === undefined) return { at: 0, wanted: "another text", progress: 0 };
  const { at, instruction } = furthest;
  const { instructions } = program;
  const step = instructions[instruction];
  if (step?.op === "literal") {
    const literal = literalFrom(instructions, instruction);
    return { at, wanted: JSON.stringify(literal), literal, progress: instruction };
  }
  return { at, wanted: wantedBy(step), progress: instruction };
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

function wantedBy(step: Instruction | undefined): string {
  switch (step?.op) {
    case "set":
      return step.set.negated ? "a character that is not among those excluded" : "one of the characters allowed";
    case "assert":
      return assertions[step.kind];
    case "look":
      return step.negative ? "something other than what is excluded" : "what must be beside it";
    case "match":
      return "the end of the text";
    default:
      return "another text";
  }
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
