import type { Profile, TagContent } from "../model/profile";
import type { Tag, Trace, TraceNode, UnknownTag } from "../model/trace";
import { JsonStrings } from "./jsonStrings";
import { KnownCode } from "./knownCode";
import { meaningOf, type Meaning, type Surroundings } from "./meaning";
import { Occurrences, tagOf, type Token } from "./tokens";

/** Blocks nested deeper than this become text, and the trace says that it was cut short. */
export const deepestNesting = 200;

/** A block that is open while the run is read. */
interface Frame {
  /** Undefined for the trace itself. */
  readonly name: string | undefined;
  readonly content: TagContent;
  readonly allowed: readonly string[];
  readonly open: Token | undefined;
  readonly start: number;
  readonly contentStart: number;
  readonly children: TraceNode[];
}

/**
 * Nests the run's tags by the profile's tables, with a stack, in one pass, without backtracking.
 *
 * meaning.ts decides what a tag means (meant, only mentioned, with the wrong slash); this file builds the tree from
 * that.
 */
export class Nesting implements Surroundings {
  private readonly stack: Frame[];
  private readonly mentions: Tag[] = [];
  private readonly unknown: { token: Token; inStructure: boolean }[] = [];
  private readonly seen = new Set<string>();
  /** The end of the text that is in the tree. */
  private done = 0;
  /** From `done` up to here the text is known to be white space. */
  private blankTo = 0;
  private truncated = false;
  private lookAhead: Occurrences | undefined;
  private knownCode: KnownCode | undefined;
  private jsonStrings: JsonStrings | undefined;
  private jsonFrame: Frame | undefined;

  constructor(
    readonly text: string,
    readonly profile: Profile,
    readonly tokens: readonly Token[],
  ) {
    this.stack = [
      {
        name: undefined,
        content: profile.textOutside === "allowed" ? "prose" : "structure",
        allowed: Object.keys(profile.tags),
        open: undefined,
        start: 0,
        contentStart: 0,
        children: [],
      },
    ];
  }

  get top(): Frame {
    return this.stack[this.stack.length - 1] as Frame;
  }

  get isInline(): boolean {
    const { name } = this.top;
    return this.stack.length > 2 && name !== undefined && (this.stack.at(-2)?.allowed.includes(name) ?? false);
  }

  get ahead(): Occurrences {
    return (this.lookAhead ??= new Occurrences(this.tokens));
  }

  has(name: string): boolean {
    return this.seen.has(name);
  }

  isOpen(name: string): boolean {
    return this.stack.some((frame) => frame.name === name);
  }

  endOfCode(token: Token): number | undefined {
    this.knownCode ??= new KnownCode(this.text);
    return this.knownCode.endOfCode(token.start, token.end, this.top.contentStart);
  }

  inJsonString(token: Token): boolean {
    this.jsonStrings ??= new JsonStrings(this.text);
    if (this.jsonFrame !== this.top) {
      this.jsonFrame = this.top;
      this.jsonStrings.enter(Math.max(this.top.contentStart, this.done));
    }
    return this.jsonStrings.covers(token.start, token.end);
  }

