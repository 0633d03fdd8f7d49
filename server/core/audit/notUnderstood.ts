import type { PassedOverKind, ReadRecord, RecordProblem } from "../model/record";
import { notUnderstood } from "../rules";
import type { Auditor } from "./auditor";

/** A kind of thing in a record that no reader knows, with the severity from the settings. */
export interface NotUnderstood extends PassedOverKind {
  readonly problem: RecordProblem;
}

/** What a record holds that is not understood, by kind; empty if the rule is off. */
export function notUnderstoodOf({ samples, passedOver }: ReadRecord, auditor: Auditor): readonly NotUnderstood[] {
  if (passedOver === undefined || samples[0]?.attributes.off?.includes(notUnderstood.id) === true) return [];
  return passedOver.flatMap((kind) =>
    auditor.settled([problemOf(kind)], notUnderstood).map((problem) => ({ ...kind, problem })),
  );
}

function problemOf({ what, span }: PassedOverKind): RecordProblem {
  return {
    code: notUnderstood.id,
    severity: notUnderstood.severity,
    span,
    message: `Not understood, so not read and not checked: ${what}. Reported once per file, where it stands first.`,
  };
}
