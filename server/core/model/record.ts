import type { Span } from "../text/span";
import type { Severity } from "./finding";
import type { Sample } from "./sample";

/** Something that is wrong with a record itself, before any trace in it can be read. */
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
  /** `record` is the number that was asked for, or counts on from it where the text holds several records. */
  readonly samples: readonly Sample[];
  readonly problems: readonly RecordProblem[];
  /** How many records the text holds, where it is not one: the rows of columns, the samples of an evaluation's log. */
  readonly count?: number;
  /** What is not understood and not read, by its kind. */
  readonly passedOver?: readonly PassedOverKind[];
}

/** Values of one kind that were met and not read. */
export interface PassedOverKind {
  /** For people: "content part of the type `video`". */
  readonly what: string;
  readonly count: number;
  /** Of the first one; offsets in the record's text. */
  readonly span: Span;
}

/** A file's text cut into records: consecutive spans in file order. Between them lie only separators. */
export interface RecordSlice {
  /** File offsets. */
  readonly span: Span;
  /** The last line of a JSONL file, without a line end: what writes the file may still be at it. */
  readonly unfinished?: true;
}

/**
 * How a file is cut into records: by `@sample` lines, by lines, as the elements of one JSON array, as one JSON object, as
 * JSON objects one after the other over many lines, as the rows of one JSON value (a JSON object of equally long arrays,
 * an evaluation's log: one slice that gives the samples of every row), or not at all: the file's values are together the
 * log of one session.
 */
export type RecordContainer = "trace" | "jsonl" | "array" | "object" | "objects" | "columns" | "session";

/**
 * A way in which files hold records. One file each in `records/`.
 *
 * `split` is cheap and sees the whole file; `read` sees one record and is called again only for a record that changed.
 */
export interface RecordFormat {
  readonly id: string;
  /** For people: "verl rollout dump". */
  readonly title: string;
  readonly container: RecordContainer;
  /** May each of the file's texts hold several records? Then {@link ReadRecord.count} says how many. */
  readonly holdsSeveral?: true;
  /**
   * Reads one record. Never throws: what cannot be read becomes a problem. `index` is the record's number in the file;
   * `unfinished` is the slice's.
   */
  read(text: string, index: number, unfinished?: boolean): ReadRecord;
}

/** A file cut into records. */
export interface SplitFile {
  readonly slices: readonly RecordSlice[];
  /** What is wrong with the file as a whole; spans are the file's. */
  readonly problems: readonly RecordProblem[];
}
