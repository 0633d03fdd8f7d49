/** The page Steps: charts with a common axis of steps and one crosshair, findings by step, and hints. */
import type { StepsAnswer } from "../../../server/core/runs/pages/page";
import { drawStepChart, type Drawn as DrawnChart } from "../../charts/stepChart";
import { spark } from "../../charts/spark";
import { element, fill, link } from "../../shared/dom";
import type { FigureData } from "../../shared/figureData";
import { chartTools } from "../../shared/figureTools";
import { severityShape } from "../../shared/severityShape";
import { svg } from "../../shared/svg";
import type { PageState } from "../model/pageState";
import { stepCharts, type ShownChart } from "../model/stepCharts";
import { percent, plural } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";
import { toolsOf } from "./toolsOf";

/** Maximum number of rules whose shares are drawn. */
const maxRules = 12;

interface Shown {
  readonly chart: ShownChart;
  readonly drawing: DrawnChart;
  readonly reading: HTMLElement;
}

export class StepsPage implements Part {
  readonly element = element("div", { class: "panel scroll", tabindex: "0", role: "region", "aria-label": "Charts" });
  private readonly drawn = new Drawn();
  private shown: Shown[] = [];
  /** The step at the crosshair, by its index; the last one until the user points at another. */
  private at: number | undefined;

  constructor(private readonly actions: Pick<Actions, "toggle" | "page" | "filter" | "save" | "fail">) {}

  update({ steps, answer, width, run }: PageState): void {
    if (!this.drawn.isNew(steps, width, run.phase, document.body.className)) return;
    for (const { drawing } of this.shown) drawing.chart.destroy();
    this.shown = [];
    if (steps === undefined || answer === undefined) {
      fill(this.element, element("p", { class: "quiet waiting", role: "status" }, "Working out the steps…"));
      return;
    }
    const charts = stepCharts(steps.series, answer.shape.rewards);
    this.at = Math.min(this.at ?? Infinity, steps.series.steps.length - 1);
    const figures = charts.map((chart) => this.figure(chart));
    const parts = [
      element("div", { class: "charts" }, ...figures),
      this.rules(steps, width === "narrow" ? 150 : 260),
      this.hints(steps),
    ];
    this.element.replaceChildren(...parts.filter((part) => part !== undefined));
    // A canvas gets its size from its container, so it is drawn after it is inserted.
    charts.forEach((chart, i) => {
      const [canvas, reading] = [figures[i]?.querySelector("canvas"), figures[i]?.querySelector<HTMLElement>(".read")];
      if (canvas == null || reading == null) return;
      this.shown.push({ chart, reading, drawing: drawStepChart(canvas, chart, this.at ?? 0) });
    });
    this.cross(this.at);
  }

  private figure(chart: ShownChart): HTMLElement {
    const reading = element("span", { class: "read cut" });
    const legend = chart.legend.map(({ kind, words }) =>
      element(
        "span",
        { class: "legend" },
        svg(
          "svg",
          { width: 18, height: 8, "aria-hidden": "true" },
          svg("path", { class: `line ${kind}`, d: "M0 4H18" }),
        ),
        words,
      ),
    );
    const figure = element("figure", { class: "chart" });
    const caption = element(
      "figcaption",
      { class: "caption" },
      element("h2", {}, chart.title),
      ...legend,
      element("span", { class: "cut" }, chart.note),
      chartTools(
        figure,
        `${chart.title} by step`,
        toolsOf(this.actions)(() => dataOf(chart)),
      ),
      reading,
    );
    const canvas = element("canvas", { role: "img", "aria-label": `${chart.title}, ${chart.note}, by step` });
    const plot = element(
      "div",
      {
        class: chart.isTall ? "canvas tall" : "canvas",
        tabindex: "0",
        role: "group",
        "aria-label": `${chart.title}: left and right arrow read the steps, Enter filters by one, T shows a table`,
      },
      canvas,
    );
    figure.append(caption, plot);
    this.listen(plot, canvas, chart);
    return figure;
  }

