/** Mean, components and shares: the numbers on the left of the band. */
import type { ComponentFigures, RewardFigures, RunSummary } from "../../../../server/core/runs/figures/summary";
import type { Part as FigurePart, Share } from "../../../../server/core/runs/figures/figure";
import { element, link, type Child } from "../../../shared/dom";
import type { PageState } from "../../model/pageState";
import { bound, count, fixed, percent, percents, plural, rewardDigits } from "../../model/words";
import type { Actions } from "../actions";
import { Drawn, type Part } from "../part";
import { valueBar } from "../valueBar";

/** Maximum number of components that are shown by default. */
const maxComponents = 5;

export class Figures implements Part {
  readonly element = element("section", { class: "numbers", "aria-label": "Figures" });
  private readonly drawn = new Drawn();
  private areAllShown = false;
  private state: PageState | undefined;

  constructor(private readonly actions: Pick<Actions, "toggle" | "worst">) {}

  update(state: PageState): void {
    this.state = state;
    const { answer, run } = state;
    const summary = answer?.summary;
    if (!this.drawn.isNew(summary, run.phase, this.areAllShown)) return;
    if (summary === undefined) this.element.replaceChildren();
    else if (summary.reward === undefined) this.element.replaceChildren(...this.unrewarded(summary));
    else this.element.replaceChildren(...this.rewarded(summary, summary.reward, run.phase !== "whole"));
  }

  private rewarded(summary: RunSummary, reward: RewardFigures, soFar: boolean): Node[] {
    const { mean, range } = reward;
    const digits = rewardDigits(range);
    const interval = mean.interval && `${fixed(mean.interval.low, digits)} to ${fixed(mean.interval.high, digits)}`;
    const about = [`mean,${soFar ? " so far," : ""}`, interval ?? `n ${count(mean.n)}`].join(" ");
    const head = element(
      "div",
      { class: "headline", title: `Mean of ${plural(mean.n, "sample")}, 95 % interval, the error clustered by group` },
      element("strong", {}, fixed(mean.value, digits)),
      element("span", { class: "quiet" }, about),
    );
    const shown = this.areAllShown ? summary.components : summary.components.slice(0, maxComponents);
    const more = summary.components.length - shown.length;
    const rows = [
      ...(summary.components.length > 1 ? shown.map((component) => componentRow(component)) : []),
      ...(more > 0 ? [[link(`${more} more`, "All components", () => this.showAll()), "", ""] as const] : []),
      this.shareRow(`at the top, ${bound(range.high)}`, reward.atMost),
      this.shareRow(`at the bottom, ${bound(range.low)}`, reward.atLeast),
      ["median", fixed(reward.median, digits), quiet(`sd ${fixed(reward.deviation, digits)}`), "less"] as const,
      [
        "worst",
        fixed(reward.worst.reward, digits),
        link(`#${reward.worst.row + 1}`, "Sort by reward and open the worst sample", () => this.actions.worst()),
      ] as const,
      ...(reward.without > 0
        ? [["without a reward", count(reward.without), quiet(`of ${count(summary.n)}`), "less"] as const]
        : []),
    ];
    return [head, list(rows)];
  }

  private unrewarded({ n, right, unchecked, findings, toolErrors, cut, repeated, length }: RunSummary): Node[] {
    // What was not checked is not free of errors.
    const isUnchecked = unchecked > 0 && unchecked === n;
    const about = isUnchecked ? "errors: not checked" : "have errors";
    const share = right?.share.value;
    const head =
      right === undefined || share === undefined
        ? headline(isUnchecked ? "–" : percent(findings.error.value ?? 0, 1), `${about}, n ${count(n)}`)
        : headline(percent(share, 1), `right, n ${count(right.share.n)}`);
    const rows = [
      ...(share === undefined || isUnchecked
        ? []
        : [this.shareRow("with errors", { name: "", figure: findings.error, filter: "severity:error" })]),
      this.shareRow("with warnings", { name: "", figure: findings.warning, filter: "severity:warning" }),
      this.shareRow("tool errors", { name: "", figure: toolErrors, filter: undefined }),
      this.shareRow("cut off", { name: "", figure: cut, filter: "cut" }),
      this.shareRow("repeated", { name: "", figure: repeated, filter: undefined }),
      ...(length === undefined
        ? []
        : [
            [
              "length, mean",
              count(Math.round(length.mean)),
              quiet(`median ${count(Math.round(length.median))}`),
              "less",
            ] as const,
          ]),
    ];
    return [head, list(rows)];
  }

  private shareRow(words: string, { figure, filter }: FigurePart<Share>): Row {
    const { value, interval } = figure;
    const name = filter === undefined ? words : datum(words, filter, () => this.actions.toggle(filter));
    const share = value === undefined ? "–" : percent(value, 1);
    return [name, share, quiet(interval === undefined ? "" : percents(interval.low, interval.high))];
  }

  private showAll(): void {
    this.areAllShown = true;
    if (this.state !== undefined) this.update(this.state);
  }
}

function headline(figure: string, about: string): HTMLElement {
  return element(
    "div",
    { class: "headline" },
    element("strong", {}, figure),
    element("span", { class: "quiet" }, about),
  );
}

/** A name, its number, the text beside it, and the class of rows that a narrow page leaves out. */
type Row = readonly [Child, Child, Child, string?];

function componentRow({ name, mean, range }: ComponentFigures): Row {
  const digits = rewardDigits(range);
  const bar = valueBar(mean.value, Math.min(0, range.low), Math.max(0, range.high), 52);
  const of = element("span", { class: "quiet outof" }, `of ${bound(range.high)}`);
  return [
    element("span", { class: "cut", title: name }, name),
    fixed(mean.value, digits),
    element("span", {}, bar, of),
  ];
}

function list(rows: readonly Row[]): HTMLElement {
  const cells = rows.flatMap(([name, value, beside, less]) => {
    const kind = less === undefined ? {} : { class: less };
    return [element("dt", kind, name), element("dd", kind, value), element("dd", kind, beside)];
  });
  return element("dl", { class: "figures" }, ...cells);
}

function quiet(text: string): HTMLElement {
  return element("span", { class: "quiet" }, text);
}

/** A number or a name; pressing it filters by what it stands for. */
export function datum(text: string, filter: string, onPress: () => void): HTMLElement {
  const made = element("button", { type: "button", class: "datum", title: `Filter: ${filter}` }, text);
  made.addEventListener("click", onPress);
  return made;
}
