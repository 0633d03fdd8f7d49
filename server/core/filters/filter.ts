import {
  isNameField,
  isNumberField,
  type FilterWord,
  type NameField,
  type NumberField,
  type TextField,
} from "./fields";

/** A filter as a tree of terms. {@link parseFilter} makes one from a person's text. */
export type Filter =
  | { readonly kind: "all" | "any"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | { readonly kind: "number"; readonly field: NumberField; readonly op: Comparison; readonly value: number }
  | { readonly kind: "range"; readonly field: NumberField; readonly from: number; readonly to: number }
  | { readonly kind: "name"; readonly field: NameField; readonly values: readonly NamePattern[] }
  | { readonly kind: "text"; readonly field: TextField; readonly words: string }
  | { readonly kind: "word"; readonly word: FilterWord }
  | { readonly kind: "has"; readonly field: NumberField | NameField | TextField };

export const comparisons = ["<=", ">=", "!=", "<", ">", "="] as const;
export type Comparison = (typeof comparisons)[number];

/** A name with `*` for anything, cut at its stars. */
export type NamePattern = readonly string[];

/** A term that holds no other. */
export type FilterLeaf = Exclude<Filter, { readonly kind: "all" | "any" | "not" }>;

/** The terms of a filter that hold no others, in the order in which they are written. */
export function leavesOf(filter: Filter): readonly FilterLeaf[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.of.flatMap(leavesOf);
    case "not":
      return leavesOf(filter.of);
    default:
      return [filter];
  }
}

/** A sample as filters see it. A missing value is undefined, or an empty list. */
export interface FilteredSample {
  number(field: NumberField): number | undefined;
  names(field: NameField): readonly string[];
  text(field: TextField): string | undefined;
  is(word: FilterWord): boolean;
}

/** Does the sample pass? A term about a missing value is false. */
export function passes(filter: Filter, sample: FilteredSample): boolean {
  switch (filter.kind) {
    case "all":
      return filter.of.every((each) => passes(each, sample));
    case "any":
      return filter.of.some((each) => passes(each, sample));
    case "not":
      return !passes(filter.of, sample);
    case "number": {
      const value = sample.number(filter.field);
      return value !== undefined && compare(value, filter.op, filter.value);
    }
    case "range": {
      const value = sample.number(filter.field);
      return value !== undefined && filter.from <= value && value <= filter.to;
    }
    case "name": {
      const names = sample.names(filter.field);
      return filter.values.some((pattern) => names.some((name) => fitsName(pattern, name)));
    }
    case "text":
      return sample.text(filter.field)?.toLowerCase().includes(filter.words) ?? false;
    case "word":
      return sample.is(filter.word);
    case "has":
      return has(sample, filter.field);
  }
}

export function compare(value: number, op: Comparison, other: number): boolean {
  switch (op) {
    case "<":
      return value < other;
    case "<=":
      return value <= other;
    case ">":
      return value > other;
    case ">=":
      return value >= other;
    case "=":
      return value === other;
    case "!=":
      return value !== other;
  }
}

/**
 * The first piece begins the name, the last ends it, the others follow in order: the earliest place is always a right
 * choice.
 */
export function fitsName(pattern: NamePattern, name: string): boolean {
  const [first = "", ...others] = pattern;
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

function has(sample: FilteredSample, field: Extract<Filter, { kind: "has" }>["field"]): boolean {
  if (isNumberField(field)) return sample.number(field) !== undefined;
  return isNameField(field) ? sample.names(field).length > 0 : (sample.text(field) ?? "") !== "";
}
