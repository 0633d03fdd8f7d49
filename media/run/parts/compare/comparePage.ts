/** The page Compare: this run and another, or a part of it; what got better and worse, and two samples of a prompt. */
import type { ComparedPrompt, Comparison } from "../../../../server/core/runs/figures/comparison";
import { otherQuestionWords } from "../../../../server/core/runs/comparison/otherQuestions";
import type { RunAnswer } from "../../../../server/core/runs/pages/page";
import type { CompareAnswer, OtherRun } from "../../../../server/protocol/runCompare";
import type { RunRollout } from "../../../../server/protocol/runGroups";
import { strip } from "../../../charts/strip";
import type { Channel } from "../../../shared/channel";
import { element, fill } from "../../../shared/dom";
import type { RunContract } from "../../contract";
import { queryOf, type ComparedWith, type PageState } from "../../model/pageState";
import { count, fixed, rewardDigits } from "../../model/words";
import type { Actions } from "../actions";
import { letterMark, sides } from "../pair/sides";
import { Drawn, type Part } from "../part";
import { nothingCompared, pairingLine, runTable } from "./chooser";
import { compareFigures, type ChangedTo } from "./figures";
import { toolsOf } from "../toolsOf";
import { PromptList } from "./promptList";

/** Changes that are smaller count as none: rewards are logged as 32-bit floats. */
const tolerance = 1e-6;

export class ComparePage implements Part {
  readonly element = element("div", { class: "panel" });
  private readonly top = element("div", {
    class: "comparetop",
    role: "region",
    "aria-label": "Comparison",
    tabindex: "0",
  });
  private readonly pair = element("div", {
    class: "pairpane",
    role: "region",
    "aria-label": "Two samples",
    tabindex: "0",
  });
  private readonly prompts: PromptList;
  private readonly both: HTMLElement;
  private readonly drawn = new Drawn();
  private state: PageState | undefined;
  private of: RunAnswer | undefined;
  private others: readonly OtherRun[] | undefined;
  private chosen = 0;
  private answer: CompareAnswer | undefined;
  private changedTo: ChangedTo | undefined;
  private selected: ComparedPrompt | undefined;
  private texts: readonly (RunRollout | null)[] | undefined;
  private shown: readonly ComparedPrompt[] = [];
  private asked = 0;
  private isBusy = false;
  private isRefreshing = false;

  constructor(
    private readonly channel: Channel<RunContract>,
    private readonly actions: Pick<Actions, "fail" | "toggle" | "compareWith" | "openRow" | "save">,
  ) {
    this.prompts = new PromptList((prompt) => void this.select(prompt), toolsOf(actions));
    this.both = element("div", { class: "pairs" }, this.prompts.element, this.pair);
    this.element.append(this.top, this.both);
  }

  update(state: PageState): void {
    this.state = state;
    const { answer, width } = state;
    if (answer !== undefined && this.of !== answer) {
      this.of = answer;
      void this.refresh();
    }
    if (this.drawn.isNew(width, answer)) this.draw();
  }

