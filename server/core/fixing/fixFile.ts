import type { AuditedFile, AuditedSample } from "../audit/auditedFile";
import { lineDifferences } from "../text/differences";
import type { TextEdit } from "../text/edits";
import { fixRecord, type FixOptions } from "./fixRecord";

/** What the fixes of a file come to. */
export interface FileFix {
  /** In the file's text, in order. */
  readonly edits: readonly TextEdit[];
  /** How many of the findings in question are gone after it, */
  readonly fixed: number;
  /** how many are still there, because no fix of theirs helps or none may be made, */
  readonly left: number;
  /** and how many records with such findings were not looked at, since as many as allowed were changed. */
  readonly waiting: number;
}

/**
 * Repairs all records of a file, as {@link fixRecord} does one. Comes back after each record (with nothing), so that who
 * runs it can see to other things in between.
 *
 * @param maxChanged so many records are changed at most, the first ones.
 */
export function* fixFile(file: AuditedFile, options: FixOptions, maxChanged = Infinity): Generator<undefined, FileFix> {
  const edits: TextEdit[] = [];
  let [changed, fixed, left, waiting] = [0, 0, 0, 0];
  for (const record of file.records) {
    const before = countIn(record.samples, options);
    if (before === 0) continue;
    if (changed >= maxChanged) {
      waiting++;
      continue;
    }
    const outcome = fixRecord(file, record, options);
    const after = countIn(outcome.after, options);
    fixed += Math.max(0, before - after);
    left += after;
    if (outcome.made.length > 0) {
      changed++;
      const { start } = record.span;
      for (const { span, text } of lineDifferences(file.textOf(record.span), outcome.text)) {
        edits.push({ span: { start: start + span.start, end: start + span.end }, text });
      }
    }
    yield;
  }
  return { edits, fixed, left, waiting };
}

/** How many findings the options speak of, those that were left out included. */
function countIn(samples: readonly AuditedSample[], { rules }: FixOptions): number {
  let count = 0;
  for (const { findings, leftOut } of samples) {
    for (const { rule } of findings) if (rules?.has(rule) !== false) count++;
    for (const [rule, more] of Object.entries(leftOut)) if (rules?.has(rule) !== false) count += more;
  }
  return count;
}
