import type { CharacterSet } from "./characterSet";

/** A regular expression as a tree. Flags are resolved: each node says what it matches without them. */
export type RegexNode = Character | Sequence | Branch | Group | Repeat | Assertion | Look;

/** One code point. */
export interface Character {
  readonly type: "character";
  readonly set: CharacterSet;
  /** The code point, if the node matches only that one. */
  readonly literal?: number;
}

export interface Sequence {
  readonly type: "sequence";
  readonly items: readonly RegexNode[];
}

/** The first alternative that leads to a match wins. */
export interface Branch {
  readonly type: "branch";
  readonly alternatives: readonly RegexNode[];
}

export interface Group {
  readonly type: "group";
  /** From 1; undefined where nothing is captured. */
  readonly index?: number;
  readonly body: RegexNode;
}

export interface Repeat {
  readonly type: "repeat";
  readonly min: number;
  /** Infinity where there is no bound. */
  readonly max: number;
  readonly lazy: boolean;
  readonly body: RegexNode;
}

/** A condition on a place; it consumes no character. */
export interface Assertion {
  readonly type: "assertion";
  readonly kind: AssertionKind;
}

export type AssertionKind =
  /** `^` and `\A`. */
  | "start"
  /** `^` with flag m. */
  | "line-start"
  /** `$`: the end, or a line feed that ends the text. */
  | "end"
  /** `$` with flag m. */
  | "line-end"
  /** `\Z`. */
  | "very-end"
  | "word-boundary"
  | "no-word-boundary";

export interface Look {
  readonly type: "look";
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: RegexNode;
  /** How many characters a look-behind goes back. */
  readonly width: number;
}

/** A pattern that was read. */
export interface Syntax {
  readonly body: RegexNode;
  /** How many groups capture. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Why a pattern cannot be used: Python refuses it, or it needs something that is not supported here. */
export interface PatternProblem {
  /** In a few words, without the place: "a backreference is not supported". */
  readonly message: string;
  /** The UTF-16 offset in the pattern. */
  readonly at: number;
}

/** The fewest and the most characters that a node can match. */
export function widthOf(node: RegexNode): { readonly least: number; readonly most: number } {
  switch (node.type) {
    case "character":
      return { least: 1, most: 1 };
    case "assertion":
    case "look":
      return { least: 0, most: 0 };
    case "group":
      return widthOf(node.body);
    case "sequence": {
      const widths = node.items.map(widthOf);
      return { least: sum(widths.map(({ least }) => least)), most: sum(widths.map(({ most }) => most)) };
    }
    case "branch": {
      const widths = node.alternatives.map(widthOf);
      return {
        least: Math.min(...widths.map(({ least }) => least)),
        most: Math.max(...widths.map(({ most }) => most)),
      };
    }
    case "repeat": {
      const { least, most } = widthOf(node.body);
      return { least: least * node.min, most: most === 0 ? 0 : most * node.max };
    }
  }
}

/** Does a group capture in there? */
export function captures(node: RegexNode): boolean {
  switch (node.type) {
    case "character":
    case "assertion":
      return false;
    case "group":
      return node.index !== undefined || captures(node.body);
    case "sequence":
      return node.items.some(captures);
    case "branch":
      return node.alternatives.some(captures);
    default:
      return captures(node.body);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
