import type { Auditor } from "../../audit/auditor";
import type { Severity } from "../../model/finding";
import type { Sample } from "../../model/sample";
import { LineTable, type Range } from "../../text/lineTable";
import type { Span } from "../../text/span";
import type { Judgement } from "../flow/judgement";
import type { Prompt } from "../prompts/prompt";
import { judgementSample } from "./judgementSample";

/** A finding in a judgement. */
export interface JudgementFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the answer's text; undefined if the place is in reasoning that the server keeps apart. */
  readonly range: Range | undefined;
}

/** The findings in a judgement, as in any trace; none for a failed one, or for a reward model's scores. */
export function auditJudgement(
  { entry, state }: Judgement,
  judged: Sample,
  prompt: Prompt,
  auditor: Auditor,
): readonly JudgementFinding[] {
  if (state === "failed" || entry.scores !== undefined) return [];
  const { sample, profile, prefix } = judgementSample(judged, prompt, entry);
  const found = auditor.audit(sample, profile).findings;
  if (found.length === 0) return [];
  const start = entry.text.length - (sample.completion.text.length - prefix);
  const lines = new LineTable(entry.text);
  return found
    .filter(({ part }) => part === sample.completion)
    .map(({ rule, severity, message, span }) => ({
      rule,
      severity,
      message,
      range:
        span.start < prefix
          ? undefined
          : rangeOf(lines, { start: start + span.start - prefix, end: start + span.end - prefix }),
    }));
}

function rangeOf(lines: LineTable, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
