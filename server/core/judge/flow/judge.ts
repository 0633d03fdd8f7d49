import type { Clock } from "../../host/clock";
import type { Sample } from "../../model/sample";
import { steeringIn } from "../../verdicts/steering";
import type { Entry, Mark } from "../history/entry";
import { entrySchema } from "../history/entry";
import type { History } from "../history/history";
import type { Prompt } from "../prompts/prompt";
import type { Asked, Client } from "../endpoint/client";
import { editorAddress } from "../endpoint/endpoint";
import { endsRun } from "../endpoint/errors";
import type { Delta } from "../endpoint/eventStream";
import { usualPolicy } from "../endpoint/retries/retry";
import { canPrefill } from "../endpoint/request";
import { masking } from "../endpoint/shownMessage";
import { askScore, type ScalarPath } from "../endpoint/scalar";
import { probabilitiesAtStart, probabilitiesAtVerdict, type LabelProbabilities } from "./confidence";
import { CutPrompts } from "./cutPrompt";
import { readJudgement, type Judgement } from "./judgement";
import type { JudgeOptions, Plan, Task } from "./plan";
import { untilDecided } from "./untilDecided";

export interface JudgeSetup {
  /** One for each model of the panel; a task's `endpoint` is the index. */
  readonly clients: readonly Client[];
  readonly history: History;
  readonly clock: Clock;
  readonly options: JudgeOptions;
  /** Ask a reward model for scores instead. */
  readonly scalar?: ScalarPath | undefined;
  /** Ask again even if there is an answer already. */
  readonly anew: boolean;
  /** Ask for no more votes once the rest cannot change the majority. */
  readonly stopsEarly?: boolean | undefined;
  /** Tokens that the run may use; undefined: no limit. */
  readonly tokenBudget?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with answers while they arrive. */
  readonly listener?: JudgeListener | undefined;
}

export interface JudgeListener {
  /** More of an answer arrived. */
  readonly delta: (task: Task, delta: Delta) => void;
  /** The answer broke off, and is asked for again from its beginning. */
  readonly restart: (task: Task) => void;
}

/** The totals that a run has used. */
export interface Used {
  readonly asked: number;
  readonly fromHistory: number;
  /** Votes that were not needed. */
  readonly spared: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly lostTokens: number;
  readonly price: number;
}

/** Judges samples: each question is asked once, even if several samples ask it at the same time. */
export class Judge {
  private readonly underWay = new Map<string, Promise<Entry>>();
  private readonly askedHere = new Set<string>();
  private readonly cut = new Map<number, CutPrompts>();
  private stopped: string | undefined;
  private readonly counts = {
    asked: 0,
    fromHistory: 0,
    spared: 0,
    promptTokens: 0,
    completionTokens: 0,
    lostTokens: 0,
    price: 0,
  };

  constructor(private readonly setup: JudgeSetup) {}

  /** Why no more questions are asked; undefined while the run goes on. */
  get stop(): string | undefined {
    return this.stopped;
  }

  get used(): Used {
    return this.counts;
  }

  /** Carries out a plan. Judgements come in the order of its tasks; failed ones are among them, never left out. */
  async judge(plan: Plan): Promise<readonly Judgement[]> {
    const ask = async (task: Task): Promise<Judgement> => {
      const { entry, from } = await this.answer(plan, task);
      return readJudgement(entry, from, plan.prompt, plan.sample.attributes.gold);
    };
    if (this.setup.stopsEarly !== true) return Promise.all(plan.tasks.map(ask));
    const asked = new Map<Task, Judgement>();
    const askOnce = async (task: Task): Promise<Judgement> => {
      const judgement = await ask(task);
      asked.set(task, judgement);
      return judgement;
    };
    await Promise.all(votings(plan.tasks).map((tasks) => untilDecided(tasks, askOnce)));
    this.counts.spared += plan.tasks.length - asked.size;
    return plan.tasks.flatMap((task) => asked.get(task) ?? []);
  }

  private async answer(plan: Plan, task: Task): Promise<Pick<Judgement, "entry" | "from">> {
    const { history, anew } = this.setup;
    const other = this.underWay.get(task.request);
    if (other !== undefined) return { entry: await other, from: "history" };
    const asking = this.answerOnce(plan, task, !anew || this.askedHere.has(task.request));
    const entry = asking.then(({ entry }) => entry);
    this.underWay.set(task.request, entry);
    this.askedHere.add(task.request);
    try {
      const found = await asking;
      // A request that was never sent is not kept.
      if (found.from === "endpoint" && found.entry.tries > 0) await history.add(found.entry);
      return found;
    } finally {
      this.underWay.delete(task.request);
    }
  }

