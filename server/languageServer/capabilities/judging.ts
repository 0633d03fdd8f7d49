import type { CancellationToken, ServerCapabilities } from "vscode-languageserver";
import { judgementTitle } from "../../core/ide/judgements/judgementTitles";
import { judgementsAsTrace, withoutTexts } from "../../core/ide/judgements/judgementTrace";
import type { Http } from "../../core/host/http";
import { Client } from "../../core/judge/endpoint/client";
import { usualPolicy, type RetryPolicy } from "../../core/judge/endpoint/retries/retry";
import { addToEstimate, noEstimate } from "../../core/judge/flow/estimate";
import { promptOfEntry } from "../../core/judge/flow/promptOf";
import {
  judgeEstimateRequest,
  type JudgeEstimate,
  judgementsRequest,
  type JudgementsParams,
  judgeProbeRequest,
  type JudgeProbe,
  type JudgeProbeParams,
  judgeRequest,
  type JudgeResult,
  type JudgeWhat,
  judgingSetupNotification,
  type SampleJudgements,
} from "../../protocol/judging";
import { ClientHttp } from "../judging/clientHttp";
import { judgedFile } from "../judging/judgedFile";
import { addressOf, planningOf, samplesMeant } from "../judging/judgedSamples";
import { runJudging } from "../judging/judgingRun";
import { refreshLenses } from "../lenses/refresh";
import { answerRequest, listen } from "../messages";
import type { OpenDocument } from "../openDocument";
import { runSafe, stopIfCancelled } from "../runSafe";
import type { Judging, Services } from "../services";

/** Judges samples when the user asks, and reports how they were judged. */
export function judging(services: Services): ServerCapabilities {
  const { connection, answer, judging, logger } = services;
  if (judging === undefined) return {};
  const http = new ClientHttp(connection);
  listen(connection, judgingSetupNotification, (setup) => {
    judging.setup = setup;
    judging.judgements.use(setup.history);
    refreshLenses(services);
  });
  answerRequest(connection, judgeRequest, (params, token) =>
    answer<JudgeResult | null>("Judging", params.uri, token, null, (document) =>
      runJudging(document, params, token, services, judging, http),
    ),
  );
  answerRequest(connection, judgeProbeRequest, (params, token) =>
    runSafe("The test of the endpoint", token, logger, () => probe(params, judging, http)),
  );
  answerRequest(connection, judgeEstimateRequest, (params, token) =>
    answer<JudgeEstimate | null>("The estimate", params.uri, token, null, (document) =>
      estimate(document, params, token, services, judging),
    ),
  );
  answerRequest(connection, judgementsRequest, (params, token) =>
    answer<SampleJudgements | null>("The judgements", params.uri, token, null, (document) =>
      judgementsAt(document, params, services, judging),
    ),
  );
  return {};
}

async function probe({ address, model = "" }: JudgeProbeParams, { host }: Judging, http: Http): Promise<JudgeProbe> {
  const client = new Client({ address: addressOf(address), model, key: undefined }, { ...host, http, policy: once });
  const { kind, version, window, models } = await client.server();
  let problem: string | undefined;
  if (model !== "") {
    const messages = [{ role: "user", content: "Answer with the word OK." }] as const;
    const { received } = await client.ask({
      model,
      messages,
      sampling: { temperature: 0, maxTokens: 16, seed: undefined },
    });
    if (received.kind === "error") problem = received.error.message;
  }
  return {
    server: kind,
    models,
    ...(version !== undefined && { version }),
    ...(window !== undefined && { window }),
    ...(problem !== undefined && { problem }),
  };
}

/** Retries nothing: a user who tests the connection wants to see at once what is wrong. */
const once: RetryPolicy = { ...usualPolicy, tries: 1 };

async function estimate(
  document: OpenDocument,
  what: JudgeWhat,
  token: CancellationToken,
  { audits }: Services,
  { host }: Judging,
): Promise<JudgeEstimate> {
  const file = await audits.audited(document, token);
  const planning = planningOf(what, host.hash);
  let [counted, unjudgeable] = [noEstimate, 0];
  let problem: string | undefined;
  let first: JudgeEstimate["first"];
  for (const asked of samplesMeant(document, file, what)) {
    stopIfCancelled(token);
    const planned = planning.plan(asked);
    if ("problem" in planned) {
      unjudgeable++;
      problem ??= planned.problem;
      continue;
    }
    counted = addToEstimate(counted, planned);
    first ??= planned.tasks[0]?.question.messages;
  }
  return {
    ...counted,
    unjudgeable,
    ...(problem !== undefined && { problem }),
    ...(first !== undefined && { first }),
  };
}

async function judgementsAt(
  document: OpenDocument,
  { at }: JudgementsParams,
  { audits }: Services,
  { judgements }: Judging,
): Promise<SampleJudgements | null> {
  const [asked] = samplesMeant(document, await audits.file(document), { at });
  if (asked === undefined) return null;
  const { sample } = asked.sample;
  await judgements.history();
  const found = await judgements.withEarlier(sample, judgedFile(document.uri));
  return {
    name: asked.name,
    judgements: [...found].reverse().flatMap((judgement) => {
      const prompt = promptOfEntry(judgement.entry.prompt);
      if (prompt === undefined) return [];
      const judged = judgement.ofEarlierText ? withoutTexts(sample) : sample;
      const text = judgementsAsTrace(judged, prompt, [{ ...judgement.entry, growing: false }]);
      return [{ title: judgementTitle(judgement), text }];
    }),
  };
}
