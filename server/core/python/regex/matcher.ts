import { insidePair, previousCodePoint } from "../strings";
import { contains, isWord } from "./characterSet";
import { beginsElsewhere, type Instruction, type LookInstruction, type Program } from "./program";
import type { AssertionKind } from "./syntax";

/** A text that needs more than this is given up; see {@link PatternLimit}. */
export interface MatchLimits {
  /** The number of states to remember: one bit each, or a byte in patterns with look-arounds. */
  readonly states: number;
  readonly steps: number;
}

export const defaultLimits: MatchLimits = { states: 400_000_000, steps: 400_000_000 };

/** The text is too long for the pattern: whether it matches is not known. */
export class PatternLimit extends Error {}

/** How far a failing pattern got: of the steps that failed, the one furthest in the pattern, and its last place. */
export interface Furthest {
  readonly instruction: number;
  readonly at: number;
}

export interface MatchOptions {
  /** The match must end where the text ends. */
  readonly whole?: boolean;
  /** A match that begins here must not be empty. */
  readonly notEmptyAt?: number;
}

const unknown = 0;
const failed = 1;
const holds = 2;

/**
 * Matches one text against one program, depth first: the first way that leads to a match counts, as in Python.
 *
 * Each split is tried once at each place: what failed there fails again, whichever way led to it. So the work grows with
 * the text's length times the program's, also over several starts.
 */
export class Matcher {
  /** Group n from `slots[2n]` to `slots[2n + 1]`; -1 where it is not set. Valid after a match. */
  readonly slots: Int32Array;
  /** The number of instructions executed; tests count these. */
  steps = 0;
  furthest: Furthest | undefined;

  private readonly tried: Uint8Array;
  private readonly masks: number;
  private readonly row: number;
  /** Triples: [split or instruction, place, mask] to continue at; or [-1 - slot, value, 0] to restore; see `push…`. */
  private readonly stack: number[] = [];

  constructor(
    private readonly program: Program,
    readonly text: string,
    private readonly noteFurthest = false,
    private readonly limits: MatchLimits = defaultLimits,
  ) {
    this.slots = new Int32Array(2 * (program.groups + 1)).fill(-1);
    this.masks = 2 ** program.emptyLoops;
    this.row = program.states * this.masks;
    const states = this.row * (text.length + 1);
    if (states > limits.states) throw new PatternLimit("the text is too long for this pattern");
    this.tried = new Uint8Array(states);
  }

  /** Does a match begin at `start`? If so, its groups are in `slots`. */
  matchesAt(start: number, options: MatchOptions = {}): boolean {
    this.slots.fill(-1);
    this.stack.length = 0;
    const end = this.run(0, start, options, false);
    if (end < 0) return false;
    this.slots[0] = start;
    this.slots[1] = end;
    // A later match may pass through the place where this one ends, because the path to it did not fail there.
    this.tried.fill(unknown, end * this.row, (end + 1) * this.row);
    return true;
  }

  /** The first offset from `from` on at which a match begins; -1 if there is none. */
  search(from: number, options: MatchOptions = {}): number {
    const { text } = this;
    const { first } = this.program;
    const mayBeEmpty = first.every((unit) => unit === 1);
    for (let start = from; start <= text.length; start++) {
      // NaN, at the end, is not a unit.
      const unit = text.charCodeAt(start);
      if (!mayBeEmpty && !this.noteFurthest && first[unit < beginsElsewhere ? unit : beginsElsewhere] !== 1) continue;
      if (!insidePair(text, start) && this.matchesAt(start, options)) return start;
    }
    return -1;
  }