  private async answerOnce(plan: Plan, task: Task, mayRecall: boolean): Promise<Pick<Judgement, "entry" | "from">> {
    const known = mayRecall ? await this.setup.history.answerTo(task.request) : undefined;
    if (known !== undefined) {
      this.counts.fromHistory++;
      return { entry: known, from: "history" };
    }
    const { scalar, signal, tokenBudget } = this.setup;
    const spent = this.counts.promptTokens + this.counts.completionTokens + this.counts.lostTokens;
    if (tokenBudget !== undefined && spent >= tokenBudget) this.stopped ??= "the budget of tokens is used up";
    if (this.stopped !== undefined || signal?.aborted === true) {
      const message = this.stopped ?? "the run was cancelled";
      return { entry: await this.failure(plan, task, "not-asked", message), from: "endpoint" };
    }
    const tooLong = await this.tooLong(task);
    if (tooLong !== undefined) return { entry: await this.failure(plan, task, "overflow", tooLong), from: "endpoint" };
    const entry = await (scalar === undefined ? this.ask(plan, task) : this.score(plan, task, scalar));
    return { entry, from: "endpoint" };
  }

  /** Why a prompt is not sent: Ollama would cut it and not say so, where other servers refuse it. */
  private async tooLong(task: Task): Promise<string | undefined> {
    const { kind, window } = await this.clientOf(task).server();
    if (kind !== "ollama" || window === undefined) return undefined;
    if (!this.cutOf(task).wouldBeCut(charactersOf(task), window)) return undefined;
    return `The prompt does not fit into the ${window} tokens of Ollama's context, and Ollama would cut it and not say so. Give it a larger num_ctx.`;
  }

  private cutOf({ endpoint }: Task): CutPrompts {
    let cut = this.cut.get(endpoint);
    if (cut === undefined) this.cut.set(endpoint, (cut = new CutPrompts()));
    return cut;
  }

  private async ask(plan: Plan, task: Task): Promise<Entry> {
    const client = this.clientOf(task);
    const { signal, options } = this.setup;
    const { listener } = this.setup;
    const asked = await client.ask(task.question, {
      signal,
      ...(listener !== undefined && {
        onDelta: (delta) => listener.delta(task, delta),
        onRestart: () => listener.restart(task),
      }),
    });
    const { received } = asked;
    const answer = received.kind === "answer" ? received.answer : received.partial;
    this.count(asked);
    let p: LabelProbabilities | undefined;
    if (received.kind === "answer" && options.confidence !== "votes") {
      p =
        options.confidence === "logprobs"
          ? probabilitiesAtVerdict(received.answer.tokens, labelsOf(plan.prompt))
          : await this.prefilled(plan, task, received.answer.text);
    }
    const marks = this.marks(plan, task, answer?.usage?.prompt, answer?.model);
    if (received.kind === "error") this.heed(received.error, received.error.retryAfter);
    const mask = masking(client.endpoint.key);
    return {
      ...(await this.base(plan, task)),
      outcome: received.kind === "answer" ? "answered" : "failed",
      ...(received.kind === "error" && { error: { kind: received.error.kind, message: received.error.message } }),
      ...(answer?.finish !== undefined && { finish: answer.finish }),
      text: mask(answer?.text ?? ""),
      ...(answer?.reasoning !== undefined && { reasoning: mask(answer.reasoning) }),
      tokens: {
        ...(answer?.usage?.prompt !== undefined && { prompt: answer.usage.prompt }),
        ...(answer?.usage?.completion !== undefined && { completion: answer.usage.completion }),
        ...(answer?.usage?.cached !== undefined && { cached: answer.usage.cached }),
        ...(asked.lostTokens > 0 && { lost: asked.lostTokens }),
      },
      ...(p !== undefined && { p }),
      ...(asked.price !== undefined && { price: asked.price }),
      seconds: asked.seconds,
      tries: asked.tries,
      inFlight: asked.inFlight,
      marks,
    };
  }

  /** Asks again for one token, with the judgement up to its verdict as the beginning of the answer. */
  private async prefilled(plan: Plan, task: Task, text: string): Promise<LabelProbabilities | undefined> {
    const client = this.clientOf(task);
    const { kind } = await client.server();
    const at = text.lastIndexOf("[[");
    if (at < 0 || !canPrefill(kind)) return undefined;
    const { messages, sampling } = task.question;
    const asked = await client.ask(
      {
        ...task.question,
        messages: [...messages, { role: "assistant", content: text.slice(0, at + 2) }],
        sampling: { ...sampling, temperature: 0, maxTokens: 1 },
        topLogprobs: 20,
        prefilled: true,
        grammar: undefined,
      },
      { signal: this.setup.signal },
    );
    this.count(asked);
    if (asked.received.kind !== "answer") return undefined;
    return probabilitiesAtStart(asked.received.answer.tokens, labelsOf(plan.prompt));
  }

