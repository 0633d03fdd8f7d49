import type { Facts } from "../facts/facts";
import type { Finding, Severity } from "../model/finding";
import type { Part, Sample } from "../model/sample";
import { lastWritten, type Trace } from "../model/trace";
import type { Report, Rule, SampleContext, SampleRule, TraceContext, TraceRule } from "../rules/rule";
import { messageLine } from "../text/printable";
import type { Span } from "../text/span";
import { messageOf, stackOf } from "../text/thrown";
import type { ActiveRule } from "./activeRules";

/** What an audit needs from its environment. */
export interface AuditHost {
  /** Takes a line for the log: a rule or a fix that crashed, with its stack. */
  log(line: string): void;
  /** Takes a message for a user who does not see the log. */
  tell?(message: string): void;
}

export interface AuditResult {
  readonly findings: readonly Finding[];
  /** How many findings of a rule were left out because there were too many of them. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly facts: Facts;
}

/** The most findings of one rule that are kept for one sample; the rest is only counted. */
export const findingsPerRule = 100;

/**
 * Runs the rules over one sample. A rule that crashes becomes one finding and one line in the log; the others still
 * run. Findings are sorted by their place in the text, those of the completion first.
 */
export function auditSample(facts: Facts, rules: readonly ActiveRule[], host: AuditHost): AuditResult {
  const { sample } = facts;
  const audit = new SampleAudit(facts, host);
  const { off } = sample.attributes;
  for (const one of sample.unanswered ? [] : rules) {
    if (off === undefined || !off.includes(one.rule.id)) audit.run(one);
  }
  const { leftOut } = audit;
  const findings = withoutImplied(audit.findings, rules);
  if (findings.length > 1) {
    findings.sort(
      (a, b) => rank(a, sample) - rank(b, sample) || a.span.start - b.span.start || a.span.end - b.span.end,
    );
  }
  return { findings, leftOut, facts };
}

/** One finding for a place and its cause: without those that another rule's finding there implies. */
function withoutImplied(findings: Finding[], rules: readonly ActiveRule[]): Finding[] {
  let left = findings;
  for (const { rule } of rules) {
    if (rule.impliedBy.length === 0 || !left.some((finding) => finding.rule === rule.id)) continue;
    const graver = findings.filter((finding) => rule.impliedBy.includes(finding.rule));
    left = left.filter((finding) => finding.rule !== rule.id || !graver.some((other) => areAtOnePlace(finding, other)));
  }
  return left;
}

function areAtOnePlace(one: Finding, other: Finding): boolean {
  return one.part === other.part && other.span.start < one.span.end && one.span.start < other.span.end;
}

/**
 * One sample under audit. All rules share the same contexts: making them per rule would cost as much as most rules do.
 */
class SampleAudit {
  readonly findings: Finding[] = [];
  readonly leftOut: Record<string, number> = {};
  private count = 0;
  private ofSample: SampleContext<unknown> | undefined;
  private ofTraces: readonly TraceContext<unknown>[] | undefined;
  private ofEarlierTexts: readonly TraceContext<unknown>[] | undefined;
  private current: ActiveRule | undefined;
  /** The end of the part of the completion that can be judged already. */
  private readonly settled: number;

  constructor(
    private readonly facts: Facts,
    private readonly host: AuditHost,
  ) {
    const { completion, attributes } = facts.sample;
    this.settled = attributes.growing ? settledEnd(facts.traceOf(completion)) : Infinity;
  }

  run(active: ActiveRule): void {
    const { ofTrace, ofSample, needsEnd } = active;
    this.count = 0;
    this.current = active;
    try {
      if (ofTrace !== undefined) this.checkTraces(ofTrace, active);
      else if (ofSample !== undefined) this.checkSample(ofSample, needsEnd);
      else this.findings.push(...unreadFindings(active.rule, active.setting, this.facts));
    } catch (error) {
      const { sample } = this.facts;
      const { rule } = active;
      this.host.log(`Rule ${rule.id} crashed on record ${sample.record}, trace ${sample.trace}: ${stackOf(error)}`);
      this.findings.push(crashFinding(rule, sample, error));
    }
  }

  private checkSample(check: SampleRule["check"], needsEnd: boolean): void {
    const { facts } = this;
    const { sample, profile } = facts;
    if (needsEnd && facts.cutOff(sample.completion) !== undefined) return;
    this.ofSample ??= { sample, profile, facts, report: this.reporterOf(sample.completion) };
    check(this.ofSample);
  }

