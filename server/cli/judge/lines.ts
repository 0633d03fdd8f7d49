import { printableLine } from "../../core/text/printable";
import { jsonLine } from "../../core/json/jsonLine";
import type { JudgementFinding } from "../../core/judge/audit/auditJudgement";
import type { Judgement } from "../../core/judge/flow/judgement";
import type { PlacedSample, UnreadRecord } from "./samples";

/** A judgement as a line. The keys and their order are public: docs/guides/judge.md. */
export function judgementLine(
  { file, record, sample }: PlacedSample,
  judgement: Judgement,
  findings: readonly JudgementFinding[],
): string {
  return jsonLine({
    file,
    record,
    trace: sample.trace,
    id: sample.attributes.id,
    ...judgementFields(judgement),
    findings: findings.length > 0 ? findings : undefined,
  });
}

/** The part of a line that describes the judgement, after its place. Keys whose value is undefined are absent. */
export function judgementFields({
  entry,
  state,
  verdict,
  choice,
  right,
  confidence,
  from,
  inReasoning,
}: Judgement): object {
  const marks = [...entry.marks, ...(inReasoning ? ["verdict-in-reasoning"] : [])];
  return {
    model: entry.model,
    order: entry.order,
    repeat: entry.repeat,
    state,
    verdict,
    choice,
    right,
    confidence,
    tokens: entry.tokens,
    seconds: entry.seconds,
    from,
    marks: marks.length > 0 ? marks : undefined,
    error: entry.error && { code: entry.error.kind, message: printableLine(entry.error.message) },
    text: entry.text,
    reasoning: entry.reasoning,
  };
}

/** A sample that cannot be judged. */
export function problemLine({ file, record, sample }: PlacedSample, message: string): string {
  return jsonLine({
    file,
    record,
    trace: sample.trace,
    id: sample.attributes.id,
    state: "failed",
    error: { code: "not-judgeable", message: `It cannot be judged: ${message}.` },
  });
}

export function unreadLine({ file, record, line, error }: UnreadRecord): string {
  return jsonLine({ file, record, line, error });
}
