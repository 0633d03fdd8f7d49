import type { Pattern } from "../python/regex/pattern";
import type { Comparison } from "./comparisons/comparison";
import type { Absent } from "./absent";
import type { Context, Numeric, Read, Test, Texts, Value, VerdictNode } from "./node";
import type { Text } from "./scored";

/** JSON as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json | undefined;
}

/** A step of a read: texts to texts. */
export type Step = (texts: readonly Text[], context: Context) => Texts;

/** A part of an expression that is wrong. */
export interface ExpressionProblem {
  /** Its place in the data: `cases[0][0].equal`. */
  readonly path: string;
  readonly message: string;
}

/** What a kind of node uses to build its parts, so that it needs to know no other kind. */
export interface Builder {
  read(json: Json | undefined, path: string): Read;
  /** `json[key]` as a read; the completion if the key is absent. */
  readOf(json: JsonRecord, key: string, path: string): Read;
  test(json: Json | undefined, path: string): Test;
  value(json: Json | undefined, path: string): Value;
  verdict(json: Json | undefined, path: string): VerdictNode;
  /** A read or a value, for comparisons. */
  operand(json: Json | undefined, path: string): Operand;
  steps(json: Json | undefined, path: string): Step;
  pattern(json: Json | undefined, path: string, flags?: Json): Pattern | undefined;
  comparison(json: Json | undefined, path: string): Comparison;
  number(json: Json | undefined, path: string): number;
  text(json: Json | undefined, path: string): string;
  /** A list of `length` members, or of any length. */
  list(json: Json | undefined, path: string, length?: number): readonly Json[];
  object(json: Json | undefined, path: string): JsonRecord;
  oneOf<T extends string>(json: Json | undefined, choices: readonly T[], path: string): T;
  problem(path: string, message: string): void;
}

export type Operand = { readonly read: Read } | { readonly value: Value };

/** One kind of node. Its name is its key in the data; the first key that is a kind's name decides. */
export interface NodeKind<T> {
  readonly key: string;
  /** What it gives, for people, in hovers and completion. */
  readonly means: string;
  /** Keys that are allowed beside it. */
  readonly also?: readonly string[];
  build(json: JsonRecord, path: string, builder: Builder): (context: Context) => T;
}

export type TestKind = NodeKind<ReturnType<Test["run"]>>;
export type ValueKind = NodeKind<Numeric>;

export interface StepKind {
  readonly key: string;
  readonly means: string;
  /** Written as its name alone: `"strip"`. */
  readonly plain?: boolean;
  readonly also?: readonly string[];
  build(json: JsonRecord, path: string, builder: Builder): Step;
}

/** A step that changes each text separately; a text for which it returns undefined is dropped. */
export function each(change: (text: Text, context: Context) => Text | Absent | undefined): Step {
  return (texts, context) => {
    const changed: Text[] = [];
    for (const text of texts) {
      const result = change(text, context);
      if (result === undefined) continue;
      if ("absent" in result) return result;
      changed.push(result);
    }
    return changed.length === 0 ? nothing : changed;
  };
}

const nothing: Absent = { absent: "none", why: "there is nothing to read" };
