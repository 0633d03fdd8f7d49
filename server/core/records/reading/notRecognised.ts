import { arrayElements } from "../json/arrayElements";
import { isObject, parseJson } from "../json/jsonField";
import { closeTornJson } from "../json/tornJson";

/** Files that occur beside people's records but hold none themselves, by their content. */
const others: readonly { readonly is: (first: Readonly<Record<string, unknown>>) => boolean; readonly what: string }[] =
  [
    {
      is: (first) => isObject(first["eval"]) && "status" in first && ("samples" in first || "results" in first),
      what: "It is a log of Inspect without samples: they were not logged, or the run ended before the first was done.",
    },
    {
      is: (first) => "scanner_name" in first && "transcript_id" in first,
      what: "It holds the results of a Scout scan, no traces: the transcripts that were scanned are in their own database.",
    },
    {
      is: (first) => "env_id" in first && "num_examples" in first && "rollouts_per_example" in first,
      what: "It is what verifiers writes beside its results, no record: they are in results.jsonl.",
    },
  ];

/**
 * Why the beginning of a file holds no known records, as a sentence: what it is, or which fields its records have.
 * Undefined if it is no JSON.
 */
export function whyNotRecognised(head: string): string | undefined {
  const first = firstObject(head);
  if (first === undefined) return undefined;
  const other = others.find(({ is }) => is(first));
  if (other !== undefined) return other.what;
  const names = Object.keys(first);
  if (names.length === 0) return "Its records have no fields.";
  const shown = names.slice(0, 8).map((name) => `\`${name.slice(0, 40)}\``);
  return `Its records have ${shown.join(", ")}${names.length > shown.length ? ", …" : ""}.`;
}

/** How much is looked at in a file of any length, in UTF-16 units. */
const beginning = 1_000_000;

function firstObject(head: string): Readonly<Record<string, unknown>> | undefined {
  const text = head.slice(0, beginning);
  const start = text.length - text.trimStart().length;
  const from = text[start] === "[" ? arrayElements(text, start, 1).slices[0]?.span.start : start;
  if (from === undefined || text[from] !== "{") return undefined;
  const lineFeed = text.indexOf("\n", from);
  const line = lineFeed < 0 ? undefined : parseJson(text.slice(from, lineFeed));
  const value = line ?? parseJson(text.slice(from)) ?? parseJson(closeTornJson(text.slice(from)));
  return isObject(value) ? value : undefined;
}
