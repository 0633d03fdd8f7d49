/** The page Groups: how much can be learnt from the groups, their list, and the rollouts of one side by side. */
import type { GroupChoice, GroupDetail, GroupLine } from "../../../../server/core/runs/figures/groups";
import type { GroupsAnswer } from "../../../../server/core/runs/pages/groupPages";
import type { RunAnswer } from "../../../../server/core/runs/pages/page";
import { mostRollouts, type RunRollout } from "../../../../server/protocol/runGroups";
import type { Channel } from "../../../shared/channel";
import { element, fill, link } from "../../../shared/dom";
import { tableTools } from "../../../shared/figureTools";
import type { RunContract } from "../../contract";
import { queryOf, type PageState } from "../../model/pageState";
import { count, fixed, percent, percents, plural, rewardDigits } from "../../model/words";
import type { Actions } from "../actions";
import { emptyPage } from "../messagePages";
import { sides } from "../pair/sides";
import { Drawn, type Part } from "../part";
import { toolsOf } from "../toolsOf";
import { GroupListPart } from "./groupList";
import {
  advantageChoice,
  rolloutData,
  rolloutTable,
  usualAdvantages,
  type ShownAdvantages,
  type ShownRollouts,
} from "./rollouts";

export class GroupsPage implements Part {
  readonly element = element("div", { class: "panel" });
  private readonly facts = element("div", { class: "factline" });
  private readonly one = element("div", { class: "one", tabindex: "-1", role: "region", "aria-label": "One group" });
  private readonly list: GroupListPart;
  private readonly both: HTMLElement;
  private readonly drawn = new Drawn();
  private state: PageState | undefined;
  /** The answer of the table for which this page was worked out. */
  private of: RunAnswer | undefined;
  private answer: GroupsAnswer | undefined;
  private choice: GroupChoice = "mixed";
  private group: GroupDetail | undefined;
  private advantages: ShownAdvantages | undefined;
  private a: number | undefined;
  private b: number | undefined;
  private readonly texts = new Map<number, RunRollout | null>();
  /** Number of the last request: an answer to an older one is out of date. */
  private asked = 0;

  constructor(
    private readonly channel: Channel<RunContract>,
    private readonly actions: Pick<Actions, "fail" | "filter" | "openRow" | "save">,
  ) {
    this.list = new GroupListPart(
      (choice) => this.choose(choice),
      ({ number }: GroupLine) => {
        this.both.dataset["one"] = "";
        void this.show(number);
      },
      toolsOf(actions),
    );
    this.both = element("div", { class: "groups" }, this.list.element, this.one);
    this.element.append(this.facts, this.both);
  }

  update(state: PageState): void {
    this.state = state;
    const { answer, width } = state;
    if (answer !== undefined && this.of !== answer) {
      this.of = answer;
      void this.ask();
    }
    if (this.drawn.isNew(width)) this.draw();
  }

  /** Shows a group, in whichever list it is. */
  async show(number: number): Promise<void> {
    const asked = ++this.asked;
    try {
      if (this.state === undefined) return;
      const group = await this.channel.request("group", { query: queryOf(this.state), number });
      if (asked !== this.asked || group === null) return;
      if (group.number !== this.group?.number) {
        this.a = this.b = undefined;
      }
      this.group = group;
      this.advantages ??= usualAdvantages(group);
      this.a ??= group.best;
      this.b ??= group.worst === this.a ? group.rollouts.at(-1)?.row : group.worst;
      this.draw();
      await this.read(group, asked);
    } catch (error) {
      this.actions.fail(error);
    }
  }

  /** The group that a row of the table belongs to, whatever the list shows. */
  async showFrom(number: number): Promise<void> {
    this.choice = "all";
    this.group = undefined;
    this.both.dataset["one"] = "";
    if (this.state === undefined) return;
    await this.ask(number);
  }

  private choose(choice: GroupChoice): void {
    this.choice = choice;
    this.group = undefined;
    void this.ask();
  }

