import { setMaxListeners } from "node:events";
import { resolve } from "node:path";
import type { Auditor } from "../../core/audit/auditor";
import { createAuditor } from "../../core/config/createAuditor";
import { emptyConfig } from "../../core/config/teamConfig";
import { auditJudgement, type JudgementFinding } from "../../core/judge/audit/auditJudgement";
import { Client } from "../../core/judge/endpoint/client";
import type { Endpoint } from "../../core/judge/endpoint/endpoint";
import type { ScalarPath } from "../../core/judge/endpoint/scalar";
import { addToEstimate, noEstimate, priceOf } from "../../core/judge/flow/estimate";
import { Judge } from "../../core/judge/flow/judge";
import type { Judgement } from "../../core/judge/flow/judgement";
import { plan, type JudgeOptions, type Plan } from "../../core/judge/flow/plan";
import { RolloutPairs } from "../../core/judge/flow/rollouts";
import { FileFailure } from "../../core/host/byteSource";
import { History } from "../../core/judge/history/history";
import type { Prompt } from "../../core/judge/prompts/prompt";
import type { Sample } from "../../core/model/sample";
import type { TimeLimits } from "../../core/host/http";
import { printableLine } from "../../core/text/printable";
import { LogFolder, usualHistoryFolder } from "../../node/logFolder";
import { sha256 } from "../../node/sha256";
import { systemClock } from "../../node/systemClock";
import { exitCodes, Failure } from "../failure";
import { filterOf, planOptions, type PlanFlags, type SampleFlags } from "../flags/judgeFlags";
import type { World } from "../world";
import { readEndpoints, transportWarnings, type EndpointFlags } from "./endpoints";
import { openNetwork } from "./network";
import { judgementLine, problemLine, unreadLine } from "./lines";
import { ordered } from "../../core/judge/flow/ordered";
import { Progress } from "./progress";
import { readSamples, type PlacedSample, type UnreadRecord } from "./samples";
import { counted } from "../../core/text/counted";

export interface JudgeFlags extends SampleFlags, PlanFlags, EndpointFlags {
  readonly concurrency?: number;
  readonly anew?: true;
  readonly stopEarly?: true;
  readonly findings?: true;
  readonly dryRun?: true;
  readonly tokenBudget?: number;
  readonly price?: readonly [number, number];
  readonly scalar?: ScalarPath;
  readonly caFile?: string;
  readonly history?: string;
  /** Limits of one request, in seconds. */
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly firstByteTimeout: number;
  readonly silenceTimeout: number;
}

/** The result for one sample. */
interface Judged {
  readonly lines: readonly string[];
  /** Undefined for a record that cannot be read. */
  readonly judgements: readonly Judgement[] | undefined;
}

/** One run of `judge`: reads samples, asks the judge, and writes a line for each judgement. */
export class JudgeRun {
  private readonly pairs = new RolloutPairs();
  private readonly auditor: Auditor;
  private failed = false;
  private samples = 0;
  private unjudged = 0;
  private failures = 0;
  /** How often each kind of failure came, and what it said first. */
  private readonly causes = new Map<string, { count: number; readonly message: string }>();

  constructor(
    private readonly flags: JudgeFlags,
    private readonly world: World,
  ) {
    const log = (line: string): void => void world.stderr.line(printableLine(line));
    this.auditor = createAuditor(emptyConfig, {}, { log });
  }

  async run(args: readonly string[]): Promise<number> {
    const { flags, world } = this;
    const endpoints = await readEndpoints(flags, process.env, world.folder);
    const options = await planOptions(flags, world.folder);
    const only = filterOf(flags);
    const source = { args, recordFormat: flags.recordFormat, only, limit: flags.limit };
    const samples = this.paired(readSamples(source, world, (message) => this.fail(message)));
    if (flags.dryRun) return this.dryRun(samples, endpoints, options);
    return this.judgeAll(samples, endpoints, options);
  }

