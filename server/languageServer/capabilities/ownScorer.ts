import { type CancellationToken, ProgressType, type ServerCapabilities } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import {
  runScorerRequest,
  type RunScorerParams,
  type RunScorerResult,
  type ScorerProgress,
  trustedNotification,
} from "../../protocol/scorer";
import type { ScorerFailure } from "../../core/host/scorer";
import { canBeAsked } from "../lenses/ownScoreLenses";
import { refreshLenses } from "../lenses/refresh";
import type { OpenDocument } from "../openDocument";
import { samplePlaceAt } from "../../core/ide/place";
import { settledBy } from "../recordUri";
import { Cancelled } from "../runSafe";
import { runScorer, type ScorerRun } from "../../core/engine/scorerRun";
import type { Services } from "../services";
import type { ScorerSetting } from "../../core/config/settings";
import { answerRequest, listen } from "../messages";

/** Interval of progress messages, in milliseconds. */
const progressEvery = 100;
/** The most of a scorer's standard error that goes into the log, in UTF-16 units. */
const maxLogged = 1_000_000;

/** Runs a team's own scorer when the user asks, and drops its answers when the setting names another one. */
export function ownScorer(services: Services): ServerCapabilities {
  const { connection, answer, ownScores, configuration, onConfigurationChanged, logger } = services;
  listen(connection, trustedNotification, () => {
    ownScores.isTrusted = true;
    refreshLenses(services);
  });
  answerRequest(connection, runScorerRequest, (params, token) =>
    answer<RunScorerResult | null>("The team's scorer", params.uri, token, null, (document) =>
      run(document, params, token, services),
    ),
  );
  onConfigurationChanged(() => {
    const forget = async (file: string): Promise<boolean> =>
      ownScores.forgetOthers(file, (await configuration.setupOf(file)).scorer?.command);
    Promise.all([...ownScores.files].map(forget)).then(
      (forgot) => forgot.includes(true) && refreshLenses(services),
      (error: unknown) => logger.error(`Answers of another scorer were not forgotten: ${String(error)}`),
    );
  });
  return {};
}

async function run(
  document: OpenDocument,
  { at, progressToken }: RunScorerParams,
  token: CancellationToken,
  services: Services,
): Promise<RunScorerResult> {
  const { audits, configuration, connection, ownScores, rewards } = services;
  const { uri } = document;
  const { scorer } = await configuration.setupOf(uri);
  const refused = refusal(uri, scorer, services);
  if (refused !== undefined || scorer === undefined) return failed(refused ?? notNamed);
  const folder = URI.parse(configuration.folderOf(uri) ?? "").fsPath;
  const file = await audits.audited(document, token);
  const asked = samplesAt(document, file, at);
  if (asked.length === 0) return failed("There is no trace here to score.");

  const progress = progressTeller(asked.length, (value) => {
    if (progressToken !== undefined) void connection.sendProgress(scorerProgress, progressToken, value);
  });
  const ran = await runCancellably(scorer, folder, token, services, (started) =>
    runScorer(
      started,
      asked.map(({ sample }) => sample),
      dataSourceOf(uri, services),
      progress,
    ),
  );
  for (const [i, said] of ran.answers.entries()) {
    const sample = asked[i]?.sample;
    if (sample !== undefined) ownScores.keep(uri, scorer.command, sample, said);
  }
  if (ran.answers.length > 0) refreshLenses(services);
  if (ran.failure?.kind === "cancelled") throw new Cancelled();
  const shown = asked.slice(0, ran.answers.length).map((sample) => rewards.own(uri, sample));
  const unusable = shown.filter((own) => own?.score === undefined);
  return {
    answered: ran.answers.length,
    samples: asked.length,
    unusable: unusable.length,
    firstUnusable: unusable[0]?.failure ?? null,
    differing: shown.filter((own) => own?.difference !== undefined).length,
    failure: ran.failure === undefined ? null : failureInWords(ran.failure, scorer, folder),
  };
}

