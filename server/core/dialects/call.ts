import type { TextEdit } from "../text/edits";
import type { Span } from "../text/span";

/** What determined the type of an argument's value. */
export type TypedBy = "json" | "schema" | "flag" | "literal" | "text";

/** An argument of a call, in any notation and place. */
export interface Argument {
  readonly name: string;
  /** The value as meant: typed by the schema if the dialect writes text. */
  readonly value: unknown;
  /** The value's characters, without the marks around them. */
  readonly written: string;
  readonly namePlace: Span;
  readonly valuePlace: Span;
  /** The whole argument: name, value and the marks around them. */
  readonly place: Span;
  readonly typedBy: TypedBy;
}

/**
 * A call as it is meant: written in any dialect or given as data. Code that checks or repairs it needs no knowledge of
 * syntax: its edits use the call's own.
 *
 * Places are offsets in the text that was read. In a call given as data, the name's place is an offset in the name, and
 * all others are offsets in the arguments.
 */
export interface Call {
  readonly name: string | undefined;
  readonly namePlace: Span;
  readonly id: string | undefined;
  /** In written order; a repeated name occurs as often as it was written. */
  readonly arguments: readonly Argument[];
  /** Where the arguments are as a whole; the call itself if there are none. */
  readonly argumentsPlace: Span;
  readonly place: Span;
  /** The call with its section: the text that a reader cuts out. */
  readonly outer: Span;
  /** The id of the dialect, or `data`. */
  readonly dialect: string;
  /** False if the text ends within the call. */
  readonly complete: boolean;
  rename(name: string): TextEdit[];
  /** Gives the argument with that name (the last one) another value. */
  setValue(argument: string, value: unknown): TextEdit[];
  addArgument(argument: string, value: unknown): TextEdit[];
  removeArgument(argument: string): TextEdit[];
}

/** The arguments' values by name; for a repeated name the last one, as every reader takes it. */
export function valuesOf(call: Call): Record<string, unknown> {
  return Object.fromEntries(call.arguments.map(({ name, value }) => [name, value]));
}

/** How one call's syntax is written; edits are made from it. */
export interface CallSyntax {
  name(name: string): string;
  value(value: unknown, argument: Argument): TextEdit[];
  argument(name: string, value: unknown): string;
  /** Between two arguments. */
  readonly separator: string;
  /** Where to insert a first argument. */
  readonly insertAt: number;
  /** How many characters of layout behind the last argument are removed with it if it is the only one. */
  readonly layoutBehind?: number;
}

export interface CallParts extends Omit<Call, "rename" | "setValue" | "addArgument" | "removeArgument"> {
  readonly syntax: CallSyntax;
}

/** A call from what was read, with its edits. */
export function makeCall(parts: CallParts): Call {
  const { syntax } = parts;
  const last = (name: string) => parts.arguments.findLast((argument) => argument.name === name);
  return {
    name: parts.name,
    namePlace: parts.namePlace,
    id: parts.id,
    arguments: parts.arguments,
    argumentsPlace: parts.argumentsPlace,
    place: parts.place,
    outer: parts.outer,
    dialect: parts.dialect,
    complete: parts.complete,
    rename: (name) => [{ span: parts.namePlace, text: syntax.name(name) }],
    setValue: (name, value) => {
      const argument = last(name);
      return argument === undefined ? [] : syntax.value(value, argument);
    },
    addArgument: (name, value) => {
      const after = parts.arguments.at(-1);
      const written = syntax.argument(name, value);
      const at = after?.place.end ?? syntax.insertAt;
      return [{ span: { start: at, end: at }, text: after === undefined ? written : syntax.separator + written }];
    },
    removeArgument: (name) => {
      const index = parts.arguments.findLastIndex((argument) => argument.name === name);
      const argument = parts.arguments[index];
      if (argument === undefined) return [];
      const before = parts.arguments[index - 1];
      const behind = parts.arguments[index + 1];
      const start = before === undefined ? argument.place.start : before.place.end;
      const isOnly = before === undefined && behind === undefined;
      const end =
        before === undefined && behind !== undefined
          ? behind.place.start
          : argument.place.end + (isOnly ? (syntax.layoutBehind ?? 0) : 0);
      return [{ span: { start, end }, text: "" }];
    },
  };
}
