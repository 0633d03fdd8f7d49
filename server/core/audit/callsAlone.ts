import type { Profile } from "../model/profile";
import type { Sample } from "../model/sample";
import type { AuditResult } from "./auditSample";
import type { Auditor } from "./auditor";

/**
 * The profile of a sample that fits none: no tags, no layout, no reward. Calls that the record gives as data can be held
 * against its tools all the same, and nothing else is said.
 */
export const noProfile: Profile = {
  name: "none",
  title: "no profile",
  description: "The trace looks like no profile that is known; calls that its record gives as data are checked.",
  tags: {},
  layouts: [],
  calls: null,
  dialect: null,
  separator: { text: "", required: false },
  textOutside: "allowed",
  readers: [],
  reward: null,
  signs: [],
  turnTags: [],
  rules: {},
};

/** What is true of a call whatever surrounds it. */
const ofCalls: ReadonlySet<string> = new Set([
  "unknown-tool",
  "unknown-parameter",
  "missing-parameter",
  "parameter-type",
  "tool-call-json",
  "tool-call-name",
  "duplicate-key",
]);

/** Audits the calls that a record gives as data; undefined where it gives none. */
export function auditCallsAlone(sample: Sample, auditor: Auditor): AuditResult | undefined {
  if (sample.calls.length === 0) return undefined;
  const result = auditor.audit(sample, noProfile);
  return { ...result, findings: result.findings.filter(({ rule }) => ofCalls.has(rule)) };
}
