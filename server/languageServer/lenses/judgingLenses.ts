import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { judgementsTitle, judgementTitle, judgingTitle, ownVerdict } from "../../core/ide/judgements/judgementTitles";
import { judgementScheme, rejudgeCommand, showJudgementsCommand } from "../../protocol/judging";
import { judgedFile } from "../judging/judgedFile";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { lensPlaces } from "./lensPlace";

/**
 * Lenses above each pair, and above each trace if a model is set up: the result of judging it again, and the way to do
 * so.
 */
export async function judgingLenses(
  document: OpenDocument,
  file: AuditedFile,
  { judging }: Services,
): Promise<CodeLens[]> {
  if (judging === undefined || document.uri.startsWith(`${judgementScheme}:`)) return [];
  const { judgements, setup } = judging;
  const { model } = setup;
  const isOffered = (sample: AuditedSample): boolean => canBeJudged(sample, model !== undefined);
  const of = judgedFile(document.uri);
  const lenses: CodeLens[] = [];
  for (const { sample, at } of lensPlaces(document, file, isOffered)) {
    const holding = await judgements.holding(sample.sample, model);
    const isJudged = sample.sample.responses !== undefined && sample.sample.unanswered !== true;
    const title = judgingTitle(holding, ownVerdict(sample), isJudged, model);
    const anew = holding !== undefined && holding.model === model;
    // Below the verdict's own line: side by side they are wider than an editor in a split window.
    const start = { line: at.line, character: 0 };
    const range = { start, end: start };
    const tooltip =
      model === undefined
        ? "Asks which model is to judge."
        : `Asks ${model}${anew ? " again" : ""}, and shows its answer as it comes.`;
    lenses.push({ range, command: { title, tooltip, command: rejudgeCommand, arguments: [document.uri, at, anew] } });
    const known = await judgements.withEarlier(sample.sample, of);
    if (known.length === 0) continue;
    lenses.push({
      range,
      command: {
        title: judgementsTitle(known),
        tooltip: known.slice(-10).reverse().map(judgementTitle).join("\n"),
        command: showJudgementsCommand,
        arguments: [document.uri, at],
      },
    });
  }
  return lenses;
}

/** Pairs always get the lens, because judges are made for them; other traces only if somebody wants to judge. */
function canBeJudged({ sample }: AuditedSample, wanted: boolean): boolean {
  if (sample.responses !== undefined) return true;
  return wanted && sample.rewarded && sample.unanswered !== true && sample.completion !== sample.groundTruth;
}
