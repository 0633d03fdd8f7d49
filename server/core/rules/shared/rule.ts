import type { Facts } from "../../facts/facts";
import type { Finding, RelatedLocation, Severity } from "../../model/finding";
import type { Fix } from "../../model/fix";
import type { Profile } from "../../model/profile";
import type { Part, Sample } from "../../model/sample";
import type { Trace } from "../../model/trace";
import type { Span } from "../../text/span";

/** A finding as a rule reports it; part and severity default to those of the context and the rule. */
export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly part?: Part;
  readonly severity?: Severity;
  readonly related?: readonly RelatedLocation[];
  readonly data?: unknown;
}

interface Context {
  readonly sample: Sample;
  readonly profile: Profile;
  /** What has been read from the sample, each fact computed once, when first asked for. */
  readonly facts: Facts;
  readonly report: (report: Report) => void;
}

/** What a rule on one trace sees: the completion, and once more the ground truth where that is a trace. */
export interface TraceContext extends Context {
  readonly part: Part;
  readonly trace: Trace;
}

/** What a rule on the whole sample sees. */
export interface SampleContext extends Context {}

/** What a fix is made from, beside the finding. */
export interface FixContext {
  readonly sample: Sample;
  readonly profile: Profile;
  readonly facts: Facts;
}

interface RuleBase {
  /** Public name: settings, SARIF, CI and the page `docs/rules/<id>.md` use it. */
  readonly id: string;
  /** One line: what it finds. */
  readonly summary: string;
  readonly severity: Severity;
  /** How a finding of this rule can be repaired, the likeliest way first. None where only its author knows. */
  fixes?(finding: Finding, context: FixContext): readonly Fix[];
}

/** A rule that looks at one trace at a time. */
export interface TraceRule extends RuleBase {
  readonly scope: "trace";
  check(context: TraceContext): void;
}

/** A rule that looks at the sample as a whole (completion against tools, ground truth, responses). */
export interface SampleRule extends RuleBase {
  readonly scope: "sample";
  check(context: SampleContext): void;
}

/**
 * A rule on the record itself. Record formats find these problems while they read (`RecordProblem`); the rule gives them
 * their public id, so that they can be set and counted like all others.
 */
export interface RecordRule extends RuleBase {
  readonly scope: "record";
}

export type Rule = TraceRule | SampleRule | RecordRule;
