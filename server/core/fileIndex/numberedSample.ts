import type { RecordFormat } from "../model/record";

/** A sample's place in an index: the number of the text that holds it, and its own number in that. */
export interface SampleNumber {
  readonly record: number;
  readonly trace: number;
}

/**
 * Where a text holds several records (columns have one in each row), their numbers depend on all that comes before it. An
 * index counts texts: there a sample's number is its place in the text.
 *
 * @param text number of the text
 * @param place of the sample among those of the text
 */
export function numberInIndex(
  format: RecordFormat,
  { record, trace }: SampleNumber,
  text: number,
  place: number,
): SampleNumber {
  return holdsSeveral(format) ? { record: text, trace: place } : { record, trace };
}

function holdsSeveral({ container, holdsSeveral: several }: RecordFormat): boolean {
  return several === true || !(container === "jsonl" || container === "array" || container === "trace");
}
