import type { Facts } from "../facts/facts";
import type { Finding, Severity } from "../model/finding";
import type { RuleSetting } from "../model/profile";
import type { Part, Sample } from "../model/sample";
import type { RecordRule, Rule, SealedReport } from "../rules/rule";
import type { Trace } from "../model/trace";
import { messageLine } from "../text/printable";
import { textOf } from "../text/span";

/** What the core needs from the world to audit. */
export interface AuditHost {
  /** Takes a line for the log: a rule or a fix that crashed, with its stack. */
  log(line: string): void;
  /** Takes a message for the user, where someone can read it who does not see the log. */
  tell?(message: string): void;
}

/** Which rules run, and how severe their findings are where someone said so. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export interface AuditResult {
  readonly findings: readonly Finding[];
  /** How many findings of a rule were left out because there were too many of them. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly facts: Facts;
}

/** Of one rule, at most this many findings are kept for one sample; the rest is counted. */
export const findingsPerRule = 100;

/**
 * Runs the rules over one sample. A rule that crashes becomes one finding and one line in the log; the others run on.
 * Findings come in the order of the text, the completion's before those of other parts.
 */
export function auditSample(
  facts: Facts,
  rules: readonly Rule[],
  settings: RuleSettings,
  host: AuditHost,
): AuditResult {
  const { sample, profile } = facts;
  const findings: Finding[] = [];
  const leftOut: Record<string, number> = {};
  const settled = sample.attributes.growing ? settledEnd(facts.traceOf(sample.completion)) : Infinity;
  for (const rule of sample.unanswered ? [] : rules) {
    const setting = settings[rule.id] ?? profile.rules[rule.id];
    if (setting === "off" || sample.attributes.off?.includes(rule.id)) continue;
    if (rule.scope === "record") {
      findings.push(...unreadFindings(rule, setting, facts));
      continue;
    }
    let count = 0;
    const report = (part: Part, given: SealedReport): void => {
      if (part === sample.completion && (given.span.end > settled || given.span.start >= settled)) return;
      if (++count > findingsPerRule) {
        leftOut[rule.id] = count - findingsPerRule;
        return;
      }
      findings.push(toFinding(rule, setting, part, given));
    };
    try {
      run(rule, facts, report);
    } catch (error) {
      host.log(`Rule ${rule.id} crashed on record ${sample.record}, trace ${sample.trace}: ${stackOf(error)}`);
      findings.push(crashFinding(rule, sample, error));
    }
  }
  findings.sort((a, b) => rank(a, sample) - rank(b, sample) || a.span.start - b.span.start || a.span.end - b.span.end);
  return { findings, leftOut, facts };
}

/** Up to where nothing that is still to come changes what was read: the beginning of what is written last. */
function settledEnd({ children, text }: Trace): number {
  return children.findLast(({ kind, span }) => kind !== "text" || textOf(text, span).trim() !== "")?.span.start ?? 0;
}

function run(rule: Exclude<Rule, RecordRule>, facts: Facts, report: (part: Part, given: SealedReport) => void): void {
  const { sample, profile } = facts;
  if (rule.scope === "sample") {
    if (rule.needsEnd && facts.cutOff(sample.completion) !== undefined) return;
    rule.check({ sample, profile, facts, report: (given) => report(given.part ?? sample.completion, given) });
    return;
  }
  for (const part of facts.traced) {
    if (rule.needsEnd && facts.cutOff(part) !== undefined) continue;
    const trace = facts.traceOf(part);
    rule.check({ sample, profile, facts, part, trace, report: (given) => report(given.part ?? part, given) });
  }
}

/** Says of each trace that the parser did not read to its end or to its depth that it was not checked beyond. */
function unreadFindings(rule: RecordRule, setting: Severity | undefined, facts: Facts): Finding[] {
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

function toFinding(rule: Rule, setting: Severity | undefined, part: Part, given: SealedReport): Finding {
  return {
    rule: rule.id,
    severity: setting ?? given.severity ?? rule.severity,
    message: messageLine(given.message),
    part,
    span: given.span,
    related: (given.related ?? []).map((each) => ({ ...each, message: messageLine(each.message) })),
    ...(given.fixes && { fixes: given.fixes }),
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

/** What a crash says of itself, in short. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a crash says of itself, for the log. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function rank(finding: Finding, sample: Sample): number {
  return finding.part === sample.completion ? 0 : 1;
}