  /** One comparison at a time: while a run is read, the next is asked for when the last has come. */
  private async refresh(): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    for (let of: RunAnswer | undefined; of !== this.of;) {
      ({ of } = this);
      await this.ask();
    }
    this.isRefreshing = false;
  }

  /** Asks for the comparison with what is chosen; other runs are opened first, after a reload by their names. */
  private async ask(): Promise<void> {
    const { state } = this;
    if (state === undefined) return;
    const asked = ++this.asked;
    try {
      this.others ??= await this.opened(state.compared);
      const { others, chosen } = this;
      if (others.length === 0) this.answer = undefined;
      else {
        const answer = await this.channel.request("compare", { query: queryOf(state), others, chosen });
        if (asked !== this.asked) return;
        this.answer = answer ?? undefined;
      }
      if (asked !== this.asked) return;
      const before = this.selected?.question;
      this.selected = undefined;
      this.draw();
      const next = this.shown.find(({ question }) => before !== undefined && question === before) ?? this.shown[0];
      if (next !== undefined) await this.select(next);
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private async opened(compared: readonly ComparedWith[]): Promise<readonly OtherRun[]> {
    const found: OtherRun[] = [];
    for (const { uris, filter } of compared) {
      if (filter !== undefined) found.push(partOf(filter));
      else {
        const other = await this.channel.request("openOther", { uris });
        if (other !== null) found.push({ run: other.run, name: other.name, filter: undefined });
      }
    }
    return found;
  }

  private async another(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.draw();
    try {
      const other = await this.channel.request("openOther", { uris: undefined });
      if (other !== null) {
        this.add({ run: other.run, name: other.name, filter: undefined }, { uris: other.uris, filter: undefined });
      }
    } catch (error) {
      this.actions.fail(error);
    }
    this.isBusy = false;
    this.draw();
  }

  private add(other: OtherRun, kept: ComparedWith): void {
    this.others = [...(this.others ?? []), other];
    this.chosen = this.others.length - 1;
    this.actions.compareWith([...(this.state?.compared ?? []), kept]);
    void this.ask();
  }

  private without(): void {
    const { chosen } = this;
    this.others = (this.others ?? []).filter((_, i) => i !== chosen);
    this.actions.compareWith((this.state?.compared ?? []).filter((_, i) => i !== chosen));
    this.chosen = 0;
    void this.ask();
  }

  private async select(prompt: ComparedPrompt): Promise<void> {
    const asked = this.asked;
    this.selected = prompt;
    this.texts = undefined;
    this.drawList();
    this.drawPair();
    const { a, b } = prompt.furthest;
    try {
      const other = this.others?.[this.chosen]?.run;
      const [ofA, ofB] = await Promise.all([
        this.channel.request("rollouts", { rows: [a] }),
        this.channel.request("rollouts", { rows: [b], other }),
      ]);
      if (asked !== this.asked || this.selected !== prompt) return;
      this.texts = [ofA[0] ?? null, ofB[0] ?? null];
      this.drawPair();
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private draw(): void {
    const { state, answer, of } = this;
    if (state === undefined || of === undefined) return;
    const comparison = answer?.comparison;
    this.both.hidden = comparison === undefined || comparison.prompts.length === 0;
    const choosing = {
      another: () => void this.another(),
      part: (filter: string) => this.add(partOf(filter), { uris: undefined, filter }),
    };
    if (answer === undefined || comparison === undefined) {
      const isWaiting = (this.others?.length ?? state.compared.length) > 0;
      const waiting = element("p", { class: "quiet waiting", role: "status" }, "Comparing…");
      fill(this.top, isWaiting ? waiting : nothingCompared(choosing, this.isBusy));
      return;
    }
    const digits = rewardDigits(of.shape.rewards);
    const { a, b } = comparison;
    fill(
      this.top,
      pairingLine(
        { a: a.name, b: b.name, pairing: pairingWords(comparison) },
        { a: a.n, b: b.n },
        { another: choosing.another, without: () => this.without() },
      ),
      ...(answer.lines.length > 2
        ? [
            runTable(answer, this.chosen, digits, toolsOf(this.actions), (number) => {
              this.chosen = number;
              void this.ask();
            }),
          ]
        : []),
      compareFigures(
        { comparison, width: state.width, digits, changedTo: this.changedTo },
        {
          tools: toolsOf(this.actions),
          toggle: (term) => this.actions.toggle(term),
          changed: (to) => {
            this.changedTo = this.changedTo === to ? undefined : to;
            this.draw();
            this.top.querySelector<HTMLElement>(`.stack .${to}`)?.focus();
          },
        },
      ),
    );
    this.drawList();
    this.drawPair();
  }

  private drawList(): void {
    const { state, answer, of, changedTo } = this;
    if (state === undefined || of === undefined) return;
    const all = answer?.comparison?.prompts ?? [];
    this.shown = changedTo === undefined ? all : all.filter(({ difference }) => changeOf(difference) === changedTo);
    const digits = rewardDigits(of.shape.rewards);
    const selected = this.shown.findIndex((prompt) => prompt === this.selected);
    this.prompts.update(this.shown, selected, state.width, digits);
  }

  private drawPair(): void {
    const { selected, texts, of } = this;
    this.pair.hidden = selected === undefined;
    if (selected === undefined || of === undefined) return;
    const { rewards } = of.shape;
    const digits = rewardDigits(rewards);
    const { question, furthest, rewardsA, rewardsB, a, b } = selected;
    const inSmall = (letter: "A" | "B", values: readonly number[], mean: number): HTMLElement =>
      element(
        "span",
        { class: "ingroup" },
        letterMark(letter),
        ...(rewards === undefined ? [] : [strip(values, rewards, 92)]),
        fixed(mean, digits),
      );
    const side = (row: number, at: number): Parameters<typeof sides>[0] => {
      const found = texts?.[at];
      return { row, reward: found?.reward, findings: found?.findings ?? [], texts: found };
    };
    fill(
      this.pair,
      element(
        "div",
        { class: "bar" },
        element("h2", { class: "cut grow" }, question ?? "No question"),
        inSmall("A", rewardsA, a),
        inSmall("B", rewardsB, b),
      ),
      sides(side(furthest.a, 0), side(furthest.b, 1), digits, ({ row }, letter) =>
        this.actions.openRow(row, letter === "B" ? this.others?.[this.chosen]?.run : undefined),
      ),
    );
  }
}

function partOf(filter: string): OtherRun {
  return { run: undefined, name: filter, filter };
}

function changeOf(difference: number): ChangedTo {
  return Math.abs(difference) <= tolerance ? "same" : difference > 0 ? "better" : "worse";
}

function pairingWords({ by, pairs, unpaired, otherQuestions }: Comparison): string {
  const others = otherQuestions === 0 ? "" : `; ${otherQuestionWords(otherQuestions)}`;
  if (by === "nothing") return `not paired${others}`;
  const alone = `${count(unpaired.a)} only in A, ${count(unpaired.b)} only in B`;
  return `paired by ${by}: ${count(pairs)}; ${alone}${others}`;
}
