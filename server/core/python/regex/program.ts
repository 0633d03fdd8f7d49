import type { CharacterSet } from "./characterSet";
import {
  captures,
  widthOf,
  type AssertionKind,
  type Look,
  type PatternProblem,
  type RegexNode,
  type Repeat,
  type Syntax,
} from "./syntax";

/** What one step of a matcher does. */
export type Instruction =
  /** Consumes the code point `literal`. */
  | { readonly op: "literal"; readonly literal: number }
  | { readonly op: "set"; readonly set: CharacterSet }
  /** Continues at `first`, or at `second` if that fails. `state` numbers the splits. */
  | { readonly op: "split"; readonly first: number; readonly second: number; readonly state: number }
  | { readonly op: "jump"; readonly to: number }
  /** Stores the place in `slot`: where group n begins (2n) or ends (2n + 1). */
  | { readonly op: "save"; readonly slot: number }
  | { readonly op: "assert"; readonly kind: AssertionKind }
  | LookInstruction
  /** Clears the mark that a turn of `loop` consumed nothing. */
  | { readonly op: "leave"; readonly loop: number }
  /** A turn of `loop` begins; it has consumed nothing yet. */
  | { readonly op: "turn"; readonly loop: number }
  /** Continues at `to` if the last turn of `loop` consumed nothing; -1: fails then. */
  | { readonly op: "guard"; readonly loop: number; readonly to: number }
  | { readonly op: "match" };

export interface LookInstruction {
  readonly op: "look";
  readonly behind: boolean;
  readonly negative: boolean;
  /** How many characters it goes back. */
  readonly width: number;
  /** Where its own program begins, which ends with `match`. */
  readonly start: number;
  /** Do groups capture in it? */
  readonly captures: boolean;
  readonly to: number;
}

/** A pattern as steps. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
  /** How many splits there are. */
  readonly states: number;
  /** How many repetitions have a body that can match nothing. */
  readonly emptyLoops: number;
  /** For each UTF-16 unit below 128, and for all others together in the last place: can a match begin with it? */
  readonly first: Uint8Array;
}

/** Programs with more steps are refused: `(?:a{500}){500}` would have a quarter of a million. */
const maxInstructions = 20_000;

/** Each of these doubles the states to remember. */
const maxEmptyLoops = 6;

export function compile(syntax: Syntax): Program | PatternProblem {
  const compiler = new Compiler();
  compiler.node(syntax.body);
  compiler.emit({ op: "match" });
  if (compiler.tooLarge) return { message: "the pattern is too large: its counted repetitions are written out", at: 0 };
  if (compiler.emptyLoops > maxEmptyLoops) {
    return { message: "too many repetitions of what may be empty", at: 0 };
  }
  const { instructions, states, emptyLoops } = compiler;
  return { instructions, groups: syntax.groups, states, emptyLoops, first: firstUnits(instructions) };
}

/** If the pattern can match nothing, a match can begin anywhere, even at the end of the text. */
function firstUnits(instructions: readonly Instruction[]): Uint8Array {
  const first = new Uint8Array(beginsElsewhere + 1);
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const step = instructions[at];
    switch (step?.op) {
      case "literal":
        first[Math.min(step.literal, beginsElsewhere)] = 1;
        break;
      case "set":
        for (let code = 0; code < beginsElsewhere; code++) if (step.set.ascii[code] === 1) first[code] = 1;
        // Characters beyond ASCII are not examined.
        first[beginsElsewhere] = 1;
        break;
      case "split":
        open.push(step.first, step.second);
        break;
      case "jump":
        open.push(step.to);
        break;
      case "guard":
        open.push(at + 1);
        if (step.to >= 0) open.push(step.to);
        break;
      case "look":
        open.push(step.to);
        break;
      case "match":
      case undefined:
        return first.fill(1);
      default:
        open.push(at + 1);
    }
  }
  return first;
}

/** The place of all units that are not ASCII. */
export const beginsElsewhere = 128;

class Compiler {
  readonly instructions: Instruction[] = [];
  states = 0;
  tooLarge = false;
  private readonly loops = new Map<Repeat, number>();

  get emptyLoops(): number {
    return this.loops.size;
  }

