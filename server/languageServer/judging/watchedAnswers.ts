import type { Connection } from "vscode-languageserver";
import type { Clock } from "../../core/host/clock";
import { judgementsAsTrace, type ShownAnswer } from "../../core/ide/judgements/judgementTrace";
import type { Delta } from "../../core/judge/endpoint/eventStream";
import type { JudgeListener } from "../../core/judge/flow/judge";
import type { Judgement } from "../../core/judge/flow/judgement";
import type { Plan, Task } from "../../core/judge/flow/plan";
import { judgementTextNotification } from "../../protocol/judging";
import { tell } from "../messages";
import type { AskedSample } from "./judgedSamples";

/** Interval at which a growing text is sent, in milliseconds. */
const tellEvery = 100;
/**
 * A long text is sent less often, because all of it is sent each time: one millisecond more for this many characters.
 */
const charactersAMillisecond = 2000;

/** Sends the answers of one sample as they come, all its requests in one text. */
export class WatchedAnswers implements JudgeListener {
  private plan: Plan | undefined;
  private readonly texts = new Map<Task, { text: string; reasoning: string }>();
  private callOff: (() => void) | undefined;
  private length = 0;

  constructor(
    private readonly asked: AskedSample,
    private readonly token: string,
    private readonly connection: Connection,
    private readonly clock: Clock,
  ) {}

  begin(plan: Plan): void {
    this.plan = plan;
    for (const task of plan.tasks) this.texts.set(task, { text: "", reasoning: "" });
    this.tellGrown();
  }

  delta(task: Task, { text, reasoning }: Delta): void {
    const grown = this.texts.get(task);
    if (grown === undefined) return;
    grown.text += text;
    grown.reasoning += reasoning;
    this.callOff ??= this.clock.after(tellEvery + this.length / charactersAMillisecond, () => {
      this.callOff = undefined;
      this.tellGrown();
    });
  }

  restart(task: Task): void {
    this.texts.set(task, { text: "", reasoning: "" });
  }

  /** Sends the final answers: the whole texts. */
  end(judgements: readonly Judgement[]): void {
    this.callOff?.();
    this.callOff = undefined;
    this.tell(judgements.map(({ entry }) => ({ ...entry, growing: false })));
  }

  private tellGrown(): void {
    this.tell(
      [...this.texts].map(([{ order, question }, { text, reasoning }]) => ({
        text,
        ...(reasoning !== "" && { reasoning }),
        ...(order !== undefined && { order }),
        model: question.model,
        growing: true,
      })),
    );
  }

  private tell(answers: readonly ShownAnswer[]): void {
    if (this.plan === undefined) return;
    const { sample, prompt } = this.plan;
    const text = judgementsAsTrace(sample, prompt, answers);
    this.length = text.length;
    void tell(this.connection, judgementTextNotification, { token: this.token, name: this.asked.name, text });
  }
}
