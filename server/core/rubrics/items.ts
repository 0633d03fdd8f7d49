import { span, type Span } from "../text/span";
import type { RubricLine, RubricPiece, WeightPiece } from "./pieces";

/** An item as found in the lines of a rubric. Spans are offsets in the text that was read. */
export interface FoundItem {
  readonly name: Span;
  readonly weight: WeightPiece | undefined;
  /** Where the description starts, if it starts on the item's own line. */
  readonly rest: number;
  readonly line: RubricLine;
}

/** A line with more weights than this is not a list of items. */
const maxWeights = 40;
/** A name longer than this many words is a sentence. */
const longestName = 12;

/** The items of a line: none, one, or several weighted ones side by side. */
export function itemsOf(line: RubricLine): FoundItem[] {
  const weights = line.pieces.filter((piece) => piece.kind === "weight");
  if (weights.length > maxWeights) return [];
  if (weights.length > 1) {
    const several = sideBySide(line, weights);
    if (several !== undefined) return several;
  }
  const weight = weights.find((candidate) => belongsToName(line.pieces, candidate));
  const single = weight === undefined ? undefined : weightedItem(line, weight);
  return single === undefined ? [] : [single];
}

/** An item without a weight: the text before the first colon, or the whole line. */
export function unweightedItem(line: RubricLine): FoundItem | undefined {
  const colon = line.pieces.findIndex((piece) => piece.kind === "colon");
  const before = colon < 0 ? line.pieces : line.pieces.slice(0, colon);
  const name = nameOf(before);
  return name && { name, weight: undefined, rest: line.pieces[colon]?.end ?? name.end, line };
}

/** A line that gives only the weight of the item above: `Weight: 40%`. */
export function loneWeight(line: RubricLine): WeightPiece | undefined {
  const [first, ...others] = line.pieces.filter((piece) => piece.kind !== "mark");
  return first?.kind === "weight" && first.form !== "bare" && others.every((piece) => piece.kind !== "word")
    ? first
    : undefined;
}

/** `Relevance 40 % - Clarity 60 %`, or `40% Relevance, 60% Clarity`: every weight has a short name of its own. */
function sideBySide(line: RubricLine, weights: readonly WeightPiece[]): FoundItem[] | undefined {
  const { pieces } = line;
  const last = pieces.findLast((piece) => piece.kind === "word" || piece.kind === "weight");
  const first = pieces.find((piece) => piece.kind === "word" || piece.kind === "weight");
  const after = first?.kind === "weight" && last?.kind === "word";
  if (!after && last?.kind !== "weight") return undefined;
  const items: FoundItem[] = [];
  for (const weight of weights) {
    const at = pieces.indexOf(weight);
    const own = after ? pieces.slice(at + 1, nextWeight(pieces, at)) : pieces.slice(previousWeight(pieces, at) + 1, at);
    const name = nameOf(own);
    // A colon inside a name means that a sentence follows; one at its end belongs to the weight.
    const inner = own.findIndex((piece) => piece.kind === "colon");
    if (name === undefined || (inner >= 0 && own.slice(inner).some((piece) => piece.kind === "word"))) return undefined;
    items.push({ name, weight, rest: Math.max(name.end, weight.end), line });
  }
  return items;
}

function nextWeight(pieces: readonly RubricPiece[], at: number): number {
  const next = pieces.findIndex((piece, i) => i > at && piece.kind === "weight");
  return next < 0 ? pieces.length : next;
}

function previousWeight(pieces: readonly RubricPiece[], at: number): number {
  return pieces.findLastIndex((piece, i) => i < at && piece.kind === "weight");
}

/** Is the weight in the place of an item's weight, and not in the middle of a sentence? */
function belongsToName(pieces: readonly RubricPiece[], weight: WeightPiece): boolean {
  const at = pieces.indexOf(weight);
  const before = pieces.slice(0, at);
  const next = pieces.slice(at + 1).find((piece) => piece.kind !== "mark");
  const startsLine = before.every((piece) => piece.kind === "mark");
  if (weight.form !== "bare") return startsLine || next?.kind !== "word" || !hasColonThenWords(before);
  const endsName = next === undefined || next.kind === "colon" || next.kind === "separator";
  return startsLine || (endsName && !hasColonThenWords(before));
}

function hasColonThenWords(pieces: readonly RubricPiece[]): boolean {
  const colon = pieces.findIndex((piece) => piece.kind === "colon");
  return colon >= 0 && pieces.slice(colon).some((piece) => piece.kind === "word");
}

function weightedItem(line: RubricLine, weight: WeightPiece): FoundItem | undefined {
  const at = line.pieces.indexOf(weight);
  const before = line.pieces.slice(0, at);
  const colon = before.findIndex((piece) => piece.kind === "colon");
  const name = nameOf(colon < 0 ? before : before.slice(0, colon));
  if (name !== undefined)
    return { name, weight, rest: colon < 0 ? weight.end : (before[colon]?.end ?? weight.end), line };
  // The weight comes first: the name goes up to the colon, or to the end of the line.
  const after = line.pieces.slice(at + 1);
  const end = after.findIndex((piece) => piece.kind === "colon" && piece !== after[0]);
  const following = nameOf(end < 0 ? after : after.slice(0, end));
  return following && { name: following, weight, rest: after[end]?.end ?? following.end, line };
}

/** From the first word to the last, without the signs around them; undefined if that is too long for a name. */
function nameOf(pieces: readonly RubricPiece[]): Span | undefined {
  const words = pieces.filter((piece) => piece.kind === "word");
  // A table's row and a line of several items number their names: `2 Clarity`. The number is not part of the name.
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length > longestName) return undefined;
  return span(first.start, last.end);
}