  /** Asks for facts and list, and for the group that is shown: the one chosen before, else the first. */
  private async ask(wanted = this.group?.number): Promise<void> {
    const { state } = this;
    if (state === undefined) return;
    const asked = ++this.asked;
    try {
      const { choice } = this;
      const answer = await this.channel.request("groups", { query: queryOf(state), choice });
      if (asked !== this.asked || answer === null) return;
      const isFirst = this.answer === undefined;
      this.answer = answer;
      const [first] = answer.list.groups;
      // A run in which every group is dead begins with all of them.
      if (isFirst && first === undefined && choice === "mixed") {
        this.choice = "all";
        await this.ask(wanted);
        return;
      }
      const number = wanted ?? first?.number;
      if (number === undefined) {
        this.group = undefined;
        this.draw();
        return;
      }
      this.texts.clear();
      await this.show(number);
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private async read(group: GroupDetail, asked: number): Promise<void> {
    const first = [this.a, this.b].filter((row) => row !== undefined);
    const rest = group.rollouts.map(({ row }) => row).filter((row) => !first.includes(row));
    const missing = [...first, ...rest].filter((row) => !this.texts.has(row)).slice(0, mostRollouts);
    if (missing.length === 0) return;
    const texts = await this.channel.request("rollouts", { rows: missing });
    if (asked !== this.asked) return;
    missing.forEach((row, i) => this.texts.set(row, texts[i] ?? null));
    this.drawGroup();
  }

  private draw(): void {
    const { state, answer, of } = this;
    if (state === undefined || of === undefined) return;
    const isEmpty = of.count === 0;
    this.both.hidden = isEmpty || answer === undefined;
    if (isEmpty) {
      fill(this.facts, emptyPage(of, state.filter, this.actions));
      return;
    }
    if (answer === undefined) {
      fill(this.facts, element("span", { class: "quiet", role: "status" }, "Working out the groups…"));
      return;
    }
    this.drawFacts(answer, state);
    const { shape } = of;
    this.list.update({
      answer,
      choice: this.choice,
      chosen: this.group?.number,
      rewards: shape.rewards,
      isWide: state.width === "wide",
    });
    this.drawGroup();
  }

  /** One line: dead groups, effective batch, variance, and whose advantages they are. */
  private drawFacts({ figures }: GroupsAnswer, { width, run }: PageState): void {
    if (figures === undefined) {
      fill(this.facts, element("span", { class: "quiet" }, "No group of two has rewards: they cannot be compared."));
      return;
    }
    const { signal, right, recorded, weights } = figures;
    const { dead, groups, allRight, allWrong, effectiveBatch, deadSamples, variance, singles } = signal;
    const interval = dead.interval === undefined ? "" : ` (${percents(dead.interval.low, dead.interval.high, 0)})`;
    const soFar = run.phase === "reading" ? " so far" : "";
    const quiet = (words: string, title = ""): HTMLElement =>
      element("span", title === "" ? { class: "quiet" } : { class: "quiet", title }, words);
    const lead = element(
      "span",
      {},
      element("b", {}, `${percent(dead.value, 0)} of ${plural(groups, "group")} are dead${soFar}`),
      quiet(`${interval}: ${count(allRight.k)} all right, ${count(allWrong.k)} all wrong`, `Right: ${right}`),
    );
    const batch = quiet(`effective batch ${count(effectiveBatch)} of ${count(deadSamples.n)}`);
    const more =
      width === "narrow"
        ? []
        : [
            ...(variance === undefined
              ? []
              : [quiet(`variance ${fixed(variance.within)} within, ${fixed(variance.between)} between prompts`)]),
            ...(recorded === undefined ? [quiet("no advantages recorded")] : [quiet(recordedWords(recorded))]),
            ...(weights === undefined
              ? []
              : [
                  quiet(
                    `weights, inferred: ${weights.map(({ name, weight }) => `${name} ${fixed(weight)}`).join(", ")}`,
                  ),
                ]),
            ...(singles === 0 ? [] : [quiet(`${plural(singles, "group")} of one apart`)]),
          ];
    fill(this.facts, lead, batch, ...more);
  }

  private drawGroup(): void {
    const { state, group, of, answer, advantages, a, b } = this;
    if (state === undefined || group === undefined || of === undefined || answer === undefined) {
      fill(this.one);
      return;
    }
    const { rewards } = of.shape;
    const digits = rewardDigits(rewards);
    const shown: ShownRollouts = {
      ...{ group, rewards, a, b, texts: this.texts, estimators: answer.estimators },
      advantages: advantages ?? "recorded",
      width: state.width,
    };
    const acting = {
      take: (letter: "A" | "B", row: number) => this.take(letter, row),
      advantages: (next: ShownAdvantages) => {
        this.advantages = next;
        this.drawGroup();
      },
    };
    const focused = (document.activeElement as HTMLElement | null)?.dataset["take"];
    const mean = group.rewards.reduce((sum, reward) => sum + reward, 0) / group.rewards.length;
    const facts = [
      ...(group.step === undefined ? [] : [`step ${group.step}`]),
      plural(group.rollouts.length, "rollout"),
      ...(group.rewards.length === 0 ? [] : [`mean ${fixed(mean, digits)}`, `sd ${fixed(group.deviation)}`]),
      group.state,
    ];
    const sideOf = (row: number | undefined): Parameters<typeof sides>[0] | undefined => {
      const rollout = group.rollouts.find((one) => one.row === row);
      return rollout && { ...rollout, texts: this.texts.get(rollout.row) };
    };
    const [left, right] = [sideOf(a), sideOf(b)];
    const table = element("div", {}, rolloutTable(shown, acting));
    table.append(
      tableTools(
        table,
        "Rollouts",
        toolsOf(this.actions)(() => rolloutData(shown)),
      ),
    );
    fill(
      this.one,
      element(
        "p",
        { class: "back" },
        link("‹ All groups", "Back to the list", () => this.back()),
      ),
      element(
        "div",
        { class: "onehead" },
        element("h2", {}, group.question ?? group.group),
        element(
          "p",
          { class: "quiet" },
          facts.join(" · "),
          " · ",
          link("filter", `Filter: ${group.filter}`, () => this.actions.filter(group.filter, true)),
        ),
        element("p", { class: "quiet" }, "advantages ", advantageChoice(shown, acting)),
      ),
      table,
      ...(left === undefined || right === undefined
        ? []
        : [sides(left, right, digits, ({ row }) => this.actions.openRow(row))]),
    );
    if (focused !== undefined) this.one.querySelector<HTMLElement>(`[data-take="${focused}"]`)?.focus();
  }

  private take(letter: "A" | "B", row: number): void {
    // Taking the other one swaps the two: a rollout is never compared with itself.
    if (letter === "A") [this.a, this.b] = [row, row === this.b ? this.a : this.b];
    else [this.a, this.b] = [row === this.a ? this.b : this.a, row];
    this.drawGroup();
  }

  private back(): void {
    delete this.both.dataset["one"];
    this.list.focus();
  }
}

function recordedWords({ estimator, telling, explained, unexplained }: NonNullable<Figures["recorded"]>): string {
  if (estimator === undefined) {
    return telling === 0 ? "advantages: no group tells their estimator" : "advantages: no estimator explains them";
  }
  const all =
    unexplained.length === 0 ? "explains all" : `explains ${count(explained)}, not ${count(unexplained.length)}`;
  return `advantages: ${estimator.title}, ${all}`;
}

type Figures = NonNullable<GroupsAnswer["figures"]>;