const notNamed = "No scorer is set: put the command that runs yours into the setting traceAuditor.scorer.command.";

/** Why no scorer is run for a document at all. */
function refusal(
  uri: string,
  scorer: ScorerSetting | undefined,
  { ownScores, configuration }: Services,
): string | undefined {
  if (!ownScores.isTrusted) {
    return "A scorer runs a command that a setting names, so it is run only in workspaces that you trust.";
  }
  if (scorer === undefined) return notNamed;
  const folder = configuration.folderOf(uri);
  if (folder === undefined) {
    return "A scorer is run in the workspace's folder, and no folder is open: open the one that holds it.";
  }
  if (URI.parse(folder).scheme === "file") return undefined;
  return "A scorer is run in a folder on disk, and this workspace is a virtual one: open it from a disk.";
}

function failed(failure: string): RunScorerResult {
  return { answered: 0, samples: 0, unusable: 0, firstUnusable: null, differing: 0, failure };
}

/** The sample at a place; without a place, all samples of the file. */
function samplesAt(document: OpenDocument, file: AuditedFile, at: RunScorerParams["at"]): readonly AuditedSample[] {
  if (file.isForeign) return [];
  const place = at && samplePlaceAt(file, document.offsetAt(at));
  const all =
    at === undefined ? file.records.flatMap(({ samples }) => samples) : place === undefined ? [] : [place.sample];
  return all.filter(canBeAsked);
}

/** The source of samples as the scorer gets it: the file's name as the command line gives it in that folder. */
function dataSourceOf(uri: string, { configuration }: Services): string {
  const source = settledBy(uri);
  const folder = configuration.folderOf(uri);
  const path = URI.parse(source).path;
  const above = folder === undefined ? "" : `${URI.parse(folder).path.replace(/\/$/, "")}/`;
  return path.startsWith(above) ? path.slice(above.length) : path.slice(path.lastIndexOf("/") + 1);
}

async function runCancellably(
  { command, timeout }: ScorerSetting,
  folder: string,
  token: CancellationToken,
  { startScorer, logger }: Services,
  work: (scorer: ReturnType<Services["startScorer"]>) => Promise<ScorerRun>,
): Promise<ScorerRun> {
  const cancel = new AbortController();
  const listener = token.onCancellationRequested(() => cancel.abort());
  let logged = 0;
  const onComplaint = (text: string): void => {
    if (logged > maxLogged) return;
    logged += text.length;
    const more = logged > maxLogged ? " … More of it is not shown." : "";
    logger.info(`The scorer says: ${text.trimEnd()}${more}`);
  };
  logger.info(`Runs the team's scorer in ${folder}: ${command}`);
  try {
    return await work(startScorer({ command, folder, timeout, signal: cancel.signal, onComplaint }));
  } finally {
    listener.dispose();
  }
}

function failureInWords({ kind, message, said }: ScorerFailure, { command }: ScorerSetting, folder: string): string {
  const more: Partial<Record<ScorerFailure["kind"], string>> = {
    "not-found": ` It is run in ${folder}; the setting traceAuditor.scorer.command names it.`,
    late: " The setting traceAuditor.scorer.timeout gives it more.",
  };
  const last = said.split("\n").at(-1)?.trim() ?? "";
  return `The team's scorer failed (${command}): ${message}.${more[kind] ?? ""}${last === "" ? "" : ` It said last: ${last}`}`;
}

const scorerProgress = new ProgressType<ScorerProgress>();

/** Reports the first, the last, and as many in between as a person can read. */
function progressTeller(samples: number, tell: (value: ScorerProgress) => void): (answered: number) => void {
  let last = 0;
  return (answered) => {
    const now = Date.now();
    if (answered < samples && now - last < progressEvery) return;
    last = now;
    tell({ answered, samples });
  };
}