  /** Runs from an instruction; returns where the match ends, or -1. The caller drops what it leaves on the stack. */
  private run(from: number, start: number, options: MatchOptions, inLook: boolean): number {
    const { instructions } = this.program;
    const { text, stack, slots } = this;
    const base = stack.length;
    let pc = from;
    let at = start;
    let mask = 0;
    for (;;) {
      if (++this.steps > this.limits.steps) throw new PatternLimit("the pattern needs too many steps on this text");
      const instruction = instructions[pc] as Instruction;
      let ok = true;
      switch (instruction.op) {
        case "literal": {
          const code = text.codePointAt(at);
          ok = code === instruction.literal;
          if (ok) {
            at += instruction.literal > 0xffff ? 2 : 1;
            pc++;
            mask = 0;
          }
          break;
        }
        case "set": {
          const code = text.codePointAt(at);
          ok = code !== undefined && contains(instruction.set, code);
          if (ok) {
            at += (code as number) > 0xffff ? 2 : 1;
            pc++;
            mask = 0;
          }
          break;
        }
        case "split": {
          const state = at * this.row + instruction.state * this.masks + mask;
          const before = this.tried[state];
          if (before === holds) return at;
          ok = before === unknown;
          if (ok) {
            this.tried[state] = failed;
            stack.push(instruction.second, at, mask, state);
            pc = instruction.first;
          }
          break;
        }
        case "jump":
          pc = instruction.to;
          break;
        case "save":
          stack.push(-1 - instruction.slot, slots[instruction.slot] ?? -1, 0, -1);
          slots[instruction.slot] = at;
          pc++;
          break;
        case "assert":
          ok = this.asserts(instruction.kind, at);
          if (ok) pc++;
          break;
        case "look":
          ok = this.looks(instruction, at);
          if (ok) pc = instruction.to;
          break;
        case "leave":
          mask &= ~(1 << instruction.loop);
          pc++;
          break;
        case "turn":
          mask |= 1 << instruction.loop;
          pc++;
          break;
        case "guard":
          if ((mask & (1 << instruction.loop)) === 0) pc++;
          else if (instruction.to >= 0) pc = instruction.to;
          else ok = false;
          break;
        case "match":
          ok = inLook || ((options.whole !== true || at === text.length) && at !== options.notEmptyAt);
          if (ok) return at;
          break;
      }
      if (ok) continue;
      if (this.noteFurthest && !inLook) this.note(pc, at);
      for (;;) {
        if (stack.length === base) return -1;
        const state = stack.pop() as number;
        mask = stack.pop() as number;
        at = stack.pop() as number;
        pc = stack.pop() as number;
        if (pc >= 0) {
          // Stays on the stack below the second path's entries, to mark the splits on the path of a match.
          if (inLook) stack.push(trail, 0, 0, state);
          break;
        }
        if (pc !== trail) slots[-1 - pc] = at;
      }
    }
  }

  private looks(look: LookInstruction, at: number): boolean {
    const { text, stack, slots } = this;
    let start = at;
    for (let i = 0; i < look.width; i++) {
      if (start === 0) return look.negative;
      start = previousCodePoint(text, start);
    }
    const base = stack.length;
    const before = look.captures ? slots.slice() : undefined;
    const found = this.run(look.start, start, {}, true) >= 0;
    if (found) {
      // The splits on the path succeeded; where groups are captured, the path must be taken again for them.
      for (let i = base + 3; i < stack.length; i += 4) {
        const state = stack[i] as number;
        if (state >= 0) this.tried[state] = look.captures ? unknown : holds;
      }
    }
    stack.length = base;
    if (before !== undefined) {
      for (let slot = 0; slot < slots.length; slot++) {
        const value = before[slot] ?? -1;
        if (slots[slot] === value) continue;
        if (found && !look.negative) stack.push(-1 - slot, value, 0, -1);
        else slots[slot] = value;
      }
    }
    return found !== look.negative;
  }

  private asserts(kind: AssertionKind, at: number): boolean {
    const { text } = this;
    switch (kind) {
      case "start":
        return at === 0;
      case "line-start":
        return at === 0 || text.charCodeAt(at - 1) === lineFeed;
      case "end":
        return at === text.length || (at === text.length - 1 && text.charCodeAt(at) === lineFeed);
      case "line-end":
        return at === text.length || text.charCodeAt(at) === lineFeed;
      case "very-end":
        return at === text.length;
      case "word-boundary":
        return text.length > 0 && this.wordAt(at) !== this.wordBefore(at);
      case "no-word-boundary":
        return text.length > 0 && this.wordAt(at) === this.wordBefore(at);
    }
  }

  private wordAt(at: number): boolean {
    return at < this.text.length && isWord(this.text.codePointAt(at) ?? 0);
  }

  private wordBefore(at: number): boolean {
    return at > 0 && isWord(this.text.codePointAt(previousCodePoint(this.text, at)) ?? 0);
  }

  private note(instruction: number, at: number): void {
    const { furthest } = this;
    if (
      furthest === undefined ||
      instruction > furthest.instruction ||
      (instruction === furthest.instruction && at > furthest.at)
    ) {
      this.furthest = { instruction, at };
    }
  }
}

const lineFeed = 0x0a;
/** Not a slot's number: it marks a split on the current path. */
const trail = -1_000_000_000;
