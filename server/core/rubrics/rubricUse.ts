import type { BlockNode, Trace } from "../model/trace";
import type { Span } from "../text/span";
import type { RubricItem } from "./readRubric";
import { ownWords, sentencesOf, type Sentence } from "../verdicts/evalText";
import { endingOf } from "../text/ending";

/** Where an evaluation addresses a criterion of the rubric. */
export interface RubricUse {
  readonly item: RubricItem;
  /** The sentences or headings that name it, in text order; empty if the evaluation never addresses it. */
  readonly places: readonly Span[];
}

/** Rubrics with more items than this are not searched for. */
const maxItems = 100;
/** An evaluation longer than this (in UTF-16 units) is not searched. */
const longestEval = 200_000;

/**
 * Where the evaluations address each item. A sentence addresses an item if it contains at least half of the words of
 * its name (ignoring words like "of" and "the", and endings), or if it is a heading with the item's number.
 *
 * Undefined beyond the stated limits.
 */
export function rubricUses(
  trace: Trace,
  items: readonly RubricItem[],
  evals: readonly BlockNode[],
): RubricUse[] | undefined {
  const length = evals.reduce((sum, block) => sum + block.content.end - block.content.start, 0);
  if (items.length > maxItems || length > longestEval) return undefined;
  const sentences = evals
    .flatMap(allWords)
    .flatMap((range) => sentencesOf(trace.text, range))
    .map((sentence) => ({ sentence, stems: new Set(stemsOf(sentence.text)) }));
  return items.map((item, number) => {
    const stems = new Set(stemsOf(item.name));
    const needed = Math.ceil(stems.size / 2);
    const places = sentences
      .filter(
        ({ sentence, stems: there }) =>
          isHeadingOf(number + 1, sentence) || (needed > 0 && shared(stems, there) >= needed),
      )
      .map(({ sentence }) => sentence.span);
    return { item, places };
  });
}

/** An item that is addressed at a place, and the sentence or heading that does so. */
export interface TakenUp {
  readonly item: RubricItem;
  readonly sentence: Span;
}

/**
 * The items that the sentence at a place addresses: those whose name contains the word there, otherwise all of them.
 */
export function takenUpAt(trace: Trace, uses: readonly RubricUse[], offset: number): readonly TakenUp[] {
  const all = uses.flatMap(({ item, places }): TakenUp[] => {
    const sentence = places.find(({ start, end }) => start <= offset && offset <= end);
    return sentence === undefined ? [] : [{ item, sentence }];
  });
  const [stem] = stemsOf(wordAt(trace.text, offset));
  const named = stem === undefined ? [] : all.filter(({ item }) => stemsOf(item.name).includes(stem));
  return named.length > 0 ? named : all;
}

function withoutEnd(sentence: string): string {
  return sentence.slice(0, sentence.length - endingOf(sentence, /[^\w:：]/).length);
}

/** How far a word is followed to either side. */
const longestWord = 50;

function wordAt(text: string, offset: number): string {
  const before = endingOf(text.slice(Math.max(0, offset - longestWord), offset), /[\p{L}\p{M}]/u);
  const after = /^[\p{L}\p{M}]*/u.exec(text.slice(offset, offset + longestWord));
  return before + (after?.[0] ?? "");
}

/** Pairs of items that name the same criterion: the later one, and the first of that name. */
export function repeatedItems(
  items: readonly RubricItem[],
): { readonly item: RubricItem; readonly first: RubricItem }[] {
  const byName = new Map<string, RubricItem>();
  const repeated: { item: RubricItem; first: RubricItem }[] = [];
  for (const item of items) {
    const key = [...new Set(stemsOf(item.name))].sort().join(" ");
    const first = byName.get(key);
    if (key === "") continue;
    if (first === undefined) byName.set(key, item);
    else repeated.push({ item, first });
  }
  return repeated;
}

/** The judge's own words, and its summaries, which can address a criterion too. */
function allWords(block: BlockNode): Span[] {
  const summaries = block.children.filter((child) => child.kind === "block" && child.name.startsWith("summary"));
  return [...ownWords(block), ...summaries.map((child) => child.span)].sort((one, other) => one.start - other.start);
}

function isHeadingOf(number: number, sentence: Sentence): boolean {
  const heading = /^(\d{1,3})[.)]\s/.exec(sentence.text);
  return (
    heading !== null &&
    Number(heading[1]) === number &&
    sentence.text.length < 100 &&
    /[:：]$/.test(withoutEnd(sentence.text))
  );
}

function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of some) if (others.has(stem)) count++;
  return count;
}

const fillers = new Set(
  "a an and as at be by for from how in is it its of on or that the their this to vs with response responses answer".split(
    " ",
  ),
);

/**
 * The words without their endings: the first six letters are enough to match "accuracy", "accurate" and "accurately".
 */
function stemsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize("NFKC")
      .match(/[\p{L}\p{M}]+/gu) ?? []
  )
    .filter((word) => !fillers.has(word))
    .map((word) => word.slice(0, 6));
}
