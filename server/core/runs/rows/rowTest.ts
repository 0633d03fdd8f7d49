import type { FilterWord, NameField, NumberField, TextField } from "../../filters/fields";
import { isNameField, isNumberField } from "../../filters/fields";
import { compare, fitsName, type Filter, type NamePattern } from "../../filters/filter";
import { flag, type RunTable } from "../table/runTable";
import { namesOf, numberOf } from "./rowFields";

/** Facts about rows that are known only from other rows, or from more than the table. */
export interface RowContext {
  /** Undefined if nothing says. */
  isRight(row: number): boolean | undefined;
  /** Is it a rollout of a group whose rewards are all the same? */
  isDead(row: number): boolean;
  /** Did the judge choose a different answer when the two were swapped? */
  isFlipped(row: number): boolean;
  /**
   * Do a row's texts contain these words? Texts are not in the table: the caller has searched the files, and a row that
   * was not searched has none.
   */
  hasWords(field: TextField, words: string, row: number): boolean;
}

/** A test of rows with the same result as `passes`, prepared for hundreds of thousands of rows. */
export function rowTest(filter: Filter, table: RunTable, context: RowContext): (row: number) => boolean {
  switch (filter.kind) {
    case "all":
    case "any": {
      const tests = filter.of.map((each) => rowTest(each, table, context));
      const [one, other, ...more] = tests;
      const isAll = filter.kind === "all";
      if (one === undefined) return () => isAll;
      if (other === undefined) return one;
      if (more.length === 0) return isAll ? (row) => one(row) && other(row) : (row) => one(row) || other(row);
      return isAll ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = rowTest(filter.of, table, context);
      return (row) => !test(row);
    }
    case "number": {
      const number = numberOf(table, filter.field);
      const { op, value } = filter;
      return (row) => {
        const found = number(row);
        return !Number.isNaN(found) && compare(found, op, value);
      };
    }
    case "range": {
      const number = numberOf(table, filter.field);
      const { from, to } = filter;
      return (row) => {
        const found = number(row);
        return from <= found && found <= to;
      };
    }
    case "name":
      return nameTest(filter.field, filter.values, table);
    case "text": {
      const { field, words } = filter;
      return (row) => context.hasWords(field, words, row);
    }
    case "word":
      return wordTest(filter.word, table, context);
    case "has":
      return hasTest(filter.field, table, context);
  }
}

function nameTest(field: NameField, patterns: readonly NamePattern[], table: RunTable): (row: number) => boolean {
  const fits = (name: string): boolean => patterns.some((pattern) => fitsName(pattern, name));
  if (field === "id") {
    return (row) => {
      const id = table.id.get(row);
      return id !== undefined && fits(id);
    };
  }
  const { names, some } = namesOf(table, field);
  const fitting = Uint8Array.from(names, (name) => Number(fits(name)));
  const passes = (code: number): boolean => fitting[code] === 1;
  return (row) => some(row, passes);
}

function wordTest(word: FilterWord, table: RunTable, context: RowContext): (row: number) => boolean {
  switch (word) {
    case "right":
      return (row) => context.isRight(row) === true;
    case "wrong":
      return (row) => context.isRight(row) === false;
    case "dead":
      return (row) => context.isDead(row);
    case "flipped":
      return (row) => context.isFlipped(row);
    case "cut":
      return (row) => (table.flags.raw(row) & flag.cut) !== 0;
    case "fixable":
      return (row) => (table.flags.raw(row) & flag.fixable) !== 0;
    case "unchecked":
      return (row) => (table.flags.raw(row) & flag.checked) === 0;
  }
}

function hasTest(
  field: NumberField | NameField | TextField,
  table: RunTable,
  context: RowContext,
): (row: number) => boolean {
  if (isNumberField(field)) {
    const number = numberOf(table, field);
    return (row) => !Number.isNaN(number(row));
  }
  if (field === "id") return (row) => table.id.get(row) !== undefined;
  if (isNameField(field)) {
    const { some } = namesOf(table, field);
    return (row) => some(row, () => true);
  }
  // Every text contains the empty words.
  return (row) => context.hasWords(field, "", row);
}
