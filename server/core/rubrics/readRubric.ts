import type { BlockNode, Trace, UnknownTag } from "../model/trace";
import { span, textOf, type Span } from "../text/span";
import { itemsOf, loneWeight, unweightedItem, type FoundItem } from "./items";
import { readLines, type RubricLine, type WeightPiece } from "./pieces";

/** A weighted criterion of a rubric. All spans are offsets in the trace's text. */
export interface RubricItem {
  readonly name: string;
  readonly nameSpan: Span;
  readonly weight: RubricWeight | undefined;
  /** The text about the criterion, without white space around it; empty if there is none. */
  readonly description: Span;
  /** The whole item: name, weight and description. */
  readonly span: Span;
}

export interface RubricWeight {
  readonly span: Span;
  /** The number as written, without its unit. */
  readonly value: number;
  /** `none` for `0.4` or `Weight: 4`. */
  readonly unit: "percent" | "points" | "none";
  /** The share of all weights of the rubric, from 0 to 1; undefined if they add up to 0. */
  readonly share: number | undefined;
}

export interface Rubric {
  readonly items: readonly RubricItem[];
  /**
   * The sum of the weights, in percent. Undefined if an item has no weight, or if the weights are points, which can add
   * up to anything.
   */
  readonly total: number | undefined;
  /** Was the rubric too long to be read? */
  readonly notChecked: boolean;
}

/** A rubric longer than this (in UTF-16 units) is not read; nor are those of a trace beyond this length together. */
export const rubricLimit = 100_000;

/** The result for a rubric beyond the limit. */
export const unreadRubric: Rubric = { items: [], total: undefined, notChecked: true };

/**
 * The items of a `<rubric>` block, in all the forms that judges use. Blocks inside that the profile knows, such as
 * `<justify>`, are left out; invented tags are read as the words of their names.
 */
export function readRubric(trace: Trace, block: BlockNode): Rubric {
  if (block.content.end - block.content.start > rubricLimit) return unreadRubric;
  const text = textOfRubric(trace, block);
  const lines = readLines(text);
  const found = findItems(lines, text);
  const base = block.content.start;
  const values = found.map((item) => item.weight && Number(item.weight.value));
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const items = found.map((item, i) => place(item, found[i + 1], text, base, sum));
  return { items, total: totalOf(items), notChecked: false };
}

/** The content, with the blocks inside it and the signs of invented tags replaced by blanks; offsets stay the same. */
function textOfRubric(trace: Trace, block: BlockNode): string {
  const { content } = block;
  const blanks: Span[] = block.children.filter((child) => child.kind !== "text").map((child) => child.span);
  for (const { opener, closer } of unknownWithin(trace, content)) {
    if (opener) blanks.push(span(opener.span.start, opener.span.start + 1), span(opener.span.end - 1, opener.span.end));
    if (closer) blanks.push(closer.span);
  }
  blanks.sort((one, other) => one.start - other.start);
  const pieces: string[] = [];
  let at = content.start;
  for (const { start, end } of blanks) {
    if (start < at || end > content.end) continue;
    pieces.push(trace.text.slice(at, start), trace.text.slice(start, end).replace(/[^\n]/g, " "));
    at = end;
  }
  pieces.push(trace.text.slice(at, content.end));
  return pieces.join("");
}