  private listen(plot: HTMLElement, canvas: HTMLCanvasElement, chart: ShownChart): void {
    let from: number | undefined;
    const under = (event: PointerEvent): number =>
      this.nearest(chart, event.clientX - canvas.getBoundingClientRect().left);
    plot.addEventListener("pointermove", (event) => this.cross(under(event)));
    plot.addEventListener("pointerdown", (event) => (from = under(event)));
    plot.addEventListener("pointerup", (event) => this.filter(chart, from ?? under(event), under(event)));
    plot.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const now = this.at ?? 0;
      if (step !== 0) this.cross(Math.max(0, Math.min(chart.steps.length - 1, now + step)));
      else if (event.key === "Enter") this.filter(chart, now, now);
      else return;
      event.preventDefault();
    });
  }

  private nearest({ steps }: ShownChart, pixel: number): number {
    const value = this.shown[0]?.drawing.chart.scales["x"]?.getValueForPixel(pixel) ?? 0;
    let best = 0;
    steps.forEach((step, i) => {
      if (Math.abs(step - value) < Math.abs((steps[best] ?? 0) - value)) best = i;
    });
    return best;
  }

  private cross(at: number | undefined): void {
    if (at === undefined) return;
    this.at = at;
    for (const { chart, drawing, reading } of this.shown) {
      drawing.cross(at);
      fill(reading, chart.read(at));
    }
  }

  private filter({ steps }: ShownChart, from: number, to: number): void {
    const [low, high] = [steps[Math.min(from, to)], steps[Math.max(from, to)]];
    if (low !== undefined && high !== undefined)
      this.actions.toggle(low === high ? `step=${low}` : `step=${low}..${high}`);
  }

  private rules({ lost }: StepsAnswer, width: number): HTMLElement | undefined {
    const shown = lost.bars.slice(0, maxRules);
    if (shown.length === 0) return undefined;
    const lines = shown.map((bar) => {
      const most = Math.max(0, ...bar.shares);
      const label = `${bar.name}: share of samples by step, at most ${percent(most)}`;
      const since =
        bar.since === undefined
          ? ""
          : `${bar.since.after > bar.since.before ? "▲" : "▽"} ${percent(bar.since.before, 0)} to ${percent(bar.since.after, 0)} at ${bar.since.step}`;
      const line = element(
        "button",
        { type: "button", class: "onerule", title: `Filter: ${bar.filter}` },
        severityShape(bar.severity),
        element("span", { class: "cut" }, bar.name),
        spark(bar.shares, lost.steps, bar.since, { width, height: 18, label }),
        element("span", { class: "num" }, percent(most, 0)),
        element("span", { class: "quiet" }, since),
      );
      line.addEventListener("click", () => this.actions.toggle(bar.filter));
      return line;
    });
    const note = "share of samples; the number is the highest step; a mark where it changed most";
    const section = element("section", { class: "byrule", "aria-label": "Findings by step" });
    const caption = element(
      "div",
      { class: "caption" },
      element("h2", {}, "Findings by step"),
      element("span", { class: "cut" }, note),
      chartTools(
        section,
        "Findings by step",
        toolsOf(this.actions)(() => sharesOf(lost)),
      ),
    );
    section.append(caption, element("div", { class: "many" }, ...lines));
    return section;
  }

  private hints({ hints }: StepsAnswer): HTMLElement | undefined {
    if (hints.length === 0) return undefined;
    const lines = hints.map(({ sentence, n, filter }) => {
      const words = plural(n, "sample");
      const show = (): void => {
        if (filter !== undefined) this.actions.filter(filter, true);
        this.actions.page("samples");
      };
      const samples =
        filter === undefined ? element("span", { class: "quiet" }, words) : link(words, `Filter: ${filter}`, show);
      return element("li", {}, severityShape("information"), element("span", {}, sentence), samples);
    });
    const caption = element(
      "div",
      { class: "caption" },
      element("h2", {}, "Worth a look"),
      element("span", {}, "hints with their numbers, no verdicts"),
    );
    return element("section", { class: "hints", "aria-label": "Worth a look" }, caption, element("ul", {}, ...lines));
  }
}

function dataOf({ title, note, steps, columns }: ShownChart): FigureData {
  const rows = steps.map((step, i) => [step, ...columns.map(({ values }) => values[i])]);
  return { title: `${title}, ${note}`, heads: ["step", ...columns.map(({ head }) => head)], rows };
}

function sharesOf({ bars, steps }: StepsAnswer["lost"]): FigureData {
  const rows = steps.map((step, i) => [step, ...bars.map(({ shares }) => shares[i])]);
  return { title: "Share of samples with a finding, by step", heads: ["step", ...bars.map(({ name }) => name)], rows };
}