  private async judgeAll(
    samples: AsyncIterable<PlacedSample | UnreadRecord>,
    endpoints: readonly Endpoint[],
    options: JudgeOptions,
  ): Promise<number> {
    const { flags, world } = this;
    for (const warning of transportWarnings(endpoints)) await world.stderr.line(warning);
    const cancelled = new AbortController();
    // Each request under way listens.
    setMaxListeners(0, cancelled.signal);
    const interrupt = (): void => {
      cancelled.abort();
    };
    process.once("SIGINT", interrupt);
    const http = await openNetwork(endpoints, flags.caFile, world);
    const log = new LogFolder(
      flags.history === undefined ? usualHistoryFolder() : resolve(world.folder, flags.history),
    );
    const limits = limitsOf(flags);
    const clients = endpoints.map(
      (endpoint) =>
        new Client(endpoint, { http, clock: systemClock, random: Math.random, limits, inFlight: flags.concurrency }),
    );
    const progress = new Progress(world.stderr);
    try {
      for (const client of clients) await this.tellServer(client, cancelled.signal);
      const judge = new Judge({
        clients,
        history: await History.open(log),
        clock: systemClock,
        options,
        scalar: flags.scalar,
        anew: flags.anew ?? false,
        stopsEarly: flags.stopEarly,
        tokenBudget: flags.tokenBudget,
        signal: cancelled.signal,
      });
      // Enough samples to keep all parallel requests busy, and as many again that wait to be written in order.
      const window = (): number => 2 * Math.max(...clients.map(({ allowed }) => allowed ?? flags.concurrency ?? 32));
      for await (const { lines, judgements } of ordered(samples, window, (sample) =>
        this.judgeOne(sample, judge, endpoints, options),
      )) {
        this.count(judgements);
        for (const line of lines) await world.stdout.line(line);
        progress.show(() => this.progressInWords());
        if (world.stdout.closed) break;
      }
      progress.clear();
      await this.tellEnd(judge);
    } catch (error) {
      // An answer that nobody keeps would be paid for again.
      throw error instanceof FileFailure ? new Failure(`${error.message}. The run ends here.`) : error;
    } finally {
      process.off("SIGINT", interrupt);
      http.close();
      await log.close();
    }
    return this.failed || this.unjudged > 0 ? exitCodes.failure : exitCodes.fine;
  }

  private async judgeOne(
    placed: PlacedSample | UnreadRecord,
    judge: Judge,
    endpoints: readonly Endpoint[],
    options: JudgeOptions,
  ): Promise<Judged> {
    if (!("sample" in placed)) return { lines: [unreadLine(placed)], judgements: undefined };
    const planned = this.plan(placed, endpoints, options);
    if ("problem" in planned) return { lines: [problemLine(placed, planned.problem)], judgements: [] };
    const judgements = await judge.judge(planned);
    const lines = judgements.map((judgement) =>
      judgementLine(placed, judgement, this.findingsIn(judgement, placed.sample, planned.prompt)),
    );
    return { lines, judgements };
  }

  /** An audit costs as much as all the rest of a judgement: unless asked for, only those without a verdict get one. */
  private findingsIn(judgement: Judgement, judged: Sample, prompt: Prompt): readonly JudgementFinding[] {
    const isWanted = this.flags.findings === true || judgement.state !== "ok";
    return isWanted ? auditJudgement(judgement, judged, prompt, this.auditor) : [];
  }

  private plan(
    { sample, uri }: PlacedSample,
    endpoints: readonly Endpoint[],
    options: JudgeOptions,
  ): Plan | { readonly problem: string } {
    return plan(sample, endpoints, options, sha256, uri);
  }

  /** Gives a judge of pairs the rollouts of a group two by two. */
  private async *paired(
    samples: AsyncIterable<PlacedSample | UnreadRecord>,
  ): AsyncGenerator<PlacedSample | UnreadRecord> {
    for await (const placed of samples) {
      if (this.flags.prompt !== "rollouts" || !("sample" in placed) || placed.sample.responses !== undefined)
        yield placed;
      else {
        const sample = this.pairs.add(placed.sample);
        if (sample !== undefined) yield { ...placed, sample };
      }
    }
  }

