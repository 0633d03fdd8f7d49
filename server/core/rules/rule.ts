import type { Facts } from "../facts/facts";
import type { Cost, Location, RelatedLocation, Severity } from "../model/finding";
import type { Fix } from "../model/fix";
import type { Profile } from "../model/profile";
import type { Part, Sample } from "../model/sample";
import type { Trace } from "../model/trace";
import type { Span } from "../text/span";

/** A finding as a rule reports it; part and severity default to those of the context and the rule. */
export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly part?: Part;
  readonly severity?: Severity;
  readonly cost?: Cost | undefined;
  readonly related?: readonly RelatedLocation[];
}

/** What rules and fixes read. */
export interface FixContext {
  readonly sample: Sample;
  readonly profile: Profile;
  /** What has been read from the sample, each fact computed once, when first asked for. */
  readonly facts: Facts;
}

interface Context<State> extends FixContext {
  /** Tells a finding, and what its fixes will get. A rule without a state gives the report alone. */
  readonly report: (report: Report, state: State) => void;
}

/** What a rule on one trace sees: the completion, and once more the ground truth where that is a trace. */
export interface TraceContext<State = void> extends Context<State> {
  readonly part: Part;
  readonly trace: Trace;
}

/** What a rule on the whole sample sees. */
export interface SampleContext<State = void> extends Context<State> {}

/** What fixes get: where it was found, and what the check knew of it (facts of this sample, as they are). */
export type Found<State> = Location & { readonly state: State };

/** The family that a person means by a rule. Summaries join rules by it, and count a cost once a sample. */
export type Cause =
  | "malformed calls"
  | "wrong calls"
  | "wrong arguments"
  | "tags and format"
  | "cut off"
  | "template"
  | "verdict"
  | "rubric"
  | "quotes"
  | "reasoning"
  | "arithmetic"
  | "reward"
  | "record";

interface RuleTexts {
  /** Public name: settings, SARIF, CI and the page `docs/rules/<id>.md` use it. */
  readonly id: string;
  /** One line: what it finds. */
  readonly summary: string;
  readonly severity: Severity;
  /** When it has which severity, in words, if it has several: "warning, error where reward is lost". */
  readonly severities?: string;
  /** Does it speak of what is missing? Of a trace that was cut off it says nothing. */
  readonly needsEnd?: boolean;
  /** What it speaks of, where that is not what its category speaks of (`cause.ts`). */
  readonly cause?: Cause;
}

/** A rule as its file writes it: what `check` gives to `report` as a state is what `fixes` gets. */
interface WrittenRule<Given, State> extends RuleTexts {
  check(context: Given): void;
  /** How it can be fixed, the likeliest way first. None where only the author of the text knows. */
  fixes?(found: Found<State>, context: FixContext): readonly Fix[];
}

interface RuleBase extends Required<Omit<RuleTexts, "cause">> {
  readonly cause: Cause | undefined;
  /** Are there findings of this rule that come with fixes? */
  readonly offersFixes: boolean;
  /** The fixes of a finding. Its state is what the rule's own check gave; undefined where the rule has no fixes. */
  fixes?(found: Found<unknown>, context: FixContext): readonly Fix[];
}

/** A rule that looks at one trace at a time. */
export interface TraceRule extends RuleBase {
  readonly scope: "trace";
  check(context: TraceContext<unknown>): void;
}

/** A rule that looks at the sample as a whole (completion against tools, ground truth, responses). */
export interface SampleRule extends RuleBase {
  readonly scope: "sample";
  check(context: SampleContext<unknown>): void;
}

/**
 * A rule on the record itself. Record formats find these problems while they read (`RecordProblem`); the rule gives them
 * their public id, so that they can be set and counted like all others.
 */
export interface RecordRule extends RuleBase {
  readonly scope: "record";
}

export type Rule = TraceRule | SampleRule | RecordRule;

/** A rule that looks at one trace at a time. `traceRule<Tag>({ … })` if its fixes get a tag. */
export function traceRule<State = void>(rule: WrittenRule<TraceContext<State>, State>): TraceRule {
  return { ...partsOf(rule), scope: "trace", check: (context) => rule.check(context) };
}

/** A rule that looks at the sample as a whole. `sampleRule<Call>({ … })` if its fixes get a call. */
export function sampleRule<State = void>(rule: WrittenRule<SampleContext<State>, State>): SampleRule {
  return { ...partsOf(rule), scope: "sample", check: (context) => rule.check(context) };
}

/** A rule on the record itself. */
export function recordRule(texts: RuleTexts): RecordRule {
  return { ...partsOf(texts), scope: "record" };
}

/**
 * From here on nobody but the rule itself knows the type of its states: what its check reports is what its fixes get, and
 * the auditor only carries it.
 */
function partsOf<State>(rule: RuleTexts & Pick<WrittenRule<never, State>, "fixes">): RuleBase {
  const { id, summary, severity, severities = severity, needsEnd = false, cause } = rule;
  const texts = { id, summary, severity, severities, needsEnd, cause, offersFixes: rule.fixes !== undefined };
  if (rule.fixes === undefined) return texts;
  return { ...texts, fixes: (found, context) => rule.fixes?.(found as Found<State>, context) ?? [] };
}
