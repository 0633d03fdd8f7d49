import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import type { Breakdown } from "../../core/views/reward";
import type { Profile } from "../../core/model/profile";
import { formatDifference } from "../../core/rewards";
import { shorten } from "../../core/text/shorten";
import { rescoreCommand, showBreakdownCommand, type Rescoring } from "../../protocol/rewards";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { lensPlaces } from "./lensPlace";

/** Above each sample: its reward and what it is made of, and the way to see it under another variant or step. */
export function rewardLenses(document: OpenDocument, file: AuditedFile, services: Services): CodeLens[] {
  const { rewards, rescorings, client } = services;
  const has = client.options.rewards === true;
  const rescoring = rescorings.of(document.uri);
  const lenses: CodeLens[] = [];
  const hasReward = (sample: AuditedSample): boolean => rewards.breakdown(sample) !== undefined;
  for (const { sample, at, above } of lensPlaces(document, file, hasReward)) {
    const breakdown = rewards.breakdown(sample);
    if (breakdown === undefined) continue;
    const range = { start: above, end: above };
    lenses.push({
      range,
      command: {
        title: breakdown.sentence,
        tooltip: tooltipOf(breakdown, has),
        // An empty name is a line that cannot be clicked.
        command: has ? showBreakdownCommand : "",
        arguments: [document.uri, at],
      },
    });
    if (has && canBeRescored(sample.profile) && breakdown.reward !== undefined) {
      const title = rescoringTitle(breakdown, rescoring);
      lenses.push({ range, command: { title, command: rescoreCommand, arguments: [document.uri] } });
    }
  }
  return lenses;
}

/** What would have raised the reward most, in plain text. */
function tooltipOf({ raises: [most], failure }: Breakdown<unknown>, canOpen: boolean): string {
  const words = failure?.message ?? (most && `${shorten(most.text, 200)}: ${formatDifference(most.gain)}`);
  return [...(words === undefined ? [] : [words]), ...(canOpen ? ["Click for the whole breakdown."] : [])].join("\n");
}

/** Does the reward depend on a variant or a step? */
function canBeRescored({ reward }: Profile): boolean {
  if (reward === null || reward.kind === "toolrl") return reward !== null;
  return reward.components.some(({ component, schedule }) => schedule !== null || component.startsWith("toolrl-"));
}

function rescoringTitle({ reward }: Breakdown<unknown>, { variant, step }: Rescoring): string {
  const asked = variant !== undefined || step !== undefined;
  const shown = [
    reward?.variant ?? "",
    reward !== undefined && (reward.step > 0 || asked) ? `step ${reward.step}` : "",
  ];
  return `${shown.filter((word) => word !== "").join(", ") || "step 0"}${asked ? " (your choice)" : ""} ▾`;
}
