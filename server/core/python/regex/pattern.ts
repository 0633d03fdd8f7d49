import { insidePair } from "../strings";
import { costBound, enough, shapeOf, type BacktrackingShape } from "./cost";
import { emit } from "./emit";
import { furthestOf, type PatternFailure } from "./failure";
import { Matcher } from "./matcher";
import { parsePattern } from "./parse";
import { compile, type Program } from "./program";
import { widthOf, type PatternProblem } from "./syntax";
import type { Span } from "../../text/span";

/** One match: group 0 is the whole match; a group that was not set is undefined. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (Span | undefined)[];
}

/** Where a match must lie: `re.search`, `re.match`, `re.fullmatch`. */
export type Placement = "anywhere" | "start" | "whole";

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
  /** Can it run on the host's engine at all? */
  readonly hasHost: boolean;
  match(text: string, placement: Placement, engine?: Engine): Match | undefined;
  /** `re.finditer`: matches that do not overlap. */
  matches(text: string, engine?: Engine): Generator<Match, void>;
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
  const pattern = new Compiled(source, flags, program, host, shapeOf(body), groups, names, widthOf(body).least === 0);
  return { ok: true, pattern };
}

class Compiled implements Pattern {
  private readonly made = new Map<Placement, RegExp>();

  constructor(
    readonly source: string,
    readonly flags: string,
    private readonly program: Program,
    private readonly host: string | undefined,
    private readonly shape: BacktrackingShape,
    readonly groups: number,
    readonly names: ReadonlyMap<string, number>,
    private readonly mayBeEmpty: boolean,
  ) {}

  get hasHost(): boolean {
    return this.host !== undefined;
  }

  match(text: string, placement: Placement, engine: Engine = "chosen"): Match | undefined {
    const { required, lead } = this.shape;
    if (placement !== "anywhere" && !text.startsWith(lead)) return undefined;
    if (required !== "" && !text.includes(required)) return undefined;
    if (this.usesHost(text, placement, engine)) {
      const found = hostMatch(this.regExp(placement), text, 0);
      if (found !== "overflow") return found;
    }
    return this.linearMatch(new Matcher(this.program, text), placement);
  }

  *matches(text: string, engine: Engine = "chosen"): Generator<Match, void> {
    const { required } = this.shape;
    if (required !== "" && !text.includes(required)) return;
    let from = 0;
    if (!this.mayBeEmpty && this.usesHost(text, "anywhere", engine)) {
      const regExp = this.regExp("anywhere");
      for (;;) {
        const found = hostMatch(regExp, text, from);
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
      const match = matchOf(matcher.slots);
      yield match;
      from = match.end;
      notEmptyAt = match.start === match.end ? from : -1;
    }
  }

  failure(text: string, placement: Placement): PatternFailure | undefined {
    const matcher = new Matcher(this.program, text, true);
    if (this.linearMatch(matcher, placement) !== undefined) return undefined;
    return furthestOf(this.program, matcher.furthest);
  }

  private linearMatch(matcher: Matcher, placement: Placement): Match | undefined {
    if (placement === "anywhere") return matcher.search(0) < 0 ? undefined : matchOf(matcher.slots);
    return matcher.matchesAt(0, { whole: placement === "whole" }) ? matchOf(matcher.slots) : undefined;
  }

  private usesHost(text: string, placement: Placement, engine: Engine): boolean {
    if (engine !== "chosen") return engine === "host" && this.host !== undefined;
    return this.host !== undefined && costBound(this.shape, text, placement !== "anywhere") <= enough;
  }

  private regExp(placement: Placement): RegExp {
    let regExp = this.made.get(placement);
    if (regExp === undefined) {
      const host = this.host ?? "";
      if (placement === "anywhere") regExp = new RegExp(host, "dgu");
      else regExp = new RegExp(placement === "start" ? host : `(?:${host})$`, "duy");
      this.made.set(placement, regExp);
    }
    return regExp;
  }
}

function hostMatch(regExp: RegExp, text: string, from: number): Match | undefined | "overflow" {
  for (let at = from; at <= text.length;) {
    regExp.lastIndex = at;
    let found: RegExpExecArray | null;
    try {
      found = regExp.exec(text);
    } catch {
      // V8 throws if its engine's stack is full.
      return "overflow";
    }
    if (found === null) return undefined;
    const end = found.index + found[0].length;
    // The engine can stop between the halves of a surrogate pair; Python has no such place.
    if (found.index >= from && !insidePair(text, found.index) && !insidePair(text, end)) {
      const groups = (found.indices ?? []).map((pair) => pair && { start: pair[0], end: pair[1] });
      return { start: found.index, end, groups };
    }
    at = Math.max(at, found.index) + 1;
  }
  return undefined;
}

function matchOf(slots: Int32Array): Match {
  const groups: (Span | undefined)[] = [];
  for (let i = 0; i < slots.length; i += 2) {
    const start = slots[i] ?? -1;
    const end = slots[i + 1] ?? -1;
    groups.push(start < 0 || end < 0 ? undefined : { start, end });
  }
  const [whole = { start: 0, end: 0 }] = groups;
  return { ...whole, groups };
}

/** `re.findall` with one group: the group's text in each match, or the whole match. */
export function groupText(text: string, match: Match, group: number): string {
  const span = match.groups[group];
  return span === undefined ? "" : text.slice(span.start, span.end);
}

/** `re.sub`: each match replaced by the template, in which `\1` and `\g<1>` stand for groups. */
export function substitute(pattern: Pattern, template: readonly TemplatePart[], text: string): string {
  let result = "";
  let from = 0;
  for (const match of pattern.matches(text)) {
    result += text.slice(from, match.start);
    for (const part of template) result += typeof part === "string" ? part : groupText(text, match, part);
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
    for (const span of match.groups.slice(1)) parts.push(span && text.slice(span.start, span.end));
    from = match.end;
  }
  parts.push(text.slice(from));
  return parts;
}
