import type { Profile } from "../../model/profile";
import { tagText, type Trace } from "../../model/trace";
import type { Span } from "../../text/span";
import { endOfSpace, startOfSpace, topBlocks, type PlacedBlock } from "./blocks";
import type { TextEdit } from "../../text/edits";
import { endingOf } from "../../text/ending";

/**
 * Adds the closer of a block that has none, where the parser assumed the block's end, with the newline that the profile
 * wants before the next block. Existing white space is used: if only the tag was forgotten, the result is the exact
 * text.
 */
export function closing({ block, parent }: PlacedBlock, trace: Trace, profile: Profile): TextEdit {
  const { text } = trace;
  const closer = tagText("closer", block.name);
  const start = block.span.end;
  if (parent !== undefined) return { span: { start, end: start }, text: closer };
  const end = endOfSpace(text, start);
  const space = text.slice(start, end);
  const pad = padOf(text[block.content.start], isLines(block.name, profile));
  const blanks = /^[ \t]*/.exec(space)?.[0] ?? "";
  const used = pad === "\n" ? /^[ \t]*\n?/.exec(space)?.[0] : blanks;
  const rest = space.slice(used?.length ?? 0);
  const before = pad === "\n" || blanks === "" ? pad : blanks;
  const leadsOn = topBlocks(trace).some((next) => next.span.start === end && next !== block);
  return { span: { start, end }, text: before + closer + (leadsOn ? separatorFor(rest, profile) : rest) };
}

/** Adds the opener of a block that has only its closer, where the parser assumed the block's start. */
export function opening({ block, parent }: PlacedBlock, trace: Trace, profile: Profile): TextEdit {
  const { text } = trace;
  const opener = tagText("opener", block.name);
  const end = block.span.start;
  if (parent !== undefined) return { span: { start: end, end }, text: opener };
  const start = startOfSpace(text, end);
  const space = text.slice(start, end);
  const pad = padOf(text[block.content.end - 1], isLines(block.name, profile));
  const blanks = endingOf(space, /[ \t]/);
  const takesLineEnd = pad === "\n" && space.at(-1 - blanks.length) === "\n";
  const rest = space.slice(0, space.length - blanks.length - (takesLineEnd ? 1 : 0));
  const after = pad === "\n" || blanks === "" ? pad : blanks;
  const leadsOn = topBlocks(trace).some((previous) => previous.span.end === start);
  return { span: { start, end }, text: (leadsOn ? separatorFor(rest, profile) : rest) + opener + after };
}

/** The white space between two blocks after one of them got its tag back. */
function separatorFor(space: string, { separator }: Profile): string {
  return separator.required || !space.includes("\n") ? separator.text : space;
}

/** Is everything in the block on its own line, and so the tags too? */
function isLines(name: string, profile: Profile): boolean {
  return profile.tags[name]?.content === "json-lines";
}

/** The white space between a tag and its content: the same as at the block's other end. */
function padOf(mirrored: string | undefined, lines: boolean): string {
  if (lines) return "\n";
  return mirrored === "\n" || mirrored === " " ? mirrored : "";
}

/**
 * A tag with the white space that would be left over: its line end if it is alone on its line, a blank if it is between
 * two blanks.
 */
export function withItsSpace(text: string, tag: Span): Span {
  let { start, end } = tag;
  while (start > 0 && isBlank(text[start - 1])) start--;
  while (end < text.length && isBlank(text[end])) end++;
  const [startsLine, endsLine] = [start === 0 || text[start - 1] === "\n", end === text.length || text[end] === "\n"];
  if (startsLine && endsLine)
    return start > 0 ? { start: start - 1, end } : { start, end: Math.min(text.length, end + 1) };
  if (endsLine) return { start, end };
  if (startsLine) return { start: tag.start, end };
  return start < tag.start && end > tag.end ? { start: tag.start, end } : tag;
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\r";
}
