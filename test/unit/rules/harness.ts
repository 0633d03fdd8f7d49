import { expect } from "vitest";
import { activeRules } from "../../../server/core/audit/activeRules";
import { auditSample } from "../../../server/core/audit/auditSample";
import { Facts } from "../../../server/core/facts/facts";
import type { Finding } from "../../../server/core/model/finding";
import { severities } from "../../../server/core/model/finding";
import type { Profile } from "../../../server/core/model/profile";
import type { Part, PartRole, Sample, SampleAttributes, TurnRole } from "../../../server/core/model/sample";
import { createTraceParser, type TraceParser } from "../../../server/core/parse/parseTrace";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import type { Rule } from "../../../server/core/rules/rule";
import { PlainSourceMap } from "../../../server/core/text/sourceMap";
import { failOnLog } from "../../support/strictAuditor";
import { expectLawful } from "./fixLaws";
import { readFixture, type ExpectedFinding } from "./fixture";

/** The texts of a sample. Every one is a fixture: it may carry markers (see fixture.ts). */
export interface SampleTexts {
  readonly completion?: string;
  /** The tools as JSON text. */
  readonly tools?: string;
  readonly groundTruth?: string;
  readonly turns?: readonly { readonly role: TurnRole; readonly text: string }[];
  readonly responses?: { readonly a: string; readonly b: string };
  /** Calls given as data; `undefined` for what the record does not have. */
  readonly calls?: readonly { readonly name?: string; readonly arguments?: string; readonly id?: string }[];
  readonly attributes?: SampleAttributes;
  readonly rewarded?: boolean;
}

export interface FixtureOptions extends Omit<SampleTexts, "completion"> {
  /** A built-in profile's name, or a profile. `toolrl` without it. */
  readonly profile?: string | Profile;
}

/** A sample of these texts, each its own part with a plain source map. The texts are taken as they are, markers included. */
export function sample(texts: SampleTexts): Sample {
  return buildSample(texts, (role, text) => part(role, text));
}

function part(role: PartRole, text: string): Part {
  return { role, text, source: new PlainSourceMap(0, text.length) };
}

function buildSample(texts: SampleTexts, make: (role: PartRole, text: string) => Part): Sample {
  const optional = (role: PartRole, text: string | undefined): Part | undefined =>
    text === undefined ? undefined : make(role, text);
  const { responses } = texts;
  return {
    record: 0,
    trace: 0,
    attributes: texts.attributes ?? {},
    turns: (texts.turns ?? []).map(({ role, text }) => ({ role, part: make(role, text), calls: [] })),
    tools: optional("tools", texts.tools),
    completion: make("completion", texts.completion ?? ""),
    calls: (texts.calls ?? []).map((call) => ({
      name: optional("completion", call.name),
      arguments: optional("completion", call.arguments),
      id: call.id,
      recordSpan: { start: 0, end: 0 },
    })),
    groundTruth: optional("ground_truth", texts.groundTruth),
    responses:
      responses === undefined ? undefined : { a: make("response_a", responses.a), b: make("response_b", responses.b) },
    rewarded: texts.rewarded ?? true,
  };
}

const parsers = new Map<Profile, TraceParser>();

/** The built-in profile of that name. */
export function profileNamed(name: string): Profile {
  const profile = builtInProfiles.find((candidate) => candidate.name === name);
  if (profile === undefined) throw new Error(`no built-in profile is named ${name}`);
  return profile;
}

/** Audits a sample; a rule that crashes fails the test with its own stack. */
export function audit(rules: readonly Rule[], audited: Sample, profile: Profile): readonly Finding[] {
  let parse = parsers.get(profile);
  if (parse === undefined) parsers.set(profile, (parse = createTraceParser(profile)));
  return auditSample(new Facts(audited, profile, parse), activeRules(rules, {}, profile), { log: failOnLog }).findings;
}

/**
 * Runs `rule` (or several) on a fixture and expects exactly the findings that are marked: in the completion, and in every
 * other text of `options`. Markers are explained in fixture.ts. What fixes the rules make of them has to keep the laws of
 * fixLaws.ts.
 *
 * @returns the findings, for tests that look further (related places, data)
 */
export function expectFindings(
  rule: Rule | readonly Rule[],
  completion: string,
  options: FixtureOptions = {},
): readonly Finding[] {
  const { profile: chosen = "toolrl", ...texts } = options;
  const expected: { part: Part; finding: ExpectedFinding }[] = [];
  const audited = buildSample({ ...texts, completion }, (role, text) => {
    const fixture = readFixture(text);
    const made = part(role, fixture.text);
    for (const finding of fixture.findings) expected.push({ part: made, finding });
    return made;
  });
  const rules = Array.isArray(rule) ? (rule as readonly Rule[]) : [rule as Rule];
  const profile = typeof chosen === "string" ? profileNamed(chosen) : chosen;
  const found = audit(rules, audited, profile);

  const wanted = expected.map(({ part: at, finding }) => describe(at, finding)).sort();
  const messages = found.map((finding) => `${describe(finding.part, finding)}\n    ${finding.message}`).join("\n");
  expect(found.map((finding) => describe(finding.part, finding)).sort(), messages).toEqual(wanted);
  for (const { part: at, finding } of expected) expectDetails(at, finding, found);
  for (const each of rules) expectLawful(each, found, audited, profile);
  return found;
}

/** Place and rule in one line: what a failing test shows. */
function describe(at: Part, finding: Pick<Finding, "rule" | "span">): string {
  const { start, end } = finding.span;
  const number = (offset: number): string => String(offset).padStart(5);
  return `${at.role} ${number(start)}…${number(end)} ${JSON.stringify(at.text.slice(start, end))} ${finding.rule}`;
}

function expectDetails(at: Part, expected: ExpectedFinding, found: readonly Finding[]): void {
  const here = found.filter((finding) => finding.part === at && describe(at, finding) === describe(at, expected));
  const fits = (finding: Finding): boolean =>
    (expected.severity === undefined || finding.severity === expected.severity) &&
    (expected.message === undefined || finding.message.includes(expected.message));
  const got = here.map((finding) => `${finding.severity}: ${finding.message}`);
  const asked = `${expected.severity ?? severities.join(" or ")}: …${expected.message ?? ""}…`;
  expect(here.some(fits) ? [asked] : got, `at ${describe(at, expected)}`).toEqual([asked]);
}
