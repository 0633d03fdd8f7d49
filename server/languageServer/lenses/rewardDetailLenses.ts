import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { forLens, hasLens } from "../../core/views/reward";
import { rewardTooltip } from "../../core/views/rewardTitles";
import { showBreakdownCommand } from "../../protocol/rewards";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { lensPlaces } from "./lensPlace";

/** Behind all other lenses of a sample, where a narrow editor cuts them off: what its reward is made of. */
export function rewardDetailLenses(document: OpenDocument, file: AuditedFile, services: Services): CodeLens[] {
  const { rewards, client } = services;
  if (client.options.rewards !== true) return [];
  const detailsOf = (sample: AuditedSample): string => {
    const isGrowing = sample.sample.attributes.growing === true;
    const breakdown = rewards.breakdown(sample);
    return isGrowing || breakdown === undefined || !hasLens(breakdown) ? "" : forLens(breakdown.sentence)[1];
  };
  const lenses: CodeLens[] = [];
  for (const { sample, at, above } of lensPlaces(document, file, (sample) => detailsOf(sample) !== "")) {
    const breakdown = rewards.breakdown(sample);
    if (breakdown === undefined) continue;
    const leadsTo = { command: showBreakdownCommand, arguments: [document.uri, at] };
    const command = { title: detailsOf(sample), tooltip: rewardTooltip(breakdown, true), ...leadsTo };
    lenses.push({ range: { start: above, end: above }, command });
  }
  return lenses;
}
