import type { AuditedFile, AuditedSample } from "../audit/auditedFile";
import type { Fix } from "../model/fix";
import type { Part, Sample, StructuredCall } from "../model/sample";
import { formatReward } from "../rewards";
import { applyEdits } from "../text/edits";
import { PlainSourceMap } from "../text/sourceMap";
import { partEdits } from "./edits";
import { scoreOf } from "./judge";

/** The sample after a fix, audited; the places of its parts are no longer those of the record. */
export function sampleAfter(
  fix: Fix,
  { sample, profile, facts }: AuditedSample,
  { auditor }: Pick<AuditedFile, "auditor">,
): AuditedSample {
  const renewed = new Map<Part, Part>();
  const after = <P extends Part | undefined>(part: P): P => {
    if (part === undefined) return part;
    let made = renewed.get(part);
    if (made === undefined) {
      const edits = partEdits(fix, part);
      const text = applyEdits(part.text, edits);
      made = edits.length === 0 ? part : { ...part, text, source: new PlainSourceMap(0, text.length) };
      renewed.set(part, made);
    }
    return made as P;
  };
  // Field by field: some of a call's are read from the record when they are asked for, and a spread would lose them.
  const call = (given: StructuredCall): StructuredCall => ({
    name: after(given.name),
    arguments: after(given.arguments),
    id: given.id,
    hasResult: given.hasResult === true,
    recordSpan: given.recordSpan,
  });
  const changed: Sample = {
    ...sample,
    completion: after(sample.completion),
    groundTruth: after(sample.groundTruth),
    calls: sample.calls.map(call),
  };
  return { sample: changed, profile, ...auditor.audit(changed, profile, facts.paid, facts) };
}

/** A fix's title with its worth: "Close </think>: reward −3 → 2.29". */
export function titleWithWorth(fix: Fix, before: AuditedSample, after: AuditedSample): string {
  const [old, now] = [scoreOf(before), scoreOf(after)];
  if (now === undefined || old === now) return fix.title;
  return `${fix.title}: reward ${old === undefined ? "none" : formatReward(old)} → ${formatReward(now)}`;
}