  isBlank(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const code = this.text.charCodeAt(at);
      if (code !== 32 && (code < 9 || code > 13)) return false;
    }
    return true;
  }

  isBlankSinceLast(token: Token): boolean {
    // Text found blank is not examined again; otherwise many tags after much white space would take quadratic time.
    if (this.blankTo < this.done) this.blankTo = this.done;
    while (this.blankTo < token.start && this.isBlank(this.blankTo, this.blankTo + 1)) this.blankTo++;
    return this.blankTo === token.start;
  }

  read(): Trace {
    for (const token of this.tokens) {
      // A tag that ends a block is read again in the block around it.
      for (let meaning = meaningOf(token, this); !this.apply(meaning, token);) meaning = meaningOf(token, this);
    }
    while (this.stack.length > 1) this.closeUnclosed(this.text.length);
    this.addText(this.text.length);
    return {
      text: this.text,
      children: (this.stack[0] as Frame).children,
      mentions: this.mentions,
      unknown: pairUnknown(this.text, this.unknown),
      truncated: this.truncated,
    };
  }

  /** Does what the meaning requires; false if the token has to be read again. */
  private apply(meaning: Meaning, token: Token): boolean {
    switch (meaning) {
      case "opens":
        this.open(token);
        return true;
      case "closes":
        this.close(token);
        return true;
      case "ends-block":
        this.closeUnclosed(token.start);
        return false;
      case "closes-headless":
        this.closeHeadless(token);
        return true;
      case "stray":
        this.addText(token.start);
        this.top.children.push({ kind: "stray", tag: tagOf(this.text, token, true), span: tagSpan(token) });
        this.done = token.end;
        return true;
      case "mention":
        this.mentions.push(tagOf(this.text, token));
        return true;
      case "unknown":
        this.unknown.push({ token, inStructure: this.top.content === "structure" });
        return true;
      case "text":
        return true;
    }
  }

  private open(token: Token): void {
    if (this.stack.length > deepestNesting) {
      this.truncated = true;
      return;
    }
    const name = token.name as string;
    this.addText(token.start);
    this.done = token.end;
    this.seen.add(name);
    this.stack.push(this.frame(name, token, token.start, token.end));
  }

  private frame(name: string, open: Token | undefined, start: number, contentStart: number): Frame {
    const tag = this.profile.tags[name];
    return {
      name,
      content: tag?.content ?? "prose",
      allowed: tag?.children ?? [],
      open,
      start,
      contentStart,
      children: [],
    };
  }

  private close(token: Token): void {
    this.addText(token.start);
    this.pop(token.start, tagOf(this.text, token, true), token.end);
    this.done = token.end;
  }

  /** Ends the open block before `end`; the white space before `end` stays outside. */
  private closeUnclosed(end: number): void {
    let trimmed = end;
    while (trimmed > this.done && this.isBlank(trimmed - 1, trimmed)) trimmed--;
    this.addText(trimmed);
    this.pop(trimmed, undefined, trimmed);
  }

  private pop(contentEnd: number, close: Tag | undefined, end: number): void {
    const frame = this.stack.pop() as Frame;
    this.top.children.push({
      kind: "block",
      name: frame.name as string,
      known: true,
      open: frame.open === undefined ? undefined : tagOf(this.text, frame.open, false),
      close,
      span: { start: frame.start, end },
      content: { start: frame.contentStart, end: contentEnd },
      children: frame.children,
    });
  }

  /** Turns the loose text before a closer without an opener into a block. */
  private closeHeadless(token: Token): void {
    const name = token.name as string;
    let start = this.done;
    while (start < token.start && this.isBlank(start, start + 1)) start++;
    this.addText(start);
    const frame = this.frame(name, undefined, start, start);
    this.seen.add(name);
    this.stack.push(frame);
    this.close(token);
  }

  private addText(end: number): void {
    if (end > this.done) this.top.children.push({ kind: "text", span: { start: this.done, end } });
    this.done = Math.max(this.done, end);
  }
}

function tagSpan(token: Token): { start: number; end: number } {
  return { start: token.start, end: token.end };
}

function pairUnknown(text: string, found: readonly { token: Token; inStructure: boolean }[]): UnknownTag[] {
  if (found.length === 0) return [];
  const tags: { opener: Tag | undefined; closer: Tag | undefined; inStructure: boolean }[] = [];
  const open = new Map<string, typeof tags>();
  for (const { token, inStructure } of found) {
    const key = token.written.split(/\s/, 1)[0] ?? token.written;
    if (token.closer) {
      const opened = open.get(key)?.pop();
      if (opened !== undefined) opened.closer = tagOf(text, token);
      else tags.push({ opener: undefined, closer: tagOf(text, token), inStructure });
      continue;
    }
    const tag = { opener: tagOf(text, token), closer: undefined, inStructure };
    tags.push(tag);
    const list = open.get(key);
    if (list === undefined) open.set(key, [tag]);
    else list.push(tag);
  }
  return tags;
}
