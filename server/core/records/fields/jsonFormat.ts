import type { RecordProblem } from "../../model/record";
import type { Part, Sample, Turn } from "../../model/sample";
import { emptyCompletion } from "./derivedParts";
import type { JsonField } from "../json/jsonField";

/** What a format reads as one sample; the record's and the trace's number are added by `readRecord`. */
export interface SampleDraft extends Omit<Sample, "record" | "trace" | "turns"> {
  /** A function where they are made only when someone asks: scoring does not, and reads tens of thousands a second. */
  readonly turns: readonly Turn[] | (() => readonly Turn[]);
  /** Number of the record within the value, from 0, where a value holds several. */
  readonly row?: number;
}

export interface FormatReading {
  /** In the record's order. */
  readonly samples: readonly SampleDraft[];
  readonly problems?: readonly RecordProblem[];
  /** How many records the value holds, where `unit` says that it may hold several. */
  readonly count?: number;
}

/** Who writes a format, and where it says what a sample's group, step and reward are. In Markdown; absent: nowhere. */
export interface FormatOrigin {
  readonly writer: string;
  readonly group?: string;
  readonly step?: string;
  readonly reward?: string;
}

/** A shape of records, told by its fields. One file each in `formats/`, whatever container the records lie in. */
export interface JsonFormat {
  /** Public name: `--record-format`, settings. */
  readonly id: string;
  /**
   * A record that fits several formats is of the one with the lowest rank, and no two have the same. Formats that are told
   * by names that nobody else uses come first, those of common names such as `prompt` last.
   */
  readonly rank: number;
  /** For people: "verl rollout dump". */
  readonly title: string;
  /** The fields that tell it, for people: "`input`, `output` and one of `gts`, `score`, `step`". */
  readonly fields: string;
  /** Where its records come from, and what is said of them there. For the documentation. */
  readonly origin?: FormatOrigin;
  /**
   * What a JSON value of the file is: a record (without this), several records (`rows`: an evaluation's log), or an entry
   * of the one session that the file is (`session`: `fits` and `read` are then given the list of the entries).
   */
  readonly unit?: "rows" | "session";
  /** Has the record those fields, of the right kinds? */
  fits(record: JsonField): boolean;
  /** Is a record that fits one even where it is all that its file holds? Without this: yes. */
  tellsAlone?(record: JsonField): boolean;
  /** Reads a record that fits. */
  read(record: JsonField): FormatReading;
}

/** A draft with nothing but its completion. */
export function draft(completion: Part, rest: Partial<SampleDraft> = {}): SampleDraft {
  const { attributes = {}, turns = [], tools, calls = [], groundTruth, responses, rewarded = true } = rest;
  const { unanswered, fragment, row } = rest;
  const made = { attributes, turns, tools, completion, calls, groundTruth, responses, rewarded };
  // Most have none of these, and a spread costs more than all else.
  if (unanswered === undefined && fragment === undefined && row === undefined) return made;
  return {
    ...made,
    ...(unanswered === undefined ? {} : { unanswered }),
    ...(fragment === undefined ? {} : { fragment }),
    ...(row === undefined ? {} : { row }),
  };
}

/** The draft of a record without a trace: something to judge or to answer. */
export function unansweredDraft(rest: Partial<SampleDraft>): SampleDraft {
  return draft(
    emptyCompletion(() => 0),
    { ...rest, rewarded: false, unanswered: true },
  );
}
