import { caseVariants, ignoringCase } from "./caseVariants";
import { anyCharacter, characterSet, noLineFeed, type CharacterClass, type CodeRange } from "./characterSet";
import { flagsOf, type Flags } from "./flags";
import { PatternSource, Refusal } from "./patternSource";
import { widthOf, type PatternProblem, type RegexNode, type Repeat, type Syntax } from "./syntax";

export type ParsedPattern =
  { readonly ok: true; readonly syntax: Syntax } | { readonly ok: false; readonly problem: PatternProblem };

/**
 * Reads a pattern as Python 3.11's `re` does. Syntax that Python refuses, or that is not supported here, gives a
 * problem.
 */
export function parsePattern(source: string, flags: string): ParsedPattern {
  try {
    for (const flag of flags) {
      if (!"imsx".includes(flag)) throw new Refusal(`the flag ${JSON.stringify(flag)} is not supported`, 0);
    }
    const given = flagsOf(flags);
    return { ok: true, syntax: new Parser(source, given).read() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: { message: error.message, at: error.at } };
    throw error;
  }
}

/** Deeper nesting is refused, as Python's own recursion does. */
const maxDepth = 200;

class Parser extends PatternSource {
  private groups = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();

  constructor(
    source: string,
    private flags: Flags,
  ) {
    super(source);
  }

  read(): Syntax {
    this.globalFlags();
    const body = this.branch(this.flags);
    if (this.at < this.source.length) throw this.refusal("a ) closes nothing");
    return { body, groups: this.groups, names: this.names };
  }

  /** `(?im)` at the very start applies to the whole pattern; in verbose mode white space may come before it. */
  private globalFlags(): void {
    for (;;) {
      if (this.flags.x) this.skipVerbose();
      const match = /\(\?([a-zA-Z]+)\)/y;
      match.lastIndex = this.at;
      const found = match.exec(this.source)?.[1];
      if (found === undefined) return;
      for (const letter of found) {
        if (!"imsxu".includes(letter)) throw this.refusal(`the flag ${JSON.stringify(letter)} is not supported`);
      }
      const more = flagsOf(found);
      this.flags = {
        i: this.flags.i || more.i,
        m: this.flags.m || more.m,
        s: this.flags.s || more.s,
        x: this.flags.x || more.x,
      };
      this.at += found.length + 3;
    }
  }

  private branch(flags: Flags): RegexNode {
    if (++this.depth > maxDepth) throw this.refusal("the pattern is nested too deep");
    const alternatives = [this.sequence(flags)];
    while (this.take("|")) alternatives.push(this.sequence(flags));
    this.depth--;
    return alternatives.length === 1 && alternatives[0] !== undefined
      ? alternatives[0]
      : { type: "branch", alternatives };
  }

