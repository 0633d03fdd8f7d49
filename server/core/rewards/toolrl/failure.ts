import type { JsonFailure } from "../../json/jsonNode";
import type { Span } from "../../text/span";

/** Which of the two texts a span lies in. */
export type Side = "completion" | "groundTruth";

/** Why the calls cannot be read or compared. It costs the whole correctness reward. */
export interface CallFailure {
  readonly code:
    | "no-opener"
    | "no-closer"
    /** A line that is no JSON; a blank one has `json.code` `empty`. */
    | "no-json"
    | "call-not-object"
    | "name-missing"
    /** A name that is a list or an object: Python cannot count it. */
    | "name-not-countable"
    | "parameters-missing"
    | "parameters-not-object";
  /** For people: what is wrong. */
  readonly message: string;
  readonly side: Side;
  readonly span: Span;
  /** Number of the line among the block's lines, from 0, if it is about one. */
  readonly line: number | undefined;
  /** For `no-json`: the cause. */
  readonly json: JsonFailure | undefined;
}

/** The ground truth, or the sample as a whole, cannot be scored. */
export interface ToolRLError {
  readonly code:
    /** A line of the ground truth's calls is no JSON. */
    | "ground-truth-unscorable"
    /** There are so many calls of the same name that they were not compared (see `maxComparedCharacters`). */
    | "too-many-calls";
  /** What is wrong, why it matters, what to do. */
  readonly message: string;
  /** In the ground truth. */
  readonly span: Span;
  /** The exception that stops the official scorer; undefined if it would not stop. */
  readonly exception: "JSONDecodeError" | "ValueError" | "RecursionError" | undefined;
  readonly json: JsonFailure | undefined;
}
