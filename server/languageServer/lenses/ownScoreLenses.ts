import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { showBreakdownCommand } from "../../protocol/rewards";
import { runScorerCommand, runScorerOnFileCommand } from "../../protocol/scorer";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { lensPlaces } from "./lensPlace";

/** Lenses above each sample, if a team's own scorer is named: the way to ask it, or its answer. */
export async function ownScoreLenses(
  document: OpenDocument,
  file: AuditedFile,
  { rewards, client, ownScores, configuration }: Services,
): Promise<CodeLens[]> {
  const { scorer } = await configuration.setupOf(document.uri);
  if (client.options.rewards !== true || !ownScores.isTrusted || scorer === undefined) return [];
  const lenses: CodeLens[] = [];
  let isFirst = true;
  for (const { sample, at } of lensPlaces(document, file, canBeAsked)) {
    // Below the reward's line if there are two: side by side they are wider than many editors.
    const start = { line: at.line, character: 0 };
    const range = { start, end: start };
    const own = rewards.own(document.uri, sample);
    const ask = { command: runScorerCommand, tooltip: `Runs: ${scorer.command}`, arguments: [document.uri, at] };
    if (own === undefined) lenses.push({ range, command: { ...ask, title: "Score with the team's scorer" } });
    else {
      const details = own.failure ?? own.difference?.text;
      const tooltip = [...(details === undefined ? [] : [details]), "Click for the whole breakdown."].join("\n");
      const show = { command: showBreakdownCommand, arguments: [document.uri, at] };
      lenses.push(
        { range, command: { ...show, title: own.sentence, tooltip } },
        { range, command: { ...ask, title: "Ask again" } },
      );
    }
    // Once, at the top: the way to ask about all samples.
    if (isFirst && hasMore(file)) {
      const command = { command: runScorerOnFileCommand, title: "Score all samples", arguments: [document.uri] };
      lenses.push({ range, command: { ...command, tooltip: `Runs: ${scorer.command}` } });
    }
    isFirst = false;
  }
  return lenses;
}

/** Is there a trace that a scorer can be asked about? In a dialogue it is the last one, as for every reward. */
export function canBeAsked({ sample }: AuditedSample): boolean {
  return sample.rewarded && !sample.unanswered;
}

function hasMore({ records }: AuditedFile): boolean {
  let count = 0;
  for (const { samples } of records) {
    count += samples.filter(canBeAsked).length;
    if (count > 1) return true;
  }
  return false;
}
