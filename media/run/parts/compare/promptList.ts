/** The prompts of two runs, the largest change first. */
import type { ComparedPrompt } from "../../../../server/core/runs/figures/comparison";
import { element } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { tableTools } from "../../../shared/figureTools";
import type { PageWidth } from "../../model/columns";
import { count, fixed, signed } from "../../model/words";
import type { ToolsOf } from "../toolsOf";
import { valueBar } from "../valueBar";
import { VirtualList } from "../virtualList";

const barWidth = 52;

export class PromptList {
  readonly element = element("div", { class: "prompts" });
  private readonly head = element("div", { class: "headrow promptrow", "aria-hidden": "true" });
  private readonly list: VirtualList<ComparedPrompt>;
  private width: PageWidth = "normal";
  private digits = 2;
  private most = 1;

  private shown: readonly ComparedPrompt[] = [];

  constructor(select: (prompt: ComparedPrompt) => void, tools: ToolsOf) {
    this.list = new VirtualList<ComparedPrompt>({
      label: "Prompts",
      id: "prompt",
      cells: (one) => this.cells(one),
      select,
    });
    this.list.element.classList.add("promptrows");
    const heads = ["Prompt, largest change first", "A", "B", "B − A", "What changed, in samples"];
    this.head.append(...heads.map((text, i) => element("span", { class: i > 0 && i < 4 ? "num" : "cut" }, text)));
    const saving = tableTools(
      this.element,
      "Prompts",
      tools(() => promptData(this.shown)),
    );
    this.element.append(this.head, this.list.element, saving);
  }

  update(prompts: readonly ComparedPrompt[], selected: number, width: PageWidth, digits: number): void {
    this.width = width;
    this.shown = prompts;
    this.digits = digits;
    this.most = prompts.reduce((most, { difference }) => Math.max(most, Math.abs(difference)), 1e-9);
    this.list.update(prompts, selected);
  }

  private cells({ question, a, b, difference, rule }: ComparedPrompt): HTMLElement[] {
    const { digits, width, most } = this;
    const name = question ?? "No question";
    const mark = difference > 1e-6 ? "▲ " : difference < -1e-6 ? "▼ " : "";
    const bar = width === "narrow" ? [] : [valueBar(difference, -most, most, barWidth)];
    const number = (label: string, value: string): HTMLElement =>
      element("span", { class: "num" }, element("span", { class: "sr" }, label), value);
    return [
      element("span", { class: "cut", title: name }, name),
      number("A ", fixed(a, digits)),
      number("B ", fixed(b, digits)),
      element(
        "span",
        { class: "cellbar num" },
        ...bar,
        element("span", { class: "value" }, `${mark}${signed(difference, digits)}`),
      ),
      element(
        "span",
        { class: "cut quiet" },
        rule === undefined || rule.rollouts === 0 ? "" : `${rule.id} ${signed(rule.rollouts, 0)}`,
      ),
    ];
  }
}

function promptData(prompts: readonly ComparedPrompt[]): FigureData {
  const rows = prompts.map(({ question, a, b, difference, rule, rewardsA, rewardsB }) => [
    ...[question, a, rewardsA.length, b, rewardsB.length, difference, rule?.id, rule?.rollouts],
  ]);
  const heads = ["prompt", "A", "A: n", "B", "B: n", "B − A", "rule that changed most", "in more samples by"];
  return { title: `Prompts, n ${count(rows.length)}`, heads, rows };
}
