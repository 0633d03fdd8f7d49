import { isCheap, isCheapAtLength, shapeOf, type BacktrackingShape } from "./cost";
import { emit } from "./emit";
import { furthestOf, type PatternFailure } from "./failure";
import { HostPattern } from "./hostEngine";
import { literalsOf } from "./literals";
import { matchOf, type Match, type Placement } from "./match";
import { Matcher } from "./matcher";
import { parsePattern } from "./parse";
import { compile, type Program } from "./program";
import { widthOf, type PatternProblem, type RegexNode } from "./syntax";

/** Which engine matches: by default the host's, where it cannot take long. Tests choose one. */
export type Engine = "chosen" | "host" | "linear";

/**
 * A regular expression of Python 3.11's `re` for str.
 *
 * Matches and groups are Python's, on characters that its Unicode version (14) assigns. The work grows with the length
 * of the text: where the host's engine could backtrack often, a linear matcher takes over.
 *
 * @throws PatternLimit if the text is too long for the pattern.
 */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** The literal texts that every match holds in this order. */
  readonly literals: readonly string[];
  /** Can it run on the host's engine at all? */
  readonly hasHost: boolean;
  match(text: string, placement: Placement, engine?: Engine): Match | undefined;
  /** `re.finditer`: matches that do not overlap. */
  matches(text: string, engine?: Engine): Iterable<Match>;
  /** How many matches there are that do not overlap. */
  count(text: string, engine?: Engine): number;
  /** Why no match was found: how far the pattern got, and what it expected there. Undefined if there is a match. */
  failure(text: string, placement: Placement): PatternFailure | undefined;
}

export type PatternResult =
  { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly problem: PatternProblem };

/** Reads a pattern; flags are any of `i`, `m`, `s` and `x`. */
export function pythonPattern(source: string, flags = ""): PatternResult {
  const parsed = parsePattern(source, flags);
  if (!parsed.ok) return parsed;
  const program = compile(parsed.syntax);
  if ("message" in program) return { ok: false, problem: program };
  const { body, groups, names } = parsed.syntax;
  const host = emit(body);
  const onHost = host === undefined ? undefined : new HostPattern(host);
  return { ok: true, pattern: new Compiled(source, flags, program, onHost, body, groups, names) };
}

class Compiled implements Pattern {
  private readonly shape: BacktrackingShape;
  private readonly mayBeEmpty: boolean;
  /** The longest length that is known to be cheap whatever the text holds. */
  private cheapLength = -1;

  constructor(
    readonly source: string,
    readonly flags: string,
    private readonly program: Program,
    private readonly host: HostPattern | undefined,
    private readonly body: RegexNode,
    readonly groups: number,
    readonly names: ReadonlyMap<string, number>,
  ) {
    this.shape = shapeOf(body);
    this.mayBeEmpty = widthOf(body).least === 0;
  }

  get literals(): readonly string[] {
    return literalsOf(this.body);
  }

  get hasHost(): boolean {
    return this.host !== undefined;
  }

  match(text: string, placement: Placement, engine: Engine = "chosen"): Match | undefined {
    const { required, lead } = this.shape;
    if (placement !== "anywhere" && !text.startsWith(lead)) return undefined;
    if (required?.isIn(text) === false) return undefined;
    const host = this.hostFor(text, placement, engine);
    if (host !== undefined) {
      const found = host.match(text, 0, placement);
      if (found !== "overflow") return found;
    }
    return this.linearMatch(new Matcher(this.program, text), placement);
  }

  matches(text: string, engine: Engine = "chosen"): Iterable<Match> {
    return this.shape.required?.isIn(text) === false ? [] : this.eachMatch(text, engine);
  }

  private *eachMatch(text: string, engine: Engine): Generator<Match, void> {
    let from = 0;
    const host = this.mayBeEmpty ? undefined : this.hostFor(text, "anywhere", engine);
    if (host !== undefined) {
      for (;;) {
        const found = host.match(text, from, "anywhere");
        if (found === undefined) return;
        if (found === "overflow") break;
        yield found;
        from = found.end;
      }
    }
    const matcher = new Matcher(this.program, text);
    let notEmptyAt = -1;
    for (;;) {
      const at = matcher.search(from, { notEmptyAt });
      if (at < 0) return;
      const match = matchOf(matcher.slots, text);
      yield match;
      from = match.end;
      notEmptyAt = match.start === match.end ? from : -1;
    }
  }

  count(text: string, engine: Engine = "chosen"): number {
    if (this.shape.required?.isIn(text) === false) return 0;
    const onHost = this.mayBeEmpty ? undefined : this.hostFor(text, "anywhere", engine)?.count(text);
    if (onHost !== undefined) return onHost;
    let count = 0;
    for (const { end } of this.matches(text, engine)) if (end >= 0) count++;
    return count;
  }

  failure(text: string, placement: Placement): PatternFailure | undefined {
    const matcher = new Matcher(this.program, text, true);
    if (this.linearMatch(matcher, placement) !== undefined) return undefined;
    return furthestOf(this.program, text, matcher.furthest);
  }

  private linearMatch(matcher: Matcher, placement: Placement): Match | undefined {
    const found =
      placement === "anywhere" ? matcher.search(0) >= 0 : matcher.matchesAt(0, { whole: placement === "whole" });
    return found ? matchOf(matcher.slots, matcher.text) : undefined;
  }

  private hostFor(text: string, placement: Placement, engine: Engine): HostPattern | undefined {
    if (engine !== "chosen") return engine === "host" ? this.host : undefined;
    return this.host !== undefined && this.isCheap(text, placement !== "anywhere") ? this.host : undefined;
  }

  /** Whatever a text holds, it is cheap if a longer one is whatever that holds. */
  private isCheap(text: string, sticky: boolean): boolean {
    if (text.length <= this.cheapLength) return true;
    if (isCheapAtLength(this.shape, text.length, true) && isCheapAtLength(this.shape, text.length, false)) {
      this.cheapLength = text.length;
      return true;
    }
    return isCheap(this.shape, text, sticky);
  }
}

/** `re.sub`: each match replaced by the template, in which `\1` and `\g<1>` stand for groups. */
export function substitute(pattern: Pattern, template: readonly TemplatePart[], text: string): string {
  let result = "";
  let from = 0;
  for (const match of pattern.matches(text)) {
    result += text.slice(from, match.start);
    for (const part of template) result += typeof part === "string" ? part : (match.textOf(part) ?? "");
    from = match.end;
  }
  return result + text.slice(from);
}

/** A text, or a group whose text is put there. */
export type TemplatePart = string | number;

/** `re.split`: the texts between the matches, with the groups' texts between those (undefined if not set). */
export function splitBy(pattern: Pattern, text: string): (string | undefined)[] {
  const parts: (string | undefined)[] = [];
  let from = 0;
  for (const match of pattern.matches(text)) {
    parts.push(text.slice(from, match.start));
    for (let group = 1; group <= pattern.groups; group++) parts.push(match.textOf(group));
    from = match.end;
  }
  parts.push(text.slice(from));
  return parts;
}
