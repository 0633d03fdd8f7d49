import { applyEdits, type TextEdit } from "../text/edits";
import type { JsonNode } from "./jsonNode";
import { readJson } from "./readJson";

/** One way to close the brackets of a JSON text. */
export interface Closing {
  /** The closers that are added, in the order of the text. */
  readonly added: readonly AddedCloser[];
  /** The whole text with them. */
  readonly text: string;
  /** What it then says. Spans are offsets in `text`. */
  readonly node: JsonNode;
}

export interface AddedCloser {
  /** Behind the last thing that it closes in. */
  readonly at: number;
  readonly closer: "}" | "]";
  /** The name under which the closed object or list stands; undefined for an item of a list, and for the whole. */
  readonly name: string | undefined;
  /** The name of the member behind it; undefined if an item follows, or nothing. */
  readonly next: string | undefined;
  /** Does nothing but other closers follow? */
  readonly isAtEnd: boolean;
}

/** More ways are not looked for. */
const maxClosings = 32;

const maxMissing = 50;

/** So many tokens are looked at, over all ways. */
const maxSteps = 100_000;

/**
 * All ways to put the closing brackets that a JSON text lacks: `{"a": {"b": 1, "c": 2}` may mean that `c` stands beside
 * `a`, or in it. Brackets are only added; two ways always differ in what they say.
 *
 * @param text JSON that would be whole with `missing` more closers at its end
 * @param mayHold may the outermost object have a member of that name?
 * @returns undefined if there are too many ways to look at
 */
export function closingsOf(
  text: string,
  missing: number,
  mayHold: (name: string) => boolean = () => true,
): readonly Closing[] | undefined {
  if (missing > maxMissing) return undefined;
  const search = new Search(text, tokensOf(text), mayHold);
  return search.run(missing) ? search.found : undefined;
}

interface Token {
  /** Of what is neither a bracket nor a comma or colon: `v`, with its text if it is a string. */
  readonly kind: "{" | "[" | "}" | "]" | "," | ":" | "v";
  readonly string: string | undefined;
  readonly end: number;
}

/** The tokens of a text that is JSON but for its missing closers. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const [found] = match;
    const isMark = found.length === 1 && "{}[],:".includes(found);
    tokens.push({
      kind: isMark ? (found as Token["kind"]) : "v",
      string: found.startsWith('"') ? found : undefined,
      end: match.index + found.length,
    });
  }
  return tokens;
}

/** A container that is open, and the one around it. */
interface Open {
  readonly kind: "{" | "[";
  /** The name under which it stands. */
  readonly name: string | undefined;
  readonly parent: Open | undefined;
  readonly depth: number;
}

class Search {
  readonly found: Closing[] = [];
  private steps = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly mayHold: (name: string) => boolean,
  ) {}

  run(missing: number): boolean {
    this.walk(0, undefined, missing, []);
    return this.steps <= maxSteps && this.found.length <= maxClosings;
  }

  /** Reads on from a token, and tries each place for the next closers on the way. It calls itself once a closer. */
  private walk(from: number, around: Open | undefined, left: number, added: readonly AddedCloser[]): void {
    const { tokens } = this;
    let open = around;
    let name: string | undefined;
    for (let i = from; i < tokens.length; i++) {
      if (this.steps++ > maxSteps || this.found.length > maxClosings) return;
      const { kind, string } = tokens[i] as Token;
      if (kind === "{" || kind === "[") {
        open = { kind, name, parent: open, depth: (open?.depth ?? 0) + 1 };
        name = undefined;
      } else if (kind === "}" || kind === "]") {
        // Another closer before one of its kind says the same as one behind it.
        while (open !== undefined && open.kind !== (kind === "}" ? "{" : "[")) {
          if (left === 0) return;
          added = [...added, this.closer(open, i)];
          left--;
          open = open.parent;
        }
        if (open === undefined) return;
        open = open.parent;
      } else if (kind === ",") {
        if (open === undefined) return;
        const isMember = tokens[i + 2]?.kind === ":";
        if (i > from) this.walkBehind(i, open, left, added);
        if (isMember !== (open.kind === "{")) return;
        name = undefined;
      } else if (kind === "v" && tokens[i + 1]?.kind === ":" && string !== undefined) {
        if (open?.kind !== "{") return;
        name = nameIn(string);
        if (open.parent === undefined && !this.mayHold(name)) return;
      }
    }
    if ((open?.depth ?? 0) !== left) return;
    for (; open !== undefined; open = open.parent) added = [...added, this.closer(open, tokens.length)];
    this.keep(added);
  }

  /** Closes the innermost containers before a comma: one of them, two, and so on. */
  private walkBehind(comma: number, open: Open, left: number, added: readonly AddedCloser[]): void {
    let closers = added;
    for (let at = open, rest = left; at.parent !== undefined && rest > 0; at = at.parent) {
      closers = [...closers, this.closer(at, comma)];
      rest--;
      this.walk(comma, at.parent, rest, closers);
    }
  }

  private closer({ kind, name }: Open, before: number): AddedCloser {
    const { tokens } = this;
    const next = tokens[before]?.kind === "," && tokens[before + 2]?.kind === ":" ? tokens[before + 1] : undefined;
    return {
      at: (tokens[before - 1] as Token).end,
      closer: kind === "{" ? "}" : "]",
      name,
      next: next?.string === undefined ? undefined : nameIn(next.string),
      isAtEnd: tokens[before]?.kind !== ",",
    };
  }

  private keep(added: readonly AddedCloser[]): void {
    const text = applyEdits(this.text, editsOf(added));
    const read = readJson(text);
    if (read.ok) this.found.push({ added, text, node: read.node });
  }
}

/** The edits that add closers, those at one place as one. */
export function editsOf(added: readonly AddedCloser[]): TextEdit[] {
  const byPlace = new Map<number, string>();
  for (const { at, closer } of added) byPlace.set(at, (byPlace.get(at) ?? "") + closer);
  return [...byPlace].map(([at, text]) => ({ span: { start: at, end: at }, text }));
}

/** The place in the text before closers were added that a place behind it comes from. */
export function placeBefore(added: readonly AddedCloser[], place: number): number {
  let before = place;
  for (const [i, { at }] of added.entries()) {
    if (at + i >= place) break;
    before--;
  }
  return before;
}

function nameIn(string: string): string {
  const read = readJson(string);
  return read.ok && read.node.type === "string" ? read.node.value : string;
}
