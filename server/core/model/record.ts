import type { Span } from "../text/span";
import type { Severity } from "./finding";
import type { Sample } from "./sample";

/** A problem of a record itself, found before any trace in it can be read. */
export interface RecordProblem {
  /** Stable code for machines: `invalid-json`, `missing-field`, `lfs-pointer`, … */
  readonly code: string;
  /** For people: what, why it matters, what to do. */
  readonly message: string;
  readonly severity: Severity;
  /** Offsets in the record's text. */
  readonly span: Span;
}

/** What a record format reads from the text of one record. */
export interface ReadRecord {
  /** `record` is the requested number, or counts up from it if the text holds several records. */
  readonly samples: readonly Sample[];
  readonly problems: readonly RecordProblem[];
  /** The number of records in the text, if it is not one: the rows of columns, the samples of an evaluation's log. */
  readonly count?: number;
  /** Values that are not understood and not read, by kind. */
  readonly passedOver?: readonly PassedOverKind[];
}

/** Values of one kind that were found but not read. */
export interface PassedOverKind {
  /** For people: "content part of the type `video`". */
  readonly what: string;
  readonly count: number;
  /** The place of the first one; offsets in the record's text. */
  readonly span: Span;
}

/** A file's text cut into records: consecutive spans in file order, with only separators between them. */
export interface RecordSlice {
  /** File offsets. */
  readonly span: Span;
  /** The last line of a JSONL file, without a line end: a program may still be writing it. */
  readonly unfinished?: true;
}

/**
 * How a file is cut into records: by `@sample` lines, by lines, as the elements of one JSON array, as one JSON object, as
 * JSON objects one after the other over many lines, as the rows of one JSON value (a JSON object of equally long arrays,
 * an evaluation's log: one slice that gives the samples of every row), by lines that are such objects of arrays, or not
 * at all: the file's values are together the
 * log of one session.
 */
export type RecordContainer =
  "trace" | "jsonl" | "array" | "object" | "objects" | "columns" | "column-lines" | "session";

/** Is each record of the container on lines of its own, one line each? */
export function isOfLines(container: RecordContainer): boolean {
  return container === "jsonl" || container === "column-lines";
}

/**
 * A format in which files hold records. One source file each, in `records/`.
 *
 * `split` is cheap and sees the whole file; `read` sees one record and is called again only for a record that changed.
 */
export interface RecordFormat {
  readonly id: string;
  /** For people: "verl rollout dump". */
  readonly title: string;
  readonly container: RecordContainer;
  /** The training step of its records that give none, as the file's name says. */
  readonly step?: number;
  /** Can each of the file's texts hold several records? Then {@link ReadRecord.count} says how many. */
  readonly holdsSeveral?: true;
  /** Can the record behind one change what is read of it? Then that one is handed over too, where it is known. */
  readonly looksAhead?: true;
  /**
   * Reads one record. Never throws: text that cannot be read becomes a problem. `index` is the record's number in the
   * file.
   */
  read(text: string, index: number, around?: RecordSurroundings): ReadRecord;
}

/** What is known about a record beside its own text. */
export interface RecordSurroundings {
  /** The slice's. */
  readonly unfinished?: boolean | undefined;
  /** Gives the text of the record behind it: undefined if there is none, or none that is known. */
  readonly next?: (() => string | undefined) | undefined;
}

/** A file cut into records. */
export interface SplitFile {
  readonly slices: readonly RecordSlice[];
  /** Problems of the file as a whole; spans are offsets in the file. */
  readonly problems: readonly RecordProblem[];
}
