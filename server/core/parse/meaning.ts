import type { Profile, TagContent } from "../model/profile";
import type { Occurrences, Token } from "./tokens";

/** What decides a tag's meaning: the open block, the text before and the text after. */
export interface Surroundings {
  readonly text: string;
  readonly profile: Profile;
  readonly tokens: readonly Token[];
  readonly ahead: Occurrences;
  /** The innermost open block; its name is undefined for the trace itself. */
  readonly top: {
    readonly name: string | undefined;
    readonly content: TagContent;
    readonly allowed: readonly string[];
  };
  /** Is the innermost open block in the middle of another block's text, as a quote in an evaluation is? */
  readonly isInline: boolean;
  /** Has a block of that name been read? */
  has(name: string): boolean;
  isOpen(name: string): boolean;
  /** The end of the code that contains `token`; undefined outside code. */
  endOfCode(token: Token): number | undefined;
  inJsonString(token: Token): boolean;
  /** Is the text from `from` to `to` white space? */
  isBlank(from: number, to: number): boolean;
  /** Is everything since the last tag of the tree white space? */
  isBlankSinceLast(token: Token): boolean;
}

/**
 * What a tag does in its place.
 *
 * - `opens`, `closes`: as written (a tag with a missing or an extra slash may do the opposite).
 * - `ends-block`: the open block was never closed and ends here; the tag is read again in the block around it.
 * - `closes-headless`: closes a block whose opener is absent.
 * - `stray`: a closer that closes nothing.
 * - `mention`: the author mentions the tag.
 * - `unknown`: a tag that the profile does not know.
 * - `text`: not a tag.
 */
export type Meaning = "opens" | "closes" | "ends-block" | "closes-headless" | "stray" | "mention" | "unknown" | "text";

/** Decides what `token` does, from the text around and after it. */
export function meaningOf(token: Token, nesting: Surroundings): Meaning {
  if (token.name === undefined) return unknownTag(token, nesting);
  if (isJson(nesting)) {
    if (nesting.inJsonString(token)) return mention(token);
    return token.closer ? closerInJson(token, nesting) : openerInJson(token, nesting);
  }
  return token.closer ? closerInProse(token, nesting) : openerInProse(token, nesting);
}

function isJson(nesting: Surroundings): boolean {
  const { content } = nesting.top;
  return content === "json" || content === "json-lines";
}

/** A misspelled tag that is not meant is prose, not a mention. */
function mention(token: Token): Meaning {
  return token.exact ? "mention" : "text";
}

function unknownTag(token: Token, nesting: Surroundings): Meaning {
  if (isJson(nesting)) return nesting.inJsonString(token) ? "text" : "unknown";
  return nesting.endOfCode(token) === undefined ? "unknown" : "text";
}

// ——— Closers

function closerInJson(token: Token, nesting: Surroundings): Meaning {
  if (token.name === nesting.top.name) return "closes";
  return closerOfAnother(token, nesting);
}

function closerInProse(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { top } = nesting;
  if (name !== top.name)
    return nesting.endOfCode(token) === undefined ? closerOfAnother(token, nesting) : mention(token);
  if (!token.exact) {
    const exact = nesting.ahead.exactCloser(name, token.index);
    if (exact < nesting.ahead.anyPlacedOpener(token.index)) return "text";
    return token.endsLine || token.startsLine || exact === Infinity ? "closes" : "text";
  }
  const codeEnd = nesting.endOfCode(token);
  if (codeEnd === undefined && (token.endsLine || nesting.isInline)) return "closes";
  if (nesting.isInline) {
    // In code, for example if a quote ends in code: meant, if it is the last before the next block of its name.
    const { ahead } = nesting;
    return ahead.opener(name, token.index) <= ahead.closer(name, token.index) ? "closes" : "mention";
  }
  // Within a sentence or in code: a mention, if another closer of this block comes later.
  const later = nesting.ahead.placedCloser(name, token.index);
  const closesLater = later < nesting.ahead.placedOpener(name, token.index);
  const afterCode = codeEnd === undefined || (nesting.tokens[later]?.start ?? 0) > codeEnd;
  return closesLater && afterCode ? "mention" : "closes";
}

/** A closer of a block that is not the innermost one. */
function closerOfAnother(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { top, ahead } = nesting;
  if (top.name === undefined) return closerAtTop(token, nesting);
  if (nesting.isOpen(name)) {
    const ownCloser = ahead.closer(top.name, token.index);
    const again = ahead.closer(name, ownCloser);
    if (ownCloser < Infinity && again < ahead.placedOpener(name, token.index)) return mention(token);
    return "ends-block";
  }
  const closesLater = ahead.closer(top.name, token.index) < Infinity;
  if (token.exact && (isJson(nesting) || (token.endsLine && (token.startsLine || !closesLater)))) return "stray";
  return mention(token);
}

