/** Reward lost by rule or by cause: a bar for each, which filters. */
import type { LostBar, LostBy } from "../../../../server/core/runs/figures/lost";
import { hasTerm } from "../../../../server/core/filters/filterTerms";
import { spark } from "../../../charts/spark";
import { element, link } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { chartTools } from "../../../shared/figureTools";
import { severityShape } from "../../../shared/severityShape";
import type { PageState } from "../../model/pageState";
import { count, fixed, percent, plural } from "../../model/words";
import type { Actions } from "../actions";
import { Drawn, styled, type Part } from "../part";
import { toolsOf } from "../toolsOf";

/** Number of bars shown at first, and in a narrow page; more are shown on request, in a list that scrolls. */
const [first, firstNarrow] = [5, 3];

export class LostBars implements Part {
  readonly element = element("section", { class: "lost" });
  private readonly drawn = new Drawn();
  private isGrown = false;
  private state: PageState | undefined;

  constructor(private readonly actions: Pick<Actions, "toggle" | "by" | "save" | "fail">) {}

  update(state: PageState): void {
    this.state = state;
    const { answer, filter, width, run } = state;
    const lost = answer?.lost;
    if (!this.drawn.isNew(lost, filter, width, run.phase, this.isGrown)) return;
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-bar")
      : null;
    if (lost === undefined) this.element.replaceChildren();
    else this.draw(lost, state);
    if (focused != null) this.element.querySelector<HTMLElement>(`[data-bar="${CSS.escape(focused)}"]`)?.focus();
  }

  private draw(lost: LostBy, { width, run, by }: PageState): void {
    const isPriced = lost.bars.some((bar) => (bar.lost ?? 0) > 0);
    const title = isPriced ? "Reward lost" : "Findings";
    this.element.setAttribute("aria-label", `${title} by ${by}`);
    const note =
      run.phase === "reading"
        ? "so far"
        : width === "narrow"
          ? ""
          : isPriced
            ? "on the mean; click filters"
            : "samples; click filters";
    const caption = element(
      "div",
      { class: "caption" },
      element("h2", {}, title),
      element(
        "span",
        { class: "switch", role: "group", "aria-label": "Bars" },
        this.choice("rule", by),
        this.choice("cause", by),
      ),
      element("span", { class: "cut" }, note),
      chartTools(
        this.element,
        `${title} by ${by}`,
        toolsOf(this.actions)(() => lostData(lost, title)),
      ),
    );
    this.element.replaceChildren(caption, this.bars(lost, isPriced));
  }

  private choice(by: LostBy["by"], current: LostBy["by"]): HTMLElement {
    const button = element(
      "button",
      { type: "button", "aria-pressed": String(by === current), "data-bar": `by ${by}` },
      `by ${by}`,
    );
    button.addEventListener("click", () => this.actions.by(by));
    return button;
  }

  private bars(lost: LostBy, isPriced: boolean): HTMLElement {
    const { width, by } = this.state as PageState;
    const isWide = width === "wide";
    // Bars that cost nothing come last, and only on request.
    const telling = isPriced ? lost.bars.filter((bar) => (bar.lost ?? 0) >= 0.0005) : lost.bars;
    const shown = this.isGrown ? lost.bars : telling.slice(0, width === "narrow" ? firstNarrow : first);
    const top = Math.max(...lost.bars.map((bar) => sizeOf(bar, isPriced)), 1e-9);
    const bySteps = lost.steps.length > 1;
    const head = element(
      "div",
      { class: "rule head", "aria-hidden": "true" },
      element("span"),
      element("span"),
      element("span"),
      element("span", { class: "num" }, isPriced ? "lost" : ""),
      element("span", { class: "num" }, "n"),
      element("span", {}, !bySteps ? "" : isWide ? "share of samples by step" : "share by step"),
    );
    const rest = lost.bars.length - shown.length;
    const note = element(
      "div",
      { class: "note" },
      `${by === "rule" ? "Rules" : "Causes"} overlap, so bars do not add up. `,
    );
    if (isPriced && lost.without !== undefined && lost.without.n > 0) {
      note.append(`Without a finding: ${fixed(-lost.without.lost)}, ${count(lost.without.n)}. `);
    }
    if (rest > 0) note.append(link(plural(rest, `more ${by}`), "Show all", () => this.grow()));
    const lines = shown.map((bar) => this.bar(bar, lost, sizeOf(bar, isPriced) / top));
    return element(
      "div",
      { class: `rules${this.isGrown ? " grown" : ""}${bySteps ? "" : " stepless"}` },
      head,
      ...lines,
      note,
    );
  }

  private bar(bar: LostBar, { steps, n }: LostBy, share: number): HTMLElement {
    const { filter, width, run } = this.state as PageState;
    const isWide = width === "wide";
    const since = run.phase === "whole" ? bar.since : undefined;
    const isRise = since !== undefined && since.after > since.before;
    const label = `Share of samples by step, at most ${percent(Math.max(0, ...bar.shares), 1)}`;
    const drawing =
      steps.length > 1
        ? spark(bar.shares, steps, since, { width: isWide ? 150 : 60, height: 14, label })
        : element("span");
    const words =
      since === undefined
        ? ""
        : isWide
          ? `${isRise ? "▲ up" : "▽ down"} since step ${since.step}`
          : `${isRise ? "▲" : "▽"} ${since.step}`;
    const line = element(
      "button",
      {
        type: "button",
        class: "rule",
        "aria-pressed": String(hasTerm(filter, bar.filter)),
        "data-bar": bar.name,
        title: `${bar.name}: ${count(bar.n)} of ${count(n)} samples. Click filters by ${bar.filter}`,
      },
      severityShape(bar.severity),
      element("span", { class: "cut" }, bar.name),
      element("span", {}, styled(element("span", { class: "bar" }), { width: `${share * 100}%` })),
      element("span", { class: "num" }, bar.lost === undefined ? "" : fixed(-bar.lost)),
      element("span", { class: "num quiet" }, count(bar.n)),
      element("span", { class: "since" }, drawing, element("em", { class: "quiet" }, words)),
    );
    line.addEventListener("click", () => this.actions.toggle(bar.filter));
    return line;
  }

  private grow(): void {
    this.isGrown = true;
    if (this.state !== undefined) this.update(this.state);
  }
}

function lostData({ by, bars, n, without }: LostBy, title: string): FigureData {
  const rows = bars.map((bar) => [bar.name, bar.severity, bar.lost, bar.n, n]);
  if (without !== undefined && without.n > 0) rows.push(["without a finding", "", without.lost, without.n, n]);
  const heads = [by, "severity", "lost on the mean", "samples", "of"];
  return { title: `${title} by ${by}, n ${count(n)}`, heads, rows };
}

function sizeOf(bar: LostBar, isPriced: boolean): number {
  return isPriced ? (bar.lost ?? 0) : bar.n;
}
