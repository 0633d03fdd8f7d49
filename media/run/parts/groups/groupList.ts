/** The list of groups, the widest spread first, with a choice of which. */
import type { GroupChoice, GroupLine } from "../../../../server/core/runs/figures/groups";
import type { GroupsAnswer } from "../../../../server/core/runs/pages/groupPages";
import type { RunShape } from "../../../../server/core/runs/pages/page";
import { strip } from "../../../charts/strip";
import { element, fill } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { tableTools } from "../../../shared/figureTools";
import { bound, count, fixed, plural } from "../../model/words";
import type { ToolsOf } from "../toolsOf";
import { VirtualList } from "../virtualList";

/** What the list needs to draw itself. */
export interface ShownGroups {
  readonly answer: GroupsAnswer;
  readonly choice: GroupChoice;
  /** Number of the chosen group. */
  readonly chosen: number | undefined;
  readonly rewards: RunShape["rewards"];
  readonly isWide: boolean;
}

const choices: readonly GroupChoice[] = ["all", "mixed", "all right", "all wrong", "all the same", "no reward"];

/** Widths in pixels of the tiny histograms. */
const [wideStrip, smallStrip] = [92, 70];

export class GroupListPart {
  readonly element = element("div", { class: "list" });
  private readonly which = element("div", { class: "segmented", role: "group", "aria-label": "Which groups" });
  private readonly head = element("div", { class: "grouprow headrow", "aria-hidden": "true" });
  private readonly note = element("p", { class: "note quiet" });
  private readonly list: VirtualList<GroupLine>;
  private shown: ShownGroups | undefined;

  constructor(
    private readonly choose: (choice: GroupChoice) => void,
    select: (group: GroupLine) => void,
    tools: ToolsOf,
  ) {
    this.list = new VirtualList<GroupLine>({
      label: "Groups",
      id: "group",
      cells: (group) => this.cells(group),
      select,
    });
    this.list.element.classList.add("grouprows");
    const saving = tableTools(
      this.element,
      "Groups",
      tools(() => groupsData(this.shown)),
    );
    this.element.append(this.which, this.head, this.list.element, this.note, saving);
  }

  focus(): void {
    this.list.element.focus();
  }

  update(shown: ShownGroups): void {
    this.shown = shown;
    const { answer, choice, chosen, rewards, isWide } = shown;
    const { groups, counts, more } = answer.list;
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const buttons = choices.flatMap((name) => {
      const n = name === "all" ? all : counts[name];
      return n === 0 && name !== "all" && name !== choice ? [] : [this.button(name, n, name === choice)];
    });
    const hadFocus = this.which.contains(document.activeElement);
    this.which.replaceChildren(...buttons);
    if (hadFocus) this.which.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    const range = rewards === undefined ? "rewards" : `${bound(rewards.least)} to ${bound(rewards.most)}`;
    fill(
      this.head,
      element("span", { class: "cut" }, "Prompt, widest spread first"),
      element("span", {}, isWide ? `rewards, ${range}` : range),
      ...(isWide ? [element("span", { class: "num" }, "sd")] : []),
      element("span", { class: "num" }, "step"),
    );
    this.note.hidden = more === 0 && groups.length > 0;
    fill(this.note, groups.length === 0 ? "No group is like that." : `${plural(more, "group")} more are not listed.`);
    this.list.update(
      groups,
      groups.findIndex(({ number }) => number === chosen),
    );
  }

  private button(name: GroupChoice, n: number, isPressed: boolean): HTMLElement {
    const made = element(
      "button",
      { type: "button", "aria-pressed": String(isPressed) },
      `${name} `,
      element("span", { class: "quiet" }, count(n)),
    );
    made.addEventListener("click", () => this.choose(name));
    return made;
  }

  private cells({ question, group, rewards, deviation, step }: GroupLine): HTMLElement[] {
    const { rewards: range, isWide } = this.shown ?? {};
    const name = question ?? group;
    const drawn = element("span", {});
    if (range !== undefined) drawn.append(strip(rewards, range, isWide === true ? wideStrip : smallStrip));
    return [
      element("span", { class: "cut", title: name }, name),
      drawn,
      ...(isWide === true ? [element("span", { class: "num" }, hidden("standard deviation "), fixed(deviation))] : []),
      element("span", { class: "num quiet" }, hidden("step "), step === undefined ? "–" : String(step)),
    ];
  }
}

function groupsData(shown: ShownGroups | undefined): FigureData {
  const groups = shown?.answer.list.groups ?? [];
  const rows = groups.map(({ group, question, step, state, deviation, rewards }) => [
    ...[group, question, step, state, rewards.length],
    rewards.length === 0 ? undefined : rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length,
    deviation,
    rewards.join(" "),
  ]);
  const heads = ["group", "prompt", "step", "state", "rewarded", "mean reward", "sd", "rewards"];
  return { title: `Groups, n ${count(rows.length)}`, heads, rows };
}

/** Words that only a screen reader reads. */
function hidden(words: string): HTMLElement {
  return element("span", { class: "sr" }, words);
}
