/**
 * Path patterns, matched in time linear in the path, so that no pattern can hang the program. A library that turns
 * patterns into regular expressions cannot promise that: `*a*a*a*a` backtracks.
 *
 * `*` is any text without a slash, `**` as a whole segment any number of segments, `?` one character, `[a-z]` and
 * `[!a-z]` one of a set, `{a,b}` either; a backslash escapes the next character, and a leading `!` negates the whole
 * pattern.
 */
export interface Glob {
  /** Does the path match? Its segments are separated by `/`; a leading `./` is ignored. */
  fits(path: string): boolean;
}

/** The longest pattern, in UTF-16 units. A longer one matches nothing. */
export const longestGlob = 1000;

/** One step of the compiled pattern: it consumes one unit, or continues at one of several other steps. */
type Step = { readonly takes: (unit: number) => boolean } | { readonly goesTo: number[] };

const slash = 0x2f;
const anything = (): boolean => true;
const noSlash = (unit: number): boolean => unit !== slash;

/** Compiles a pattern. This never fails: a bracket that opens no set or choice is an ordinary character. */
export function compileGlob(pattern: string): Glob {
  if (pattern.length > longestGlob) return { fits: () => false };
  let at = 0;
  while (pattern[at] === "!") at++;
  const steps: Step[] = [];
  compileInto(steps, withoutDot(pattern.slice(at)), { opens: true, closes: true });
  const isNegated = at % 2 === 1;
  return { fits: (path) => run(steps, withoutDot(path)) !== isNegated };
}

function withoutDot(path: string): string {
  return path.startsWith("./") ? path.slice(2) : path;
}

/** Does the text begin where a segment begins, and end where one ends? */
interface Edges {
  readonly opens: boolean;
  readonly closes: boolean;
}

function compileInto(steps: Step[], text: string, edges: Edges): void {
  for (let at = 0; at < text.length;) at = compileOne(steps, text, at, edges);
}

/** Compiles the pattern's piece at `at`, and returns where it ends. */
function compileOne(steps: Step[], text: string, at: number, edges: Edges): number {
  const char = text[at];
  const opensSegment = at === 0 ? edges.opens : text[at - 1] === "/";
  if (char === "\\" && at + 1 < text.length) {
    takeExactly(steps, text.charCodeAt(at + 1));
    return at + 2;
  }
  if (char === "?") {
    steps.push({ takes: noSlash });
    return at + 1;
  }
  if (char === "*") {
    const end = endOfStars(text, at);
    const closesSegment = end === text.length ? edges.closes : text[end] === "/";
    const isSegment = opensSegment && closesSegment;
    if (!isSegment || end - at !== 2) {
      // A segment of its own has a name.
      if (isSegment) steps.push({ takes: noSlash });
      takeMany(steps, noSlash);
      return end;
    }
    if (end === text.length) {
      takeMany(steps, anything);
      return end;
    }
    // `**/`: zero or more folders.
    maybe(steps, () => {
      takeMany(steps, anything);
      takeExactly(steps, slash);
    });
    return end + 1;
  }
  if (char === "/" && text.slice(at + 1) === "**" && edges.closes) {
    // `folder/**` matches the folder itself too.
    maybe(steps, () => {
      takeExactly(steps, slash);
      takeMany(steps, anything);
    });
    return text.length;
  }
  if (char === "[") {
    const set = readSet(text, at);
    if (set !== undefined) {
      steps.push({ takes: set.takes });
      return set.end;
    }
  }
  if (char === "{") {
    const choice = readChoice(text, at);
    if (choice !== undefined) {
      const { end } = choice;
      const closes = end === text.length ? edges.closes : text[end] === "/";
      takeOneOf(steps, choice.options, { opens: opensSegment, closes });
      return end;
    }
  }
  takeExactly(steps, text.charCodeAt(at));
  return at + 1;
}

function endOfStars(text: string, from: number): number {
  let end = from;
  while (text[end] === "*") end++;
  return end;
}

