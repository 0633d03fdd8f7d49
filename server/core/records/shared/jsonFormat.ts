import type { RecordProblem } from "../../model/record";
import type { Part, Sample, Turn } from "../../model/sample";
import { emptyCompletion } from "./derivedParts";
import type { JsonField } from "../json/jsonField";

/** What a format reads as one sample; the record's and the trace's number are added by `readRecord`. */
export interface SampleDraft extends Omit<Sample, "record" | "trace" | "turns"> {
  /** A function where they are made only when someone asks: scoring does not, and reads tens of thousands a second. */
  readonly turns: readonly Turn[] | (() => readonly Turn[]);
}

export interface FormatReading {
  /** In the record's order. */
  readonly samples: readonly SampleDraft[];
  readonly problems?: readonly RecordProblem[];
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
  /** Has the record those fields, of the right kinds? */
  fits(record: JsonField): boolean;
  /** Reads a record that fits. */
  read(record: JsonField): FormatReading;
}

/** A draft with nothing but its completion. */
export function draft(completion: Part, rest: Partial<SampleDraft> = {}): SampleDraft {
  const { attributes = {}, turns = [], tools, calls = [], groundTruth, responses, rewarded = true, unanswered } = rest;
  const made = { attributes, turns, tools, completion, calls, groundTruth, responses, rewarded };
  return unanswered === undefined ? made : { ...made, unanswered };
}

/** The draft of a record without a trace: something to judge or to answer. */
export function unansweredDraft(rest: Partial<SampleDraft>): SampleDraft {
  return draft(
    emptyCompletion(() => 0),
    { ...rest, rewarded: false, unanswered: true },
  );
}