/** The unknown tags that begin in a range, in text order. */
function unknownWithin(trace: Trace, range: Span): readonly UnknownTag[] {
  const start = (tag: UnknownTag): number => (tag.opener ?? tag.closer)?.span.start ?? 0;
  const firstFrom = (offset: number): number => {
    let low = 0;
    let high = trace.unknown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const tag = trace.unknown[middle];
      if (tag !== undefined && start(tag) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return trace.unknown.slice(firstFrom(range.start), firstFrom(range.end));
}

/** Decides which lines are items. */
function findItems(lines: readonly RubricLine[], text: string): FoundItem[] {
  const weighted = lines.some((line) => itemsOf(line).length > 0 || loneWeight(line) !== undefined);
  const found = weighted ? weightedItems(lines) : unweightedItems(lines);
  return found.filter((item) => !isTotal(item, text, found.length));
}

function weightedItems(lines: readonly RubricLine[]): FoundItem[] {
  const found: FoundItem[] = [];
  let first: RubricLine | undefined;
  for (const line of lines) {
    const above = found.at(-1);
    const isNested = above !== undefined && line.indent > above.line.indent;
    const lone = loneWeight(line);
    if (lone !== undefined && above !== undefined && above.weight === undefined) {
      found[found.length - 1] = { ...above, weight: lone };
      continue;
    }
    const items = itemsOf(line);
    if (items.length > 0) {
      // A weight inside a weighted item's description is part of that weight.
      if (isNested && above.weight !== undefined && above.line.lead !== null) continue;
      // If weighted items follow under an unweighted one, that was a heading.
      if (isNested && above.weight === undefined) found.pop();
      found.push(...items);
      first ??= line;
    } else if (line.lead !== null && line.lead !== "row" && (first === undefined || looksLike(line, first))) {
      const item = unweightedItem(line);
      if (item !== undefined) found.push(item);
    }
  }
  const sample = first ?? found[0]?.line;
  return found.filter((item) => item.weight !== undefined || (sample !== undefined && looksLike(item.line, sample)));
}

/**
 * Without any weight: the lines with a number or a bullet at the outermost level, otherwise lines of the form `Name:
 * …`.
 */
function unweightedItems(lines: readonly RubricLine[]): FoundItem[] {
  const led = lines.filter(
    (line) => line.lead !== null && line.lead !== "heading" && line.lead !== "row" && line.pieces.length > 0,
  );
  const outermost = Math.min(...led.map((line) => line.indent));
  const kind = led.find((line) => line.indent === outermost)?.lead;
  const chosen =
    led.length > 0
      ? led.filter((line) => line.indent === outermost && line.lead === kind)
      : lines.filter((line) => line.pieces.some((piece) => piece.kind === "colon"));
  return chosen.map(unweightedItem).filter((item) => item !== undefined);
}

function looksLike(line: RubricLine, other: RubricLine): boolean {
  return line.lead === other.lead && line.indent === other.indent;
}

/** `Total: 100%` is not a criterion, nor is a sentence about the sum of the weights. */
function isTotal(item: FoundItem, text: string, count: number): boolean {
  const name = textOf(text, item.name);
  if (/^(?:sub-?)?(?:total|sum|overall weight)\b/i.test(name)) return true;
  return count > 1 && item.line.lead === null && /\b(?:total|sum|add(?:s|ing)? up|weights?)\b/i.test(name);
}

function place(item: FoundItem, next: FoundItem | undefined, text: string, base: number, sum: number): RubricItem {
  const nameSpan = trimmed(text, item.name);
  const end = next === undefined ? text.length : next.line === item.line ? startOf(next) : next.line.start;
  const description = descriptionOf(item, text, end);
  const start = Math.min(nameSpan.start, item.weight?.start ?? nameSpan.start);
  const last = Math.max(nameSpan.end, item.weight?.end ?? 0, description.end);
  return {
    name: textOf(text, nameSpan),
    nameSpan: shifted(nameSpan, base),
    weight: item.weight && weightOf(item.weight, base, sum),
    description: shifted(description, base),
    span: shifted(span(start, last), base),
  };
}

function startOf(item: FoundItem): number {
  return Math.min(item.name.start, item.weight?.start ?? item.name.start);
}

/** From the colon or the weight to the next item, without the signs and the white space around it. */
function descriptionOf(item: FoundItem, text: string, end: number): Span {
  let start = Math.min(item.rest, end);
  while (start < end && /[\s:：*_\-–—|)]/.test(text.charAt(start))) start++;
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  return span(start, last);
}

function weightOf(weight: WeightPiece, base: number, sum: number): RubricWeight {
  const value = Number(weight.value);
  return {
    span: shifted(span(weight.start, weight.end), base),
    value,
    unit: weight.unit,
    share: sum > 0 ? value / sum : undefined,
  };
}

function totalOf(items: readonly RubricItem[]): number | undefined {
  let total = 0;
  for (const { weight } of items) {
    if (weight === undefined || weight.unit === "points" || (weight.unit === "none" && weight.value > 1))
      return undefined;
    total += weight.unit === "percent" ? weight.value : weight.value * 100;
  }
  return items.length === 0 ? undefined : Math.round(total * 1e6) / 1e6;
}

/** The name without a number before it (`2 Clarity`) and without signs around it. */
function trimmed(text: string, name: Span): Span {
  const number = /^\d{1,3}[.)]?\s{1,4}(?=\p{L})/u.exec(text.slice(name.start, Math.min(name.end, name.start + 12)));
  let start = name.start + (number?.[0].length ?? 0);
  let { end } = name;
  while (start < end && /["'*_]/.test(text.charAt(start))) start++;
  while (end > start && /["'*_.]/.test(text.charAt(end - 1))) end--;
  return end > start ? span(start, end) : name;
}

function shifted(range: Span, by: number): Span {
  return span(range.start + by, range.end + by);
}
