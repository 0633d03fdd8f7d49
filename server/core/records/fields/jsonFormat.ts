import type { RecordProblem } from "../../model/record";
import type { Part, Sample, Turn } from "../../model/sample";
import { emptyCompletion } from "./derivedParts";
import type { JsonField } from "../json/jsonField";

/** What a format reads as one sample. `readRecord` adds the record's and the trace's number. */
export interface SampleDraft extends Omit<Sample, "record" | "trace" | "turns"> {
  /**
   * A function if the turns are made on first use: scoring does not use them and reads tens of thousands of records a
   * second.
   */
  readonly turns: readonly Turn[] | (() => readonly Turn[]);
  /** Number of the record within the value, from 0, if a value holds several. */
  readonly row?: number;
}

export interface FormatReading {
  /** In the record's order. */
  readonly samples: readonly SampleDraft[];
  readonly problems?: readonly RecordProblem[];
  /** How many records the value holds, if `unit` says that it may hold several. */
  readonly count?: number;
}

/**
 * Who writes a format, and where it gives a sample's group, step and reward. In Markdown; absent if it does not give
 * it.
 */
export interface FormatOrigin {
  readonly writer: string;
  readonly group?: string;
  readonly step?: string;
  readonly reward?: string;
}

/**
 * A shape of records, recognised by its fields. There is one file for each in `formats/`, whatever container holds the
 * records.
 */
export interface JsonFormat {
  /** Public name, for `--record-format` and settings. */
  readonly id: string;
  /**
   * If a record fits several formats, the one with the lowest rank is taken; no two have the same rank. Formats
   * recognised by names that nobody else uses come first, those with common names such as `prompt` last.
   */
  readonly rank: number;
  /** In words: "verl rollout dump". */
  readonly title: string;
  /** The fields that identify it, in words: "`input`, `output` and one of `gts`, `score`, `step`". */
  readonly fields: string;
  /** Where its records come from, and what that source says about them. For the documentation. */
  readonly origin?: FormatOrigin;
  /**
   * What a JSON value of the file is: a record (if absent), several records (`rows`: an evaluation's log), or an entry
   * of the one session that the file is (`session`: `fits` and `read` then get the list of the entries).
   */
  readonly unit?: "rows" | "session";
  /** Finds the training step in a file's name, for a writer that gives it nowhere else: its first group. */
  readonly stepInName?: RegExp;
  /**
   * For a writer that may write a rollout in several records, one behind the other: the rollout that a record belongs
   * to, as its text names it, and its place among the rollout's, from 0. Only the last is rewarded.
   */
  readonly pieceOf?: (record: JsonField) => { readonly rollout: string; readonly number: number } | undefined;
  /** Whether the record has those fields, with the right types. */
  fits(record: JsonField): boolean;
  /** Whether a fitting record also counts if it is the file's only one. If absent: yes. */
  tellsAlone?(record: JsonField): boolean;
  /** Reads a record that fits. */
  read(record: JsonField): FormatReading;
}

/** A draft with nothing but its completion. */
export function draft(completion: Part, rest: Partial<SampleDraft> = {}): SampleDraft {
  const { attributes = {}, turns = [], tools, calls = [], groundTruth, responses, rewarded = true } = rest;
  const { unanswered, fragment, row, following, rollout } = rest;
  const earlier = rest.earlier?.length === 0 ? undefined : rest.earlier;
  const made = { attributes, turns, tools, completion, calls, groundTruth, responses, rewarded };
  // Most samples have none of these, and a spread costs more than everything else here.
  const isPlain = unanswered === undefined && fragment === undefined && row === undefined;
  if (isPlain && following === undefined && earlier === undefined && rollout === undefined) return made;
  return {
    ...made,
    ...(unanswered === undefined ? {} : { unanswered }),
    ...(fragment === undefined ? {} : { fragment }),
    ...(earlier === undefined ? {} : { earlier }),
    ...(row === undefined ? {} : { row }),
    ...(following === undefined ? {} : { following }),
    ...(rollout === undefined ? {} : { rollout }),
  };
}

/** The draft of a record without a trace: something to judge or to answer. */
export function unansweredDraft(rest: Partial<SampleDraft>): SampleDraft {
  return draft(
    emptyCompletion(() => 0),
    { ...rest, rewarded: false, unanswered: true },
  );
}
