import { dialectOf } from "../dialects/data";
import type { MarkData } from "../dialects/dialect";
import type { Profile } from "../model/profile";
import { tagText } from "../model/trace";
import type { Span } from "../text/span";

/** A mark as the literal pieces around what varies in it. */
type Pieces = readonly string[];

/** Fewer characters of a mark than this are no sign of one in a line: `<t` may be a comparison. */
const leastInLine = { opener: 4, closer: 3 };
/** The characters with which the marks begin that are told from words. */
const firsts: ReadonlySet<string> = new Set(["<", "[", "]"]);
/** The number of characters at the end that are searched for the beginning of a mark. */
const longestMark = 300;

/** The beginning of one of the profile's tags, or of its dialect's marks, with which a text ends. */
export function halfMark(text: string, profile: Profile, dialect: string | undefined): Span | undefined {
  const from = Math.max(0, text.length - longestMark);
  const line = Math.max(from, text.lastIndexOf("\n") + 1);
  const marks = marksOf(profile, dialect);
  for (let start = line; start < text.length; start++) {
    if (!firsts.has(text.charAt(start))) continue;
    const tail = text.slice(start);
    if (!marks.some((pieces) => begins(pieces, tail))) continue;
    const least = tail.startsWith("</") ? leastInLine.closer : leastInLine.opener;
    if (tail.length >= least || start === 0 || behindMark.test(text.slice(line, start))) {
      return { start, end: text.length };
    }
  }
  return undefined;
}

/** The start of a line, a mark, a bracket, or a mark and the name behind it. */
const behindMark = /^$|[>)}\]`]$|[>\]][\w.:-]{1,64}$/;

/** Is a text a proper beginning of a mark? */
function begins(pieces: Pieces, text: string): boolean {
  const first = pieces[0] ?? "";
  if (!text.startsWith(first)) return text.length < first.length && first.startsWith(text);
  if (pieces.length === 1) return false;
  const others = pieces.slice(1);
  let rest = text.slice(first.length);
  for (const literal of others) {
    const at = literal === "" ? -1 : rest.indexOf(literal);
    if (at < 0) return !/[<>\n]/.test(withoutBeginning(rest, literal));
    if (/[<>\n]/.test(rest.slice(0, at))) return false;
    rest = rest.slice(at + literal.length);
    if (rest === "" && literal === others.at(-1)) return false;
  }
  return false;
}

/** A text without the beginning of a literal with which it ends. */
function withoutBeginning(text: string, literal: string): string {
  for (let length = Math.min(literal.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(literal.slice(0, length))) return text.slice(0, -length);
  }
  return text;
}

const known = new WeakMap<Profile, Map<string, readonly Pieces[]>>();

function marksOf(profile: Profile, dialect = ""): readonly Pieces[] {
  const ofProfile = known.get(profile) ?? new Map<string, readonly Pieces[]>();
  known.set(profile, ofProfile);
  const found = ofProfile.get(dialect);
  if (found !== undefined) return found;
  const { frame = {}, reasoning, content } = dialectOf(dialect) ?? {};
  const ofDialect = [...Object.values(frame), reasoning, content].flatMap((mark: MarkData | undefined) =>
    [mark?.open, mark?.close].flatMap((written) => written?.trim() ?? []),
  );
  const tags = Object.keys(profile.tags).flatMap((name) => [tagText("opener", name), tagText("closer", name)]);
  // What varies at a mark's end may be of any length.
  const marks = [...new Set([...tags, ...ofDialect])]
    .map((mark) => mark.replace(/\{\w+\}$/, "").split(/\{\w+\}/))
    .filter(([first = ""]) => first.length >= 3);
  ofProfile.set(dialect, marks);
  return marks;
}