/** A closer while no block is open. */
function closerAtTop(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { ahead } = nesting;
  const content = nesting.profile.tags[name]?.content;
  const holdsText = !nesting.isBlankSinceLast(token);
  if (!holdsText && token.startsLine) {
    // `</tool_call>` … `</tool_call>`: the first was meant as an opener.
    const closer = ahead.exactCloser(name, token.index);
    const slipped = closer < Infinity && closer < ahead.placedOpener(name, token.index) && !nesting.has(name);
    if (slipped && content !== "verdict" && closer === token.index + 1) return "opens";
  }
  const amidSentence = !token.startsLine && !token.endsLine;
  if (amidSentence || !token.exact) {
    const placed = ahead.placedCloser(name, token.index) < ahead.placedOpener(name, token.index);
    if (amidSentence && (placed || nesting.has(name))) return mention(token);
    if (!token.exact && !token.endsLine) return "text";
  }
  if (holdsText && !nesting.has(name)) return "closes-headless";
  return token.exact || !holdsText ? "stray" : "text";
}

// ——— Openers

function openerInJson(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { top, ahead } = nesting;
  if (name === top.name) {
    const slashForgotten = ahead.closer(name, token.index) === Infinity && !nesting.isBlankSinceLast(token);
    return slashForgotten && token.endsLine && !holdsJsonNext(token, nesting) ? "closes" : "ends-block";
  }
  return closesBeforeReopening(top.name as string, token, nesting) ? "opens" : "ends-block";
}

function openerInProse(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { top } = nesting;
  if (nesting.endOfCode(token) !== undefined) return mention(token);
  if (top.name === undefined) return openerAtTop(token, nesting);
  if (top.allowed.includes(name)) {
    return token.exact || token.startsLine || nesting.ahead.closer(name, token.index) < Infinity ? "opens" : "text";
  }
  if (nesting.isInline && token.exact && isOfNextInline(token, nesting)) return "ends-block";
  return name === top.name ? openerOfSameName(token, nesting) : openerNotAllowed(token, nesting);
}

/** Was the open inline block never closed, so that this tag opens the next one? */
function isOfNextInline(token: Token, { top, ahead }: Surroundings): boolean {
  const name = token.name as string;
  if (name === top.name) return true;
  const closer = ahead.closer(top.name as string, token.index);
  return ahead.closer(name, token.index) < Infinity && ahead.opener(top.name as string, token.index) <= closer;
}

function openerAtTop(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  if (token.startsLine && (token.exact || token.endsLine || holdsContentNext(token, nesting))) return "opens";
  const closes = closesBeforeReopening(name, token, nesting);
  if (token.exact && (closes || token.endsLine || token.startsLine)) return "opens";
  if (!token.exact && closes) return "opens";
  return mention(token);
}

/** `<think>` inside `<think>`: a closer without its slash, a block that starts again, or a mention. */
function openerOfSameName(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { ahead } = nesting;
  const nothingYet = nesting.isBlankSinceLast(token);
  const closer = ahead.placedCloser(name, token.index);
  if (closer === Infinity && !nothingYet && token.endsLine) {
    const next = nesting.tokens[token.index + 1];
    if (next === undefined || (!next.closer && next.startsLine && nesting.isBlank(token.end, next.start)))
      return "closes";
  }
  if (nothingYet) return closer < ahead.placedCloser(name, closer) ? "opens" : "ends-block";
  return token.startsLine && token.exact ? "ends-block" : mention(token);
}

/** An opener of a tag that is not allowed in the open prose. */
function openerNotAllowed(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { top, ahead } = nesting;
  const begins = token.startsLine && holdsContentNext(token, nesting);
  if (!token.exact && !begins) return "text";
  const ownCloser = ahead.placedCloser(name, token.index);
  const outer = ahead.placedCloser(top.name as string, token.index);
  const outerCloses = outer < ahead.placedOpener(top.name as string, token.index);
  if (!outerCloses) {
    // The block around it is never closed: it was meant to end here, if anything here indicates a block.
    return begins || ownCloser < Infinity || holdsJsonAtOnce(token, nesting) ? "ends-block" : mention(token);
  }
  const nested = ownCloser < outer && (begins || holdsJsonAtOnce(token, nesting));
  return nested ? "opens" : mention(token);
}

// ——— What comes after

/** Does the block of `name` that is open, or opens at `token`, close before the next one of its name begins? */
function closesBeforeReopening(name: string, token: Token, nesting: Surroundings): boolean {
  const closer = nesting.ahead.closer(name, token.index);
  return closer < Infinity && closer < nesting.ahead.placedOpener(name, token.index);
}

/** Is the tag followed by the content it is for: JSON after a tag that holds JSON, anything after others? */
function holdsContentNext(token: Token, nesting: Surroundings): boolean {
  const content = nesting.profile.tags[token.name as string]?.content;
  return (content !== "json" && content !== "json-lines") || token.endsLine || holdsJsonNext(token, nesting);
}

/** Does a tag that holds JSON have it directly after it? */
function holdsJsonAtOnce(token: Token, nesting: Surroundings): boolean {
  const content = nesting.profile.tags[token.name as string]?.content;
  return (content === "json" || content === "json-lines") && holdsJsonNext(token, nesting);
}

function holdsJsonNext(token: Token, nesting: Surroundings): boolean {
  const limit = nesting.tokens[token.index + 1]?.start ?? nesting.text.length;
  for (let at = token.end; at < limit; at++) {
    const char = nesting.text[at];
    if (char === "{" || char === "[") return true;
    if (char !== " " && char !== "\t" && char !== "\n" && char !== "\r") return false;
  }
  return false;
}