  emit(instruction: Instruction): number {
    if (this.instructions.length >= maxInstructions) this.tooLarge = true;
    else this.instructions.push(instruction);
    return this.instructions.length - 1;
  }

  node(node: RegexNode): void {
    if (this.tooLarge) return;
    switch (node.type) {
      case "character":
        this.emit(node.literal === undefined ? { op: "set", set: node.set } : { op: "literal", literal: node.literal });
        break;
      case "assertion":
        this.emit({ op: "assert", kind: node.kind });
        break;
      case "sequence":
        for (const item of node.items) this.node(item);
        break;
      case "branch":
        this.branch(node.alternatives);
        break;
      case "group":
        if (node.index !== undefined) this.emit({ op: "save", slot: 2 * node.index });
        this.node(node.body);
        if (node.index !== undefined) this.emit({ op: "save", slot: 2 * node.index + 1 });
        break;
      case "look":
        this.look(node);
        break;
      case "repeat":
        if (widthOf(node.body).least > 0) this.repeat(node);
        else this.emptyRepeat(node);
        break;
    }
  }

  private branch(alternatives: readonly RegexNode[]): void {
    const jumps: number[] = [];
    alternatives.forEach((alternative, i) => {
      const isLast = i === alternatives.length - 1;
      const split = isLast ? undefined : this.split();
      this.node(alternative);
      if (split !== undefined) {
        jumps.push(this.emit({ op: "jump", to: -1 }));
        this.arms(split, split + 1, this.here);
      }
    });
    for (const jump of jumps) this.instructions[jump] = { op: "jump", to: this.here };
  }

  private look({ behind, negative, width, body }: Look): void {
    const at = this.emit({ op: "match" });
    this.node(body);
    this.emit({ op: "match" });
    const look = { behind, negative, width, start: at + 1, captures: captures(body), to: this.here };
    this.instructions[at] = { op: "look", ...look };
  }

  private repeat({ min, max, lazy, body }: Repeat): void {
    for (let i = 0; i < min && !this.tooLarge; i++) this.node(body);
    if (max === Infinity) {
      const split = this.split();
      this.node(body);
      this.emit({ op: "jump", to: split });
      this.choose(split, split + 1, this.here, lazy);
      return;
    }
    const splits: number[] = [];
    for (let i = min; i < max && !this.tooLarge; i++) {
      splits.push(this.split());
      this.node(body);
    }
    for (const split of splits) this.choose(split, split + 1, this.here, lazy);
  }

  /** As in Python, a turn that consumed nothing is the last one. Required turns are not checked. */
  private emptyRepeat(node: Repeat): void {
    const { min, max, lazy, body } = node;
    let loop = this.loops.get(node);
    if (loop === undefined) {
      loop = this.loops.size;
      this.loops.set(node, loop);
    }
    this.emit({ op: "leave", loop });
    for (let i = 0; i < min && !this.tooLarge; i++) this.node(body);
    const ends: (() => void)[] = [];
    const turn = (): number => {
      const start = this.here;
      const guard = lazy ? -1 : this.emit({ op: "match" });
      const split = this.split();
      if (lazy) this.emit({ op: "guard", loop, to: -1 });
      this.emit({ op: "turn", loop });
      this.node(body);
      ends.push(() => {
        if (guard >= 0) this.instructions[guard] = { op: "guard", loop, to: this.here };
        this.choose(split, split + 1, this.here, lazy);
      });
      return start;
    };
    if (max === Infinity) this.emit({ op: "jump", to: turn() });
    else for (let i = min; i < max && !this.tooLarge; i++) turn();
    for (const end of ends) end();
    this.emit({ op: "leave", loop });
  }

  private get here(): number {
    return this.instructions.length;
  }

  private split(): number {
    return this.emit({ op: "split", first: -1, second: -1, state: this.states++ });
  }

  private choose(split: number, into: number, past: number, lazy: boolean): void {
    if (lazy) this.arms(split, past, into);
    else this.arms(split, into, past);
  }

  private arms(at: number, first: number, second: number): void {
    const split = this.instructions[at];
    if (split?.op === "split") this.instructions[at] = { ...split, first, second };
  }
}