  private async score(plan: Plan, task: Task, path: ScalarPath): Promise<Entry> {
    const { responses, turns } = plan.sample;
    if (responses === undefined) return this.failure(plan, task, "refused", "There are no two responses to score.");
    const client = this.clientOf(task);
    const question = turns.flatMap(({ role, part }) =>
      part === undefined
        ? []
        : [{ role: role === "system" || role === "assistant" ? role : ("user" as const), content: part.text }],
    );
    const shown = task.order === "BA" ? [responses.b, responses.a] : [responses.a, responses.b];
    const start = this.setup.clock.now();
    const scores: number[] = [];
    for (const response of shown) {
      const found = await askScore(
        client,
        path,
        [...question, { role: "assistant", content: response.text }],
        this.setup.signal,
      );
      if (found.kind === "error") {
        this.heed(found.error, found.error.retryAfter);
        return { ...(await this.failure(plan, task, found.error.kind, found.error.message)), tries: 1 };
      }
      scores.push(found.score);
    }
    this.counts.asked++;
    const [first = 0, second = 0] = scores;
    return {
      ...(await this.base(plan, task)),
      outcome: "answered",
      text: "",
      tokens: {},
      scores: [first, second],
      seconds: (this.setup.clock.now() - start) / 1000,
      tries: 1,
      inFlight: 1,
      marks: this.marks(plan, task, undefined, undefined),
    };
  }

  private async failure(plan: Plan, task: Task, kind: string, message: string): Promise<Entry> {
    return {
      ...(await this.base(plan, task)),
      outcome: "failed",
      error: { kind, message },
      text: "",
      tokens: {},
      seconds: 0,
      tries: 0,
      inFlight: 0,
      marks: [],
    };
  }

  private async base(
    { key, places, prompt, promptHash }: Plan,
    task: Task,
  ): Promise<Omit<Entry, "outcome" | "text" | "tokens" | "seconds" | "tries" | "inFlight" | "marks">> {
    const client = this.clientOf(task);
    const { kind, version } = await client.server();
    return {
      schema: entrySchema,
      sample: key,
      ...(places.length > 0 && { places }),
      request: task.request,
      prompt: prompt.id,
      promptHash,
      model: client.endpoint.model,
      origin: client.endpoint.address.origin,
      server: kind,
      ...(version !== undefined && { version }),
      time: new Date(this.setup.clock.now()).toISOString(),
      ...(task.order !== undefined && { order: task.order }),
      repeat: task.repeat,
      ...(this.setup.stopsEarly === true && { votesWanted: this.setup.options.votes }),
    };
  }

  private marks(plan: Plan, task: Task, promptTokens: number | undefined, model: string | undefined): readonly Mark[] {
    const { question } = task;
    const marks: Mark[] = [];
    if (question.grammar !== undefined) marks.push("constrained");
    if (this.cutOf(task).isCut(charactersOf(task), promptTokens)) marks.push("cut");
    if (isSteered(plan.sample)) marks.push("steered");
    if (model !== undefined && model !== question.model) marks.push("other-model");
    if (this.clientOf(task).endpoint.address.origin === editorAddress) marks.push("vscode.lm");
    return marks;
  }

  private count({ received, lostTokens, price, tries }: Asked): void {
    const usage = received.kind === "answer" ? received.answer.usage : received.partial?.usage;
    this.counts.asked += tries > 0 ? 1 : 0;
    this.counts.promptTokens += usage?.prompt ?? 0;
    this.counts.completionTokens += usage?.completion ?? 0;
    this.counts.lostTokens += lostTokens;
    this.counts.price += price ?? 0;
  }

  /** Ends the run if every other request would get the same error. */
  private heed(error: Parameters<typeof endsRun>[0], retryAfter: number | undefined): void {
    if (endsRun(error)) this.stopped ??= error.message;
    else if (retryAfter !== undefined && retryAfter > usualPolicy.patience) {
      this.stopped ??= `the server asks to wait ${Math.ceil(retryAfter / 60_000)} minutes`;
    }
  }

  private clientOf(task: Task): Client {
    const client = this.setup.clients[task.endpoint];
    if (client === undefined) throw new Error(`There is no endpoint ${task.endpoint}.`);
    return client;
  }
}

function charactersOf({ question }: Task): number {
  return question.messages.reduce((sum, { content }) => sum + content.length, 0);
}

/** The votes of each model in each order. */
function votings(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const found = new Map<string, Task[]>();
  for (const task of tasks) {
    const name = `${task.endpoint} ${task.order}`;
    const voting = found.get(name);
    if (voting === undefined) found.set(name, [task]);
    else voting.push(task);
  }
  return [...found.values()];
}

/** Does a judged text address its judge? */
function isSteered({ responses, completion, unanswered }: Sample): boolean {
  const judged = responses === undefined ? (unanswered === true ? [] : [completion]) : [responses.a, responses.b];
  return judged.some(({ text }) => steeringIn(text, 1).length > 0);
}

function labelsOf({ verdict }: Prompt): readonly string[] {
  if ("cases" in verdict) return verdict.cases.flatMap(([{ has }]) => /^\[\[(\w+)\]\]$/.exec(has)?.[1] ?? []);
  if ("official" in verdict || verdict.map === undefined) return ["A", "B"];
  return Object.keys(verdict.map);
}