  private sequence(flags: Flags): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      if (flags.x) this.skipVerbose();
      const next = this.source[this.at];
      if (next === undefined || next === "|" || next === ")") break;
      const repeat = this.quantifier();
      if (repeat === undefined) {
        const item = this.item(flags);
        if (item !== undefined) items.push(item);
      } else items.push(this.repeated(items.pop(), repeat));
    }
    return items.length === 1 && items[0] !== undefined ? items[0] : { type: "sequence", items };
  }

  /**
   * The quantifier here, if there is one: `*`, `+`, `?` or `{m,n}`. A `{` that opens no quantifier is an ordinary
   * character.
   */
  private quantifier(): { readonly min: number; readonly max: number; readonly at: number } | undefined {
    const at = this.at;
    if (this.take("*")) return { min: 0, max: Infinity, at };
    if (this.take("+")) return { min: 1, max: Infinity, at };
    if (this.take("?")) return { min: 0, max: 1, at };
    const form = /\{(?!\})([0-9]*)(?:(,)([0-9]*))?\}/y;
    form.lastIndex = at;
    const found = form.exec(this.source);
    if (found === null) return undefined;
    this.at += found[0].length;
    const [, low = "", comma, high = ""] = found;
    const min = low === "" ? 0 : Number(low);
    const last = comma === undefined ? low : high;
    const max = last === "" ? Infinity : Number(last);
    if (max < min) throw new Refusal("the least count is above the most", at);
    return { min, max, at };
  }

  private repeated(
    body: RegexNode | undefined,
    { min, max, at }: { readonly min: number; readonly max: number; readonly at: number },
  ): Repeat {
    if (body === undefined || body.type === "assertion") throw new Refusal("there is nothing to repeat", at);
    if (body.type === "repeat") throw new Refusal("a repetition is repeated", at);
    const lazy = this.take("?");
    if (!lazy && this.take("+")) throw new Refusal("a possessive repetition is not supported", at);
    return { type: "repeat", min, max, lazy, body };
  }

  private item(flags: Flags): RegexNode | undefined {
    const at = this.at;
    const code = this.code();
    switch (String.fromCodePoint(code)) {
      case ".":
        return { type: "character", set: flags.s ? anyCharacter : noLineFeed };
      case "^":
        return { type: "assertion", kind: flags.m ? "line-start" : "start" };
      case "$":
        return { type: "assertion", kind: flags.m ? "line-end" : "end" };
      case "(":
        return this.group(flags, at);
      case "[":
        return this.set(flags, at);
      case "\\":
        return this.escape(flags, at);
      default:
        return literal(code, flags);
    }
  }

  private group(flags: Flags, at: number): RegexNode | undefined {
    if (!this.take("?")) return this.captured(flags, at);
    if (this.take(":")) return this.closed({ type: "group", body: this.branch(flags) }, at);
    if (this.take("P")) return this.named(flags, at);
    if (this.take("#")) {
      const end = this.source.indexOf(")", this.at);
      if (end < 0) throw new Refusal("a comment has no end", at);
      this.at = end + 1;
      return undefined;
    }
    if (this.take("=")) return this.look(flags, at, false, false);
    if (this.take("!")) return this.look(flags, at, false, true);
    if (this.take("<=")) return this.look(flags, at, true, false);
    if (this.take("<!")) return this.look(flags, at, true, true);
    if (this.take("(")) throw new Refusal("a conditional is not supported", at);
    if (this.take(">")) throw new Refusal("an atomic group is not supported", at);
    return this.flagged(flags, at);
  }

  private captured(flags: Flags, at: number, name?: string): RegexNode {
    const index = ++this.groups;
    if (name !== undefined) this.names.set(name, index);
    return this.closed({ type: "group", index, body: this.branch(flags) }, at);
  }

  private named(flags: Flags, at: number): RegexNode {
    if (this.take("=")) throw new Refusal("a backreference is not supported", at);
    const form = /<([\p{L}_][\p{L}\p{N}_]*)>/uy;
    form.lastIndex = this.at;
    const name = form.exec(this.source)?.[1];
    if (name === undefined) throw new Refusal("a group's name is missing or not a name", at);
    if (this.names.has(name)) throw new Refusal(`two groups are named ${name}`, at);
    this.at = form.lastIndex;
    return this.captured(flags, at, name);
  }

  private look(flags: Flags, at: number, behind: boolean, negative: boolean): RegexNode {
    const body = this.branch(flags);
    const { least, most } = widthOf(body);
    if (behind && least !== most) throw new Refusal("a look-behind of varying width is not supported", at);
    return this.closed({ type: "look", behind, negative, body, width: behind ? least : 0 }, at);
  }

  /** `(?i:…)`, `(?-i:…)`. */
  private flagged(flags: Flags, at: number): RegexNode {
    const form = /([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/y;
    form.lastIndex = this.at;
    const found = form.exec(this.source);
    if (found === null) throw new Refusal("an extension of that kind is not known", at);
    const [, on = "", off = "", end] = found;
    for (const letter of on + off) {
      const fine = "imsx".includes(letter) || (letter === "u" && on.includes(letter));
      if (!fine) throw new Refusal(`the flag ${JSON.stringify(letter)} is not supported`, at);
    }
    if (end === ")") throw new Refusal("flags for the whole pattern must be at its start", at);
    for (const letter of off) if (on.includes(letter)) throw new Refusal(`the flag ${letter} is set and unset`, at);
    this.at = form.lastIndex;
    const set = flagsOf(on);
    const unset = flagsOf(off);
    const inner = {
      i: (flags.i || set.i) && !unset.i,
      m: (flags.m || set.m) && !unset.m,
      s: (flags.s || set.s) && !unset.s,
      x: (flags.x || set.x) && !unset.x,
    };
    return this.closed({ type: "group", body: this.branch(inner) }, at);
  }

  private closed<T extends RegexNode>(node: T, at: number): T {
    if (!this.take(")")) throw new Refusal("a ( has no )", at);
    return node;
  }

  private set(flags: Flags, at: number): RegexNode {
    const negated = this.take("^");
    const ranges: CodeRange[] = [];
    const classes: CharacterClass[] = [];
    for (let first = true; ; first = false) {
      if (this.at >= this.source.length) throw new Refusal("a [ has no ]", at);
      if (!first && this.take("]")) break;
      const from = this.at;
      const member = this.setMember();
      const isRange = this.source[this.at] === "-" && this.source[this.at + 1] !== "]";
      if (isRange && this.at + 1 < this.source.length) {
        this.at++;
        const last = this.setMember();
        if (typeof member === "string" || typeof last === "string" || last < member) {
          throw new Refusal("the ends of a range are not characters", from);
        }
        ranges.push([member, last]);
      } else if (typeof member === "string") classes.push(member);
      else ranges.push([member, member]);
    }
    const [only] = ranges;
    if (!negated && classes.length === 0 && ranges.length === 1 && only !== undefined && only[0] === only[1]) {
      return literal(only[0], flags);
    }
    if (ranges.length === 1 && classes.length === 0 && only !== undefined && only[0] === only[1] && flags.i) {
      return { type: "character", set: characterSet(variantRanges(only[0]), [], negated) };
    }
    return {
      type: "character",
      set: flags.i ? ignoringCase(ranges, classes, negated) : characterSet(ranges, classes, negated),
    };
  }

  private setMember(): number | CharacterClass {
    const at = this.at;
    const code = this.code();
    if (code !== 0x5c) return code;
    const next = this.escaped(at);
    const letter = String.fromCodePoint(next);
    if (isClass(letter)) return letter;
    if (letter === "b") return 0x08;
    const octal = this.octal(next, at, 3);
    if (octal !== undefined) return octal;
    return this.characterEscape(next, at);
  }

  private escape(flags: Flags, at: number): RegexNode {
    const next = this.escaped(at);
    const letter = String.fromCodePoint(next);
    if (isClass(letter)) return { type: "character", set: characterSet([], [letter]) };
    switch (letter) {
      case "A":
        return { type: "assertion", kind: "start" };
      case "Z":
        return { type: "assertion", kind: "very-end" };
      case "b":
        return { type: "assertion", kind: "word-boundary" };
      case "B":
        return { type: "assertion", kind: "no-word-boundary" };
    }
    if (letter === "0") return literal(this.octal(next, at, 3) ?? 0, flags);
    if (/[1-9]/.test(letter)) {
      // Three octal digits are a character; one or two digits name a group.
      const form = /[0-3][0-7]{2}|[4-7][0-7]{2}/y;
      form.lastIndex = at + 1;
      const digits = form.exec(this.source)?.[0];
      if (digits === undefined) throw new Refusal("a backreference is not supported", at);
      if (parseInt(digits, 8) > 0o377) throw new Refusal("an octal escape is above \\377", at);
      this.at = at + 4;
      return literal(parseInt(digits, 8), flags);
    }
    return literal(this.characterEscape(next, at), flags);
  }
}

function isClass(letter: string): letter is CharacterClass {
  return letter.length === 1 && "dDsSwW".includes(letter);
}

function literal(code: number, flags: Flags): RegexNode {
  const variants = flags.i ? caseVariants(code) : [code];
  if (variants.length === 1) return { type: "character", set: characterSet([[code, code]]), literal: code };
  return { type: "character", set: characterSet(variants.map((each): CodeRange => [each, each])) };
}

function variantRanges(code: number): CodeRange[] {
  return caseVariants(code).map((each) => [each, each]);
}
