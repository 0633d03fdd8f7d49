import type { AuditedFile, AuditedSample } from "../audit/auditedFile";
import { lineDifferences } from "../text/differences";
import type { TextEdit } from "../text/edits";
import { fixRecord, type FixOptions } from "./fixRecord";

/** The result of the fixes of a file. */
export interface FileFix {
  /** In the file's text, in order. */
  readonly edits: readonly TextEdit[];
  /** How many of the selected findings are gone after it, */
  readonly fixed: number;
  /** how many are still there, because none of their fixes helps or is allowed, */
  readonly left: number;
  /** and how many records with such findings were not examined, because the allowed number was changed already. */
  readonly waiting: number;
}

/**
 * Fixes all records of a file, like {@link fixRecord} for one. Yields after each record (without a value), so that the
 * caller can do other work in between.
 *
 * @param maxChanged the most records to change; the first ones are changed.
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

/** How many findings the options select, including those that were left out. */
function countIn(samples: readonly AuditedSample[], { rules }: FixOptions): number {
  let count = 0;
  for (const { findings, leftOut } of samples) {
    for (const { rule } of findings) if (rules?.has(rule) !== false) count++;
    for (const [rule, more] of Object.entries(leftOut)) if (rules?.has(rule) !== false) count += more;
  }
  return count;
}
