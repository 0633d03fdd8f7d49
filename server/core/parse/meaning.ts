import type { Profile, TagContent } from "../model/profile";
import type { Occurrences, Token } from "./tokens";

/** What a tag's meaning is decided by: the block that is open, what was read before and what comes after. */
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
  /** Does the innermost open block stand amid the text of another one that has room for it (a quote in an evaluation)? */
  readonly isInline: boolean;
  /** Has a block of that name been read? */
  has(name: string): boolean;
  isOpen(name: string): boolean;
  /** Where the code in which `token` stands ends; undefined outside code. */
  endOfCode(token: Token): number | undefined;
  inJsonString(token: Token): boolean;
  /** Is the text from `from` to `to` white space? */
  isBlank(from: number, to: number): boolean;
  /** Is everything since the last tag of the tree white space? */
  isBlankSinceLast(token: Token): boolean;
}

/**
 * What a tag does where it stands.
 *
 * - `opens`, `closes`: what it says (a tag with its slash forgotten or one too many may do the other).
 * - `ends-block`: the block that is open was never closed and ends here; read the tag again in the block around it.
 * - `closes-headless`: closes a block whose opener is absent.
 * - `stray`: a closer that closes nothing.
 * - `mention`: the author speaks about the tag.
 * - `unknown`: a tag of no profile.
 * - `text`: no tag at all.
 */
export type Meaning = "opens" | "closes" | "ends-block" | "closes-headless" | "stray" | "mention" | "unknown" | "text";

/** Decides what `token` does, from what stands around it and what comes after it. */
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

/** A misspelled tag that is not meant is no mention either, but prose. */
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
    // In code, as where a quote ends amid some: meant, if it is the last before the next block of its name.
    const { ahead } = nesting;
    return ahead.opener(name, token.index) <= ahead.closer(name, token.index) ? "closes" : "mention";
  }
  // Amid a sentence or in code: a mention, if another closer of this block comes later.
  const later = nesting.ahead.placedCloser(name, token.index);
  const closesLater = later < nesting.ahead.placedOpener(name, token.index);
  const afterCode = codeEnd === undefined || (nesting.tokens[later]?.start ?? 0) > codeEnd;
  return closesLater && afterCode ? "mention" : "closes";
}

/** A closer of another block than the innermost one. */
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

/** A closer where no block is open. */
function closerAtTop(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { ahead } = nesting;
  const content = nesting.profile.tags[name]?.content;
  const holdsText = !nesting.isBlankSinceLast(token);
  if (!holdsText && token.startsLine) {
    // `</tool_call>` … `</tool_call>`: the first was to be an opener.
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

/** Was the inline block that is open never closed, so that this tag opens the next one? */
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

/** `<think>` inside `<think>`: the closer without its slash, a block begun anew, or a mention. */
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

/** An opener of a tag that may not stand in the prose that is open. */
function openerNotAllowed(token: Token, nesting: Surroundings): Meaning {
  const name = token.name as string;
  const { top, ahead } = nesting;
  const begins = token.startsLine && holdsContentNext(token, nesting);
  if (!token.exact && !begins) return "text";
  const ownCloser = ahead.placedCloser(name, token.index);
  const outer = ahead.placedCloser(top.name as string, token.index);
  const outerCloses = outer < ahead.placedOpener(top.name as string, token.index);
  if (!outerCloses) {
    // The block around it is never closed: this is where it was to end, if anything here says "block".
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

/** Does what the tag is for follow it: JSON after a tag that holds JSON, anything after others? */
function holdsContentNext(token: Token, nesting: Surroundings): boolean {
  const content = nesting.profile.tags[token.name as string]?.content;
  return (content !== "json" && content !== "json-lines") || token.endsLine || holdsJsonNext(token, nesting);
}

/** Does a tag that holds JSON have it right behind it? */
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
