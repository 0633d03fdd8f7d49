import type { AuditedSample } from "../audit/readBy";
import type { Finding } from "../model/finding";
import type { Paid } from "../model/reward";
import { isFailure, type RewardPart } from "../rewards";
import { causeOf } from "../rules";
import type { Cause } from "../rules/rule";

/** What an error of a cause loses, if its rule does not say what it costs. */
const lostWith: Readonly<Partial<Record<Cause, readonly Paid[]>>> = {
  "tags and format": ["format"],
  "malformed calls": ["calls"],
  template: ["format", "calls"],
  "cut off": ["format", "calls", "length", "answer", "verdict"],
};

/**
 * How much of a sample's shown reward the findings of each rule cost, at least 0. A rule may say what its finding
 * costs. If it does not, an error loses the parts of the reward that pay for what it is about: all that these parts
 * lack, counted once for all errors of the rule. A rule has no entry if its cost is unknown or there is no reward.
 */
export function findingCosts({ findings, facts }: AuditedSample): ReadonlyMap<string, number> {
  const { reward } = facts;
  const costs = new Map<string, number>();
  if (reward === undefined || isFailure(reward)) return costs;
  const { completion } = facts.sample;
  /** By rule: the parts that its errors lose. */
  const taken = new Map<string, Set<RewardPart>>();
  for (const finding of findings) {
    if (typeof finding.cost === "number") {
      costs.set(finding.rule, (costs.get(finding.rule) ?? 0) + Math.max(0, finding.cost));
      continue;
    }
    if (finding.cost === undefined && finding.part !== completion && !isGivenCall(finding, facts.sample)) continue;
    const parts = reward.parts.filter((part) => takesWith(finding, part));
    if (parts.length === 0) continue;
    const known = taken.get(finding.rule) ?? new Set<RewardPart>();
    for (const part of parts) known.add(part);
    taken.set(finding.rule, known);
  }
  for (const [rule, parts] of taken) {
    const lacking = [...parts].reduce((sum, { max, value }) => sum + Math.max(0, max - value), 0);
    costs.set(rule, (costs.get(rule) ?? 0) + lacking);
  }
  return costs;
}

function takesWith({ rule, severity, usual = severity, cost }: Finding, { pays, calls }: RewardPart): boolean {
  if (typeof cost === "string") return pays.includes(cost);
  if (usual !== "error") return false;
  const cause = causeOf(rule);
  // If calls were matched one by one, each has its own price: a malformed one does not lose the others.
  if (cause === "malformed calls" && calls !== undefined && calls.whole === undefined) return false;
  return lostWith[cause]?.some((paid) => pays.includes(paid)) ?? false;
}

/** Calls that the record gives as data are parts of their own. */
function isGivenCall({ part }: Finding, { calls }: AuditedSample["sample"]): boolean {
  return calls.some((call) => call.name === part || call.arguments === part);
}
