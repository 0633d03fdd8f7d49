import { isObject, numberOf, parseJson, stringOf, type Json } from "../endpoint/json";

/** The layout of a line; lines with another number have another layout, and are skipped. */
export const entrySchema = 1;

/** Which response was shown first: the record's first one, or its second. */
export type Order = "AB" | "BA";

/** Remarks on a judgement that its text does not show. */
export type Mark =
  /** The answer was written under a grammar. */
  | "constrained"
  /** The server cut the prompt. */
  | "cut"
  /** A judged text addresses its judge. */
  | "steered"
  /** A language model of the editor answered. */
  | "vscode.lm"
  /** The server names a different model from the one that was asked for. */
  | "other-model";

/** One question and its outcome: a line of the history. Verdicts are not stored: they are read from the text. */
export interface Entry {
  readonly schema: typeof entrySchema;
  /** Hash of what was judged. */
  readonly sample: string;
  /** Names by which the sample is recognised after its texts have changed; absent if it was in no file. */
  readonly places?: readonly string[];
  /** Hash of the question: messages, model, origin, sampling, constraint, order, repeat. */
  readonly request: string;
  readonly prompt: string;
  readonly promptHash: string;
  readonly model: string;
  readonly origin: string;
  readonly server: string;
  readonly version?: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly order?: Order;
  /** Number of the vote, from 0. */
  readonly repeat: number;
  /** The number of votes wanted, if voting was to stop once they are decided: some may never have been asked for. */
  readonly votesWanted?: number;
  /** Only answered questions are not asked again. */
  readonly outcome: "answered" | "failed";
  readonly error?: { readonly kind: string; readonly message: string };
  readonly finish?: string;
  readonly text: string;
  readonly reasoning?: string;
  readonly tokens: {
    readonly prompt?: number;
    readonly completion?: number;
    readonly cached?: number;
    /** Tokens of tries that failed. */
    readonly lost?: number;
  };
  /** Probabilities of the verdict's labels, normalised over them. */
  readonly p?: Readonly<Record<string, number>>;
  /** A reward model's scores of the responses shown first and second. */
  readonly scores?: readonly [number, number];
  readonly price?: number;
  readonly seconds: number;
  readonly tries: number;
  /** Requests in flight at the same time, itself included. */
  readonly inFlight: number;
  readonly marks: readonly Mark[];
}

/** Reads a line; undefined if it is cut off, or has another layout. */
export function readEntry(line: string): Entry | undefined {
  const value = parseJson(line);
  return isObject(value) && isEntry(value) ? (value as unknown as Entry) : undefined;
}

function isEntry(value: Readonly<Record<string, Json | undefined>>): boolean {
  return (
    value["schema"] === entrySchema &&
    ["sample", "request", "prompt", "model", "outcome", "text"].every((key) => stringOf(value[key]) !== undefined) &&
    ["repeat", "seconds", "tries"].every((key) => numberOf(value[key]) !== undefined) &&
    (value["votesWanted"] === undefined || numberOf(value["votesWanted"]) !== undefined) &&
    arePlaces(value["places"]) &&
    isObject(value["tokens"]) &&
    Array.isArray(value["marks"])
  );
}

function arePlaces(value: Json | undefined): boolean {
  return (
    value === undefined ||
    (Array.isArray(value) && (value as readonly Json[]).every((name) => stringOf(name) !== undefined))
  );
}
