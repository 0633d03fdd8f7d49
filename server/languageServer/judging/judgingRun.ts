import { type CancellationToken, ProgressType } from "vscode-languageserver";
import type { Http } from "../../core/host/http";
import { isFlipped } from "../../core/ide/judgements/holding";
import { ownVerdict } from "../../core/ide/judgements/judgementTitles";
import { Client } from "../../core/judge/endpoint/client";
import { Judge } from "../../core/judge/flow/judge";
import { ordered } from "../../core/judge/flow/ordered";
import type { JudgeParams, JudgeProgress, JudgeResult } from "../../protocol/judging";
import { refreshLenses } from "../lenses/refresh";
import type { OpenDocument } from "../openDocument";
import { Refused } from "../runSafe";
import type { Judging, Services } from "../services";
import { planningOf, samplesMeant, type AskedSample, type Planning } from "./judgedSamples";
import { WatchedAnswers } from "./watchedAnswers";

/** Interval of progress messages, in milliseconds. */
const progressEvery = 100;
/** Samples in progress at once, as long as the server has not said how many requests it allows. */
const samplesUnderWay = 64;
const judgeProgress = new ProgressType<JudgeProgress>();

/** Judges samples of a document, and reports progress and answers. */
export async function runJudging(
  document: OpenDocument,
  params: JudgeParams,
  token: CancellationToken,
  services: Services,
  judging: Judging,
  http: Http,
): Promise<JudgeResult> {
  const file = await services.audits.audited(document, token);
  const asked = samplesMeant(document, file, params);
  if (asked.length === 0) throw new Refused("There is no trace here to judge.");
  const cancelled = new AbortController();
  const listener = token.onCancellationRequested(() => cancelled.abort());
  try {
    const run = new JudgingRun(params, asked, services, judging, http, cancelled.signal);
    return await run.result();
  } finally {
    listener.dispose();
    refreshLenses(services);
  }
}

class JudgingRun {
  private readonly planning: Planning;
  private readonly client: Client;
  private readonly counts = { done: 0, failed: 0, unjudgeable: 0, flipped: 0 };
  private problem: string | undefined;
  private told = 0;

  constructor(
    private readonly params: JudgeParams,
    private readonly asked: readonly AskedSample[],
    private readonly services: Services,
    private readonly judging: Judging,
    http: Http,
    private readonly signal: AbortSignal,
  ) {
    const { clock, random, hash } = judging.host;
    this.planning = planningOf(params, hash);
    const { limits } = params.options;
    this.client = new Client(this.planning.endpoint, { http, clock, random, ...(limits !== undefined && { limits }) });
  }

  async result(): Promise<JudgeResult> {
    const { asked, client, params, judging, signal } = this;
    const [only] = asked;
    const watched =
      params.watched && asked.length === 1 && only !== undefined
        ? new WatchedAnswers(only, params.progressToken, this.services.connection, judging.host.clock)
        : undefined;
    const judge = new Judge({
      clients: [client],
      history: await judging.judgements.history(),
      clock: judging.host.clock,
      options: this.planning.options,
      anew: params.anew,
      signal,
      listener: watched,
    });
    // So that a run that is cancelled at once can say of how many samples.
    this.tell(judge);
    const window = (): number => 2 * (client.allowed ?? samplesUnderWay / 2);
    for await (const one of ordered(each(asked), window, (sample) => this.judge(sample, judge, watched))) {
      // What was cancelled is not done.
      if (signal.aborted && one.kind === "failed") break;
      this.count(one);
      this.tell(judge);
      if (signal.aborted) break;
    }
    const { asked: questions, fromHistory, ...used } = judge.used;
    return {
      ...this.counts,
      samples: asked.length,
      tokens: used.promptTokens + used.completionTokens,
      asked: questions,
      fromHistory,
      ...(this.problem !== undefined && { problem: this.problem }),
      ...(judge.stop !== undefined && { stopped: judge.stop }),
    };
  }

  private async judge(asked: AskedSample, judge: Judge, watched: WatchedAnswers | undefined): Promise<Outcome> {
    const planned = this.planning.plan(asked);
    if ("problem" in planned) {
      return { kind: "unjudgeable", problem: `It cannot be judged: ${planned.problem}.`, flipped: false };
    }
    watched?.begin(planned);
    const judgements = await judge.judge(planned);
    this.judging.judgements.judged(asked.sample.sample);
    watched?.end(judgements);
    const failures = judgements.filter(({ state }) => state === "failed");
    const [failure] = failures;
    return {
      kind: failures.length === judgements.length ? "failed" : "judged",
      problem: failure?.entry.error?.message,
      flipped: await this.isFlipped(asked),
    };
  }

  private async isFlipped({ sample }: AskedSample): Promise<boolean> {
    const holding = await this.judging.judgements.holding(sample.sample, this.params.endpoint.model);
    return holding !== undefined && isFlipped(holding, ownVerdict(sample));
  }

  private count({ kind, problem, flipped }: Outcome): void {
    this.counts.done++;
    if (kind !== "judged") this.counts[kind]++;
    if (flipped) this.counts.flipped++;
    this.problem ??= problem;
  }

  /** Reports the beginning, the last, and as many in between as a person can read. */
  private tell({ used: { promptTokens, completionTokens } }: Judge): void {
    const { asked, counts, judging, params, services } = this;
    const now = judging.host.clock.now();
    if (counts.done < asked.length && now - this.told < progressEvery) return;
    this.told = now;
    const value = { done: counts.done, samples: asked.length, tokens: promptTokens + completionTokens };
    void services.connection.sendProgress(judgeProgress, params.progressToken, value);
  }
}

/** The result for one sample. */
interface Outcome {
  readonly kind: "judged" | "failed" | "unjudgeable";
  /** Undefined if nothing went wrong. */
  readonly problem: string | undefined;
  readonly flipped: boolean;
}

// eslint-disable-next-line @typescript-eslint/require-await -- as they are taken
async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}
