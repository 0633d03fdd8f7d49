import { type BatchOfFile, recordsOf } from "../engine/batch";
import { hasWords, type SearchedWords } from "../engine/searchedText";
import type { Utf8 } from "../host/utf8";
import { numberInIndex } from "./numberedSample";
import { formatOf } from "../records/reading/recogniseFile";

/** The name of the worker task that searches texts. */
export const searchKind = "search";

/** Records whose texts are searched. Plain data. */
export interface SearchBatch extends Pick<BatchOfFile, "format" | "container" | "batch" | "deadly"> {
  readonly terms: readonly SearchedWords[];
}

/** A sample that has some words, by its record and its number in it; `term` is the words' place in the job's list. */
export interface SearchHit {
  readonly term: number;
  readonly record: number;
  readonly trace: number;
}

/** Searches the texts of a batch. A record that killed a thread, or is too long, has no words. */
function searchBatch(job: SearchBatch, utf8: Utf8, atRecord: (record: number) => void): readonly SearchHit[] {
  const format = formatOf(job.format, job.container);
  const hits: SearchHit[] = [];
  for (const { record, deadly } of recordsOf(job, utf8, atRecord)) {
    if (deadly !== undefined || record.tooLong !== undefined) continue;
    const { samples } = format.read(record.text, record.index, record);
    samples.forEach((sample, place) => {
      job.terms.forEach((words, term) => {
        if (hasWords(sample, words)) hits.push({ term, ...numberInIndex(format, sample, record.index, place) });
      });
    });
  }
  return hits;
}

export type SearchRunner = (job: SearchBatch, atRecord: (record: number) => void) => Promise<readonly SearchHit[]>;

/** Makes the function that searches batches; the same in the main thread and in a worker. */
export function startSearch(utf8: Utf8): SearchRunner {
  return (job, atRecord) => Promise.resolve(searchBatch(job, utf8, atRecord));
}
