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
  /** What has been read from the sample; each fact is computed once, on first use. */
  readonly facts: Facts;
}

interface Context<State> extends FixContext {
  /** Reports a finding, together with the state that its fixes get. A rule without a state gives the report alone. */
  readonly report: (report: Report, state: State) => void;
}

/** What a rule on one trace sees: the completion and, if it is a trace, the ground truth; if it asks for them, earlier texts of the turn. */
export interface TraceContext<State = void> extends Context<State> {
  readonly part: Part;
  readonly trace: Trace;
}

/** What a rule on the whole sample sees. */
export interface SampleContext<State = void> extends Context<State> {}

/** What fixes get: the place of the finding and what the check knew of it (facts of this sample, unchanged). */
export type Found<State> = Location & { readonly state: State };

/**
 * The cause, in people's terms, that a rule belongs to. Summaries group rules by it, and count a cost once per sample.
 */
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
  /** Does it report missing things? It then reports nothing for a trace that was cut off. */
  readonly needsEnd?: boolean;
  /** Does what it finds hold where a trace breaks off? All other findings there are left out: they may not be meant. */
  readonly judgesCutOff?: boolean;
  /** Does it speak of any text of a model, also where no profile fits and nothing else is checked? */
  readonly anyText?: boolean;
  /** Does it look at what the model said before the trace in the same turn, too: reasoning in a field of its own? */
  readonly ofEarlierTexts?: boolean;
  /**
   * Does it speak of judges' traces alone? It then does not run by a profile that has neither a tag for a verdict nor a
   * program that reads one.
   */
  readonly ofJudges?: boolean;
  /** Ids of rules that say more of the same cause: where they find something, this rule's finding is left out. */
  readonly impliedBy?: readonly string[];
  /** Its cause, if that differs from its category's (`cause.ts`). */
  readonly cause?: Cause;
}

/** A rule as its file writes it: `fixes` gets the state that `check` gives to `report`. */
interface WrittenRule<Given, State> extends RuleTexts {
  /** A function of its own: it is called without the rule, for each trace anew. */
  readonly check: (context: Given) => void;
  /** The possible fixes, the likeliest first. None if only the author of the text knows. */
  fixes?(found: Found<State>, context: FixContext): readonly Fix[];
}

interface RuleBase extends Required<Omit<RuleTexts, "cause">> {
  readonly cause: Cause | undefined;
  /** Does this rule have findings with fixes? */
  readonly offersFixes: boolean;
  /** The fixes of a finding, whose state is what the rule's own check gave; undefined if the rule has no fixes. */
  readonly fixes: ((found: Found<unknown>, context: FixContext) => readonly Fix[]) | undefined;
}

/** A rule that looks at one trace at a time. */
export interface TraceRule extends RuleBase {
  readonly scope: "trace";
  readonly check: (context: TraceContext<unknown>) => void;
}

/** A rule that looks at the sample as a whole (completion against tools, ground truth, responses). */
export interface SampleRule extends RuleBase {
  readonly scope: "sample";
  readonly check: (context: SampleContext<unknown>) => void;
}

/**
 * A rule on the record itself. Record formats find these problems while they read (`RecordProblem`); the rule gives
 * them a public id, so that they can be set and counted like all others.
 */
export interface RecordRule extends RuleBase {
  readonly scope: "record";
}

export type Rule = TraceRule | SampleRule | RecordRule;

/** A rule that looks at one trace at a time. `traceRule<Tag>({ … })` if its fixes get a tag. */
export function traceRule<State = void>(rule: WrittenRule<TraceContext<State>, State>): TraceRule {
  return { ...partsOf(rule), scope: "trace", check: rule.check };
}

/** A rule that looks at the sample as a whole. `sampleRule<Call>({ … })` if its fixes get a call. */
export function sampleRule<State = void>(rule: WrittenRule<SampleContext<State>, State>): SampleRule {
  return { ...partsOf(rule), scope: "sample", check: rule.check };
}

/** A rule on the record itself. */
export function recordRule(texts: RuleTexts): RecordRule {
  return { ...partsOf(texts), scope: "record" };
}

/**
 * Outside the rule itself, nobody knows the type of its states: the auditor only passes them from its check to its
 * fixes.
 */
function partsOf<State>(rule: RuleTexts & Pick<WrittenRule<never, State>, "fixes">): RuleBase {
  const { id, summary, severity, severities = severity, cause } = rule;
  const { needsEnd = false, judgesCutOff = false, anyText = false } = rule;
  const { ofEarlierTexts = false, ofJudges = false, impliedBy = [] } = rule;
  const texts = { id, summary, severity, severities, needsEnd, judgesCutOff, anyText, ofEarlierTexts, ofJudges };
  const fixes: RuleBase["fixes"] =
    rule.fixes && ((found, context) => rule.fixes?.(found as Found<State>, context) ?? []);
  // All rules have the same fields in the same order, so that what runs them meets one kind of object.
  return { ...texts, impliedBy, cause, offersFixes: fixes !== undefined, fixes };
}
