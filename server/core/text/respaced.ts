import type { TextEdit } from "./edits";

/**
 * The text with the white space that a format wants around its tags. `wanted` are pieces of the format in their order,
 * such as `"\n</think>\n<answer>\n"`: each is looked for behind the one before, whatever white space stands around and
 * between its words. No word is changed, joined or divided.
 */
export function respaced(text: string, wanted: readonly string[]): string {
  let result = text;
  let from = 0;
  for (const piece of wanted) {
    const found = placeOf(piece, result, from);
    if (found === undefined) continue;
    const { start, end, words } = found;
    const lead = spaceAt(piece, 0);
    const trail = piece.slice(piece.trimEnd().length);
    const before = leading(result.slice(0, start), lead, words.startsWith("<"));
    const after = trailing(result.slice(end), trail, words.endsWith(">"));
    result = before + words + after;
    from = before.length + words.length;
  }
  return result;
}

/** The edits that turn one text into the other; undefined if they differ in more than white space. */
export function spaceEdits(text: string, other: string): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  let [at, to] = [0, 0];
  for (;;) {
    const had = spaceAt(text, at);
    const has = spaceAt(other, to);
    if (had !== has) edits.push({ span: { start: at, end: at + had.length }, text: has });
    at += had.length;
    to += has.length;
    if (at === text.length || to === other.length) return at === text.length && to === other.length ? edits : undefined;
    if (text.charCodeAt(at++) !== other.charCodeAt(to++)) return undefined;
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** What is to stand there. */
  readonly words: string;
}

/** Where the words of a piece stand, with any white space between them where that is not part of a sentence. */
function placeOf(piece: string, text: string, from: number): Place | undefined {
  const words = piece.trim();
  const parts = words
    .split(/(?<=>)(?=\s*<)|\s+/)
    .filter((part) => part.trim() !== "")
    .map((part) => part.trim());
  const [first] = parts;
  if (first === undefined) return undefined;
  for (let start = text.indexOf(first, from); start >= 0; start = text.indexOf(first, start + 1)) {
    const end = endOf(parts, text, start);
    if (end !== undefined) return { start, end, words };
  }
  return undefined;
}

function endOf(parts: readonly string[], text: string, start: number): number | undefined {
  let at = start;
  for (const [i, part] of parts.entries()) {
    if (i > 0) {
      const space = spaceAt(text, at).length;
      const isBetweenTags = parts[i - 1]?.endsWith(">") === true && part.startsWith("<");
      if (space === 0 && !isBetweenTags) return undefined;
      at += space;
    }
    if (!text.startsWith(part, at)) return undefined;
    at += part.length;
  }
  return at;
}

/** What stands before a tag, ended as the format wants it. */
function leading(before: string, wanted: string, isTag: boolean): string {
  if (before.endsWith(wanted)) return before;
  let end = before.length;
  while (end > 0 && " \t\r".includes(before.charAt(end - 1))) end--;
  const bare = before.slice(0, end);
  if (bare.endsWith(wanted)) return bare;
  return isTag || bare !== before ? bare + wanted : before;
}

/** What stands behind a tag, begun as the format wants it. */
function trailing(after: string, wanted: string, isTag: boolean): string {
  if (after.startsWith(wanted)) return after;
  const bare = after.replace(/^[ \t\r]+/, "");
  if (bare.startsWith(wanted)) return bare;
  return isTag || bare !== after ? wanted + bare : after;
}

/** The white space from an offset on. */
function spaceAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && text.charAt(end).trim() === "") end++;
  return text.slice(at, end);
}
