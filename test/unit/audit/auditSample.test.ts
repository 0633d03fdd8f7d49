import { describe, expect, it } from "vitest";
import { activeRules, type RuleSettings } from "../../../server/core/audit/activeRules";
import { auditSample, findingsPerRule, type AuditResult } from "../../../server/core/audit/auditSample";
import { Facts } from "../../../server/core/facts/facts";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import { traceRule, type Rule, type TraceContext } from "../../../server/core/rules/rule";
import { longestMessage } from "../../../server/core/text/printable";
import { profileNamed, sample, type SampleTexts } from "../rules/harness";

const profile = profileNamed("toolrl");
const parse = createTraceParser(profile);
const wellFormed = "<think> a </think>\n<response> b </response>";

function rule(id: string, check: (context: TraceContext) => void): Rule {
  return traceRule({ id, summary: id, severity: "warning", check });
}

/** A rule that marks these places, in this order. */
function marks(id: string, ...starts: number[]): Rule {
  return rule(id, ({ report }) => starts.forEach((start) => report({ span: { start, end: start + 1 }, message: id })));
}

const crashing = rule("crashing", () => {
  throw new Error("out of order");
});

function audit(
  rules: readonly Rule[],
  settings: RuleSettings = {},
  texts: SampleTexts = {},
): AuditResult & { log: string[] } {
  const log: string[] = [];
  const host = { log: (line: string): void => void log.push(line) };
  const result = auditSample(
    new Facts(sample({ completion: wellFormed, ...texts }), profile, parse),
    activeRules(rules, settings, profile),
    host,
  );
  return { ...result, log };
}

describe("a rule that crashes", () => {
  it("becomes one line in the log and one finding; the others run", () => {
    const { findings, log } = audit([crashing, marks("other", 3)]);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain("Rule crashing crashed on record 0, trace 0: Error: out of order");
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["crashing", "information"],
      ["other", "warning"],
    ]);
    expect(findings[0]?.message).toContain("out of order");
  });

  it("keeps what it found before", () => {
    const late = rule("late", ({ report }) => {
      report({ span: { start: 1, end: 2 }, message: "found" });
      throw new Error("then");
    });
    expect(audit([late]).findings.map(({ message }) => message.slice(0, 5))).toEqual(["Not c", "found"]);
  });

  it("does so on an empty text too", () => {
    expect(audit([crashing], {}, { completion: "" }).findings[0]?.span).toEqual({ start: 0, end: 0 });
  });
});

describe("findings", () => {
  it("are kept up to a hundred of a rule; the rest is counted", () => {
    const many = marks("many", ...Array.from({ length: findingsPerRule + 7 }, () => 0));
    const { findings, leftOut } = audit([many, marks("few", 1)]);
    expect(findings.filter(({ rule }) => rule === "many")).toHaveLength(findingsPerRule);
    expect(leftOut).toEqual({ many: 7 });
  });

  it("come in the order of the text, the completion's first", () => {
    const groundTruth = "<think> g </think>\n<response> h </response>";
    const { findings } = audit([marks("a", 9, 2), marks("b", 5)], {}, { groundTruth });
    expect(findings.map(({ part, span }) => [part.role, span.start])).toEqual([
      ...[2, 5, 9].map((start) => ["completion", start]),
      ...[2, 5, 9].map((start) => ["ground_truth", start]),
    ]);
  });
});

describe("settings", () => {
  it("switch a rule off: it does not even run", () => {
    expect(audit([crashing], { crashing: "off" })).toMatchObject({ findings: [], log: [] });
  });

  it("set the severity of all that a rule finds, whatever the rule says", () => {
    const own = rule("own", ({ report }) =>
      report({ span: { start: 0, end: 1 }, severity: "information", message: "m" }),
    );
    expect(audit([own]).findings[0]?.severity).toBe("information");
    expect(audit([own], { own: "error" }).findings[0]?.severity).toBe("error");
  });

  it("win over the profile's", () => {
    const quiet = { ...profile, rules: { a: "off" } as const };
    const host = { log: (): void => undefined };
    const severities = (settings: RuleSettings): string[] =>
      auditSample(
        new Facts(sample({ completion: wellFormed }), quiet, parse),
        activeRules([marks("a", 0)], settings, quiet),
        host,
      ).findings.map(({ severity }) => severity);
    expect(severities({})).toEqual([]);
    expect(severities({ a: "error" })).toEqual(["error"]);
  });
});

describe("what is said", () => {
  it("prints, stays on its line, and has an end, whatever it quotes", () => {
    const hostile = `\u001b]0;x\u0007\n::error::\u202e${"a".repeat(600_000)}`;
    const quoting = rule("quoting", ({ part, report }) => {
      const span = { start: 0, end: 1 };
      report({ span, message: hostile, related: [{ part, span, message: hostile }] });
    });
    const [finding] = audit([quoting]).findings;
    for (const message of [finding?.message, finding?.related[0]?.message]) {
      expect(message).toHaveLength(longestMessage);
      expect(message).toMatch(/^␛\]0;x␇␊::error::\uFFFDa+…$/);
    }
  });
});
