import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { recordedTitle, rescoringTitle, rewardTooltip } from "../../core/views/rewardTitles";
import { askedPreset, canBeRescored } from "../../core/rewards";
import { rescoreCommand, showBreakdownCommand, tryRewardCommand } from "../../protocol/rewards";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { forLens, hasLens } from "../../core/views/reward";
import { lensPlaces } from "./lensPlace";

/** Lenses above each sample: its reward and its components, and the way to see it under another variant or step. */
export function rewardLenses(document: OpenDocument, file: AuditedFile, services: Services): CodeLens[] {
  const { rewards, rescorings, client } = services;
  const has = client.options.rewards === true;
  const isAsked = Object.keys(rescorings.of(document.uri)).length > 0;
  const lenses: CodeLens[] = [];
  const tried = askedPreset(rescorings.of(document.uri));
  const recordedOf = ({ sample }: AuditedSample, computed: boolean): string =>
    recordedTitle(sample.attributes, computed);
  const hasReward = (sample: AuditedSample): boolean => {
    // A trace that is still being written is not scored yet.
    if (sample.sample.attributes.growing === true) return false;
    const breakdown = rewards.breakdown(sample);
    return (breakdown !== undefined && hasLens(breakdown)) || recordedOf(sample, false) !== "";
  };
  for (const { sample, at, above } of lensPlaces(document, file, hasReward)) {
    const breakdown = rewards.breakdown(sample);
    const range = { start: above, end: above };
    if (has && tried !== undefined) {
      const title = `${tried} (tried) ▾`;
      lenses.push({ range, command: { title, command: tryRewardCommand, arguments: [document.uri] } });
    }
    if (breakdown === undefined || !hasLens(breakdown)) {
      // If no reward is known, only the recorded one is shown; the breakdown says what is known of its parts.
      const command = has && breakdown !== undefined ? showBreakdownCommand : "";
      const leadsTo = command === "" ? {} : { tooltip: "Click for its parts.", arguments: [document.uri, at] };
      lenses.push({ range, command: { title: recordedOf(sample, false), command, ...leadsTo } });
      continue;
    }
    // With nothing to reach behind it, it may be long.
    const title = has ? forLens(breakdown.sentence)[0] : breakdown.sentence;
    lenses.push({
      range,
      command: {
        title: title + recordedOf(sample, true),
        tooltip: rewardTooltip(breakdown, has),
        // An empty name makes a lens that cannot be clicked.
        command: has ? showBreakdownCommand : "",
        arguments: [document.uri, at],
      },
    });
    if (has && canBeRescored(sample.profile.reward) && breakdown.reward !== undefined) {
      const title = rescoringTitle(breakdown, isAsked);
      lenses.push({ range, command: { title, command: rescoreCommand, arguments: [document.uri] } });
    }
  }
  return lenses;
}