  private checkTraces(check: TraceRule["check"], { needsEnd, ofEarlierTexts }: ActiveRule): void {
    const { facts } = this;
    for (const context of (this.ofTraces ??= this.contextsOf(facts.traced))) {
      if (!needsEnd || facts.cutOff(context.part) === undefined) check(context);
    }
    if (!ofEarlierTexts) return;
    for (const context of (this.ofEarlierTexts ??= this.contextsOf(facts.earlierTexts))) check(context);
  }

  private contextsOf(parts: readonly Part[]): readonly TraceContext<unknown>[] {
    const { facts } = this;
    const { sample, profile } = facts;
    return parts.map((part) => {
      return { sample, profile, facts, part, trace: facts.traceOf(part), report: this.reporterOf(part) };
    });
  }

  /** @param usual the part that a report is about if it names none */
  private reporterOf(usual: Part): (given: Report, state?: unknown) => void {
    const { completion } = this.facts.sample;
    return (given, state) => {
      if (this.current === undefined) return;
      const { rule, setting } = this.current;
      const part = given.part ?? usual;
      if (part === completion && (given.span.end > this.settled || given.span.start >= this.settled)) return;
      if (rule.scope !== "record" && !rule.judgesCutOff && this.breaksOff(part, given.span)) return;
      if (++this.count > findingsPerRule) {
        this.leftOut[rule.id] = this.count - findingsPerRule;
        return;
      }
      this.findings.push(toFinding(rule, setting, part, given, this.fixesOf(rule, part, given, state)));
    };
  }

  /** May it only be so because the trace breaks off there? */
  private breaksOff(part: Part, { start, end }: Span): boolean {
    const { facts } = this;
    const { completion, groundTruth } = facts.sample;
    // Arguments given as data and reasoning in a field of its own are texts of their own in which a trace breaks off.
    const owner = part === groundTruth ? part : completion;
    const cut = facts.cutOff(owner);
    if (cut === undefined || (cut.part ?? owner) !== part) return false;
    return cut.broken.some((span) => (start === end ? start <= span.end : start < span.end) && end > span.start);
  }

  private fixesOf(rule: Rule, part: Part, { span }: Report, state: unknown): Finding["fixes"] {
    const { facts } = this;
    const { sample, profile } = facts;
    if (rule.fixes === undefined) return undefined;
    return () => rule.fixes?.({ part, span, state }, { sample, profile, facts }) ?? [];
  }
}

/** The end of what later text can no longer change: the start of the last thing written. */
function settledEnd({ children, text }: Trace): number {
  return lastWritten(children, text)?.span.start ?? 0;
}

/** Reports each trace that the parser did not read to its end or full depth: the rest is not checked. */
function unreadFindings(rule: Rule, setting: Severity | undefined, facts: Facts): Finding[] {
  return facts.traced
    .filter((part) => facts.traceOf(part).truncated)
    .map((part) =>
      toFinding(rule, setting, part, {
        span: { start: 0, end: Math.min(1, part.text.length) },
        severity: "information",
        message:
          "This text holds more tags, or tags nested deeper, than are read: its rest is not checked. Cut it, or look at what wrote so many tags.",
      }),
    );
}

function toFinding(
  rule: Rule,
  setting: Severity | undefined,
  part: Part,
  given: Report,
  fixes?: Finding["fixes"],
): Finding {
  const usual = given.severity ?? rule.severity;
  return {
    rule: rule.id,
    severity: setting ?? usual,
    ...(setting === undefined || setting === usual ? {} : { usual }),
    ...(given.cost === undefined ? {} : { cost: given.cost }),
    message: messageLine(given.message),
    part,
    span: given.span,
    related: (given.related ?? []).map((each) => ({ ...each, message: messageLine(each.message) })),
    ...(fixes && { fixes }),
  };
}

function crashFinding(rule: Rule, sample: Sample, error: unknown): Finding {
  const why = messageOf(error);
  return {
    rule: rule.id,
    severity: "information",
    message: `Not checked: the rule ${rule.id} failed on this trace (${messageLine(why)}). The other rules ran. The log has the details; please report them.`,
    part: sample.completion,
    span: { start: 0, end: Math.min(1, sample.completion.text.length) },
    related: [],
  };
}

function rank(finding: Finding, sample: Sample): number {
  return finding.part === sample.completion ? 0 : 1;
}