  private async dryRun(
    samples: AsyncIterable<PlacedSample | UnreadRecord>,
    endpoints: readonly Endpoint[],
    options: JudgeOptions,
  ): Promise<number> {
    let estimate = noEstimate;
    let skipped = 0;
    for await (const placed of samples) {
      const planned = "sample" in placed ? this.plan(placed, endpoints, options) : { problem: "" };
      if ("problem" in planned) skipped++;
      else estimate = addToEstimate(estimate, planned);
    }
    const { price } = this.flags;
    const { promptTokens: prompt, completionTokensAtMost: completion } = estimate;
    await this.world.stdout.line(
      JSON.stringify({
        ...estimate,
        skipped,
        ...(price !== undefined && { priceAtMost: priceOf({ prompt, completion }, price) }),
      }),
    );
    return this.failed ? exitCodes.failure : exitCodes.fine;
  }

  private async tellServer(client: Client, signal: AbortSignal): Promise<void> {
    const { kind, version, window, models } = await client.server(signal);
    const { model, address } = client.endpoint;
    const { stderr } = this.world;
    const what =
      kind === "unknown"
        ? "a server that does not say what it is"
        : printableLine([kind, version].filter(Boolean).join(" "));
    await stderr.line(
      `${address.origin}: ${what}${window === undefined ? "" : `, ${counted(window, "token")} of context`}.`,
    );
    if (models.length > 0 && !models.includes(model)) {
      await stderr.line(
        `${address.origin} does not list ${JSON.stringify(model)} but ${printableLine(models.slice(0, 5).join(", "))}: some servers answer with another model than was asked for.`,
      );
    }
  }

  private progressInWords(): string {
    const failed = this.failures > 0 ? `, ${counted(this.failures, "request")} failed` : "";
    return `${counted(this.samples, "sample")} judged${failed}`;
  }

  private count(judgements: readonly Judgement[] | undefined): void {
    if (judgements === undefined) {
      this.failed = true;
      return;
    }
    this.samples++;
    const failed = judgements.filter(({ state }) => state === "failed");
    this.failures += failed.length;
    for (const { entry } of failed) this.countCause(entry.error);
    if (failed.length === judgements.length) this.unjudged++;
  }

  private countCause(error: Judgement["entry"]["error"]): void {
    if (error === undefined || error.kind === "not-asked") return;
    const known = this.causes.get(error.kind);
    if (known === undefined) this.causes.set(error.kind, { count: 1, message: error.message });
    else known.count++;
  }

  private async tellEnd(judge: Judge): Promise<void> {
    const { asked, fromHistory, spared, promptTokens, completionTokens, lostTokens, price } = judge.used;
    const { stderr } = this.world;
    const tokens = { prompt: promptTokens, completion: completionTokens };
    const cost = price > 0 ? price : this.flags.price && priceOf(tokens, this.flags.price);
    await stderr.line(
      `${counted(this.samples, "sample")}: ${counted(asked, "question")} asked, ${fromHistory} answered from the history${spared > 0 ? `, ${spared} not needed` : ""}; ` +
        `${counted(promptTokens, "token")} read, ${completionTokens} written${lostTokens > 0 ? `, ${lostTokens} in tries that failed` : ""}` +
        `${cost === undefined ? "" : `; price ${cost.toPrecision(3)}`}.`,
    );
    for (const [kind, { count, message }] of this.causes) {
      const first = count === 1 ? "" : ", the first";
      await stderr.line(`${counted(count, "question")} failed (${kind})${first}: ${printableLine(message)}`);
    }
    if (judge.stop !== undefined) await stderr.line(`Stopped: ${judge.stop}.`);
    if (this.unjudged > 0)
      await stderr.line(
        `${counted(this.unjudged, "sample has", "samples have")} no judgement. The same command asks for those alone.`,
      );
  }

  private async fail(message: string): Promise<void> {
    this.failed = true;
    await this.world.stderr.line(message);
  }
}

function limitsOf(flags: JudgeFlags): TimeLimits {
  return {
    connect: flags.connectTimeout * 1000,
    firstByte: flags.firstByteTimeout * 1000,
    silence: flags.silenceTimeout * 1000,
    total: flags.timeout * 1000,
  };
}
