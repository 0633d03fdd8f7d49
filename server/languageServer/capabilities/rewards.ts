import type { ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import { fixRecord } from "../../core/fixing/fixRecord";
import { scoreOf } from "../../core/fixing/judge";
import type { Sample } from "../../core/model/sample";
import { withPlaces } from "../../core/views/reward";
import {
  askedPreset,
  namedOption,
  presetOption,
  presetReward,
  presetRewardNames,
  type RewardOptions,
} from "../../core/rewards";
import {
  breakdownRequest,
  type BreakdownResult,
  rescoreNotification,
  type RescoringChoices,
  type SafeFixes,
  rescoringChoicesRequest,
  triableRewardsRequest,
} from "../../protocol/rewards";
import type { OpenDocument } from "../openDocument";
import { rewardedPlaceAt, type SamplePlace } from "../../core/ide/place";
import { nameOf, unitOf } from "../../core/ide/recordUnits";
import type { Services } from "../services";
import { answerRequest, listen } from "../messages";

/**
 * Answers with a sample's reward for the webview, and takes the request to show rewards under another variant or step.
 */
export function rewards(services: Services): ServerCapabilities {
  const { connection, audits, answer, rescorings } = services;
  answerRequest(connection, breakdownRequest, ({ uri, at }, token) =>
    answer<BreakdownResult>("The breakdown", uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return null;
      const place = rewardedPlaceAt(file, document.offsetAt(at));
      return place === undefined ? null : sampleBreakdown(document, file, place, services);
    }),
  );
  answerRequest(connection, rescoringChoicesRequest, ({ uri, at }, token) =>
    answer<RescoringChoices | null>("The variants of the reward", uri, token, null, async (document) => {
      const file = await audits.file(document);
      const place = file.isForeign ? undefined : rewardedPlaceAt(file, document.offsetAt(at));
      const reward = place && services.rewards.breakdown(place.sample)?.reward;
      return reward === undefined ? null : { options: reward.options, step: reward.step };
    }),
  );
  answerRequest(connection, triableRewardsRequest, ({ uri }) =>
    Promise.resolve({
      presets: presetRewardNames.map((name) => ({ name, from: presetReward(name)?.from ?? "" })),
      tried: askedPreset(rescorings.of(uri)) ?? null,
    }),
  );
  listen(connection, rescoreNotification, ({ uri, rescoring: { step, preset, ...named } }) => {
    const options = [
      ...Object.entries(named).map(([name, value]) => namedOption(name, value)),
      askedPreset({ [presetOption]: preset }) === undefined ? undefined : { [presetOption]: preset },
    ];
    rescorings.ask(uri, {
      ...(Object.assign({}, ...options) as RewardOptions),
      ...(typeof step === "number" && Number.isFinite(step) && step >= 0 ? { step: Math.floor(step) } : {}),
    });
  });
  return {};
}

function sampleBreakdown(
  document: OpenDocument,
  file: AuditedFile,
  { record, sample }: SamplePlace,
  { rewards }: Services,
): BreakdownResult {
  const breakdown = rewards.breakdown(sample);
  const { completion } = sample.sample;
  return {
    name: nameOf(file, unitOf(file, record, sample.sample)),
    version: document.version,
    range: document.rangeOf(fileSpan(record, { part: completion, span: { start: 0, end: completion.text.length } })),
    breakdown:
      breakdown === undefined
        ? null
        : withPlaces(breakdown, (location) => document.rangeOf(fileSpan(record, location))),
    why: breakdown === undefined ? whyNothing(sample) : "",
    own: rewards.own(document.uri, sample) ?? null,
    safeFixes: breakdown?.reward === undefined ? null : (safeFixesOf(file, record, sample) ?? null),
  };
}

const safeFixes = new WeakMap<AuditedSample, { readonly fixes: SafeFixes | undefined }>();

/**
 * Undefined if nothing in the sample can be fixed safely. Fixing audits the record anew, and the breakdown follows the
 * cursor: what was tried is kept with the sample.
 */
function safeFixesOf(file: AuditedFile, record: AuditedRecord, sample: AuditedSample): SafeFixes | undefined {
  let tried = safeFixes.get(sample);
  if (tried === undefined) safeFixes.set(sample, (tried = { fixes: trySafeFixes(file, record, sample) }));
  return tried.fixes;
}

function trySafeFixes(file: AuditedFile, record: AuditedRecord, sample: AuditedSample): SafeFixes | undefined {
  if (sample.findings.length === 0) return undefined;
  const only = (other: Sample): boolean => other.record === sample.sample.record && other.trace === sample.sample.trace;
  const { made, after } = fixRecord(file, record, { safeOnly: true, groundTruth: false, only });
  const fixed = after[record.samples.indexOf(sample)];
  if (made.length === 0 || fixed === undefined) return undefined;
  return { count: made.length, gain: (scoreOf(fixed) ?? 0) - (scoreOf(sample) ?? 0) };
}

function whyNothing({ sample, profile }: AuditedSample): string {
  if (sample.unanswered) return "The record has no trace yet, so there is nothing to reward.";
  if (profile.reward === null) return `The profile ${profile.title} names no reward.`;
  if (!sample.rewarded) return "This trace has no reward: of a dialogue only the last turn is rewarded.";
  return "The sample has nothing to compare its trace with: no ground truth and no gold label.";
}