function takeExactly(steps: Step[], wanted: number): void {
  steps.push({ takes: (unit) => unit === wanted });
}

function takeMany(steps: Step[], takes: (unit: number) => boolean): void {
  const loop = steps.length;
  steps.push({ goesTo: [loop + 1, loop + 3] }, { takes }, { goesTo: [loop] });
}

function maybe(steps: Step[], compile: () => void): void {
  const goesTo = [steps.length + 1];
  steps.push({ goesTo });
  compile();
  goesTo.push(steps.length);
}

function takeOneOf(steps: Step[], options: readonly string[], edges: Edges): void {
  const starts: number[] = [];
  const end: number[] = [];
  steps.push({ goesTo: starts });
  for (const option of options) {
    starts.push(steps.length);
    compileInto(steps, option, edges);
    steps.push({ goesTo: end });
  }
  end.push(steps.length);
}

/** The set that opens at `at`; undefined if it is never closed. */
function readSet(text: string, at: number): { takes: (unit: number) => boolean; end: number } | undefined {
  const isNegated = text[at + 1] === "!" || text[at + 1] === "^";
  const start = at + (isNegated ? 2 : 1);
  const ranges: { from: number; to: number }[] = [];
  let next = start;
  while (next < text.length && (text[next] !== "]" || next === start)) {
    const [from, afterFrom] = readUnit(text, next);
    const isRange = text[afterFrom] === "-" && afterFrom + 1 < text.length && text[afterFrom + 1] !== "]";
    const [to, afterTo] = isRange ? readUnit(text, afterFrom + 1) : [from, afterFrom];
    ranges.push({ from, to });
    next = afterTo;
  }
  if (next >= text.length) return undefined;
  const isIn = (unit: number): boolean => ranges.some(({ from, to }) => from <= unit && unit <= to);
  return { takes: (unit) => unit !== slash && isIn(unit) !== isNegated, end: next + 1 };
}

/** A unit of a set, and where the next one begins; a backslash escapes the unit after it. */
function readUnit(text: string, at: number): [unit: number, next: number] {
  return text[at] === "\\" && at + 1 < text.length ? [text.charCodeAt(at + 1), at + 2] : [text.charCodeAt(at), at + 1];
}

/** The choice that opens at `at`; undefined if it is never closed, or has only one alternative. */
function readChoice(text: string, at: number): { options: string[]; end: number } | undefined {
  const options: string[] = [];
  let depth = 0;
  let start = at + 1;
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === "{") depth++;
    else if (char === "," && depth === 1) {
      options.push(text.slice(start, i));
      start = i + 1;
    } else if (char === "}" && --depth === 0) {
      if (options.length === 0) return undefined;
      options.push(text.slice(start, i));
      return { options, end: i + 1 };
    }
  }
  return undefined;
}

/** Follows all ways through the steps at once, so that none is tried twice at the same place of the path. */
function run(steps: readonly Step[], path: string): boolean {
  const end = steps.length;
  const seen = new Int32Array(end + 1).fill(-1);
  let now = reached(steps, [0], seen, 0);
  for (let at = 0; at < path.length && now.length > 0; at++) {
    const unit = path.charCodeAt(at);
    const next: number[] = [];
    for (const place of now) {
      const step = steps[place];
      if (step !== undefined && "takes" in step && step.takes(unit)) next.push(place + 1);
    }
    now = reached(steps, next, seen, at + 1);
  }
  return now.includes(end);
}

/**
 * The steps reachable from these that consume a unit, or are the end. `seen` holds, for each step, when it was last
 * reached.
 */
function reached(steps: readonly Step[], from: readonly number[], seen: Int32Array, moment: number): number[] {
  const found: number[] = [];
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen[place] === moment) continue;
    seen[place] = moment;
    const step = steps[place];
    if (step !== undefined && "goesTo" in step) open.push(...step.goesTo);
    else found.push(place);
  }
  return found;
}
