import type { RecordProblem } from "../../model/record";
import type { JsonField } from "../json/jsonField";
import { unansweredDraft, type FormatReading, type SampleDraft } from "./jsonFormat";

/**
 * Reads several records in one value. A record in which nothing could be read still counts, as one without an answer,
 * so that the others keep their numbers.
 */
export function readRowsOf(rows: readonly JsonField[], read: (row: JsonField) => FormatReading): FormatReading {
  const samples: SampleDraft[] = [];
  const problems: RecordProblem[] = [];
  rows.forEach((field, row) => {
    const reading = read(field);
    const drafts = reading.samples.length > 0 ? reading.samples : [unansweredDraft({})];
    for (const draft of drafts) samples.push(row === 0 ? draft : { ...draft, row });
    for (const problem of reading.problems ?? []) problems.push(problem);
  });
  return { samples, problems, count: rows.length };
}
